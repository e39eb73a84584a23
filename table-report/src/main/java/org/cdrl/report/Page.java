package org.cdrl.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page: a template with places of the form ${name}. */
public final class Page {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

  private Page() {}

  /**
   * Fills the places of a template; what fills them is not looked at again.
   *
   * @param beside the class that the template is beside
   * @param template the name of a file
   * @param values HTML for every place
   */
  public static String of(Class<?> beside, String template, Map<String, String> values)
      throws IOException {
    String page;
    try (InputStream in = beside.getResourceAsStream(template)) {
      page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    return PLACE
        .matcher(page)
        .replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
  }
}
