package org.cdrl.report;

import java.util.Map;
import java.util.stream.Collectors;

/** Pieces of HTML. */
public final class Html {
  private Html() {}

  /** Text with its special characters escaped. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The rows of a table of names and values. */
  public static String rows(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            value ->
                "<tr><th>"
                    + escape(value.getKey())
                    + "</th><td>"
                    + escape(value.getValue())
                    + "</td></tr>")
        .collect(Collectors.joining("\n"));
  }
}
