package org.cdrl.tribuo.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A page: a template with places of the form ${name}. */
final class Page {
  private static final String TEMPLATE = "page.html";

  private Page() {}

  /** Fills the places; values are HTML. */
  static String of(Map<String, String> values) throws IOException {
    String page;
    try (InputStream in = Page.class.getResourceAsStream(TEMPLATE)) {
      page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (Map.Entry<String, String> value : values.entrySet()) {
      page = page.replace("${" + value.getKey() + "}", value.getValue());
    }
    return page;
  }
}
