package org.cdrl.table.text;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The order in which a column has its labels. */
final class LabelOrder {
  /** Texts that read as no and yes, in lower case. */
  private static final List<List<String>> BOOLEANS =
      List.of(
          List.of("false", "true"),
          List.of("f", "t"),
          List.of("no", "yes"),
          List.of("n", "y"),
          List.of("0", "1"),
          List.of("0.0", "1.0"));

  private LabelOrder() {}

  /** The labels as they are written, no before yes; null if they do not read so. */
  static List<String> booleans(Collection<String> labels) {
    if (labels.size() != 2) {
      return null;
    }
    for (List<String> pair : BOOLEANS) {
      List<String> ordered =
          labels.stream()
              .sorted(Comparator.comparing(label -> pair.indexOf(label.toLowerCase(Locale.ROOT))))
              .toList();
      if (ordered.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList().equals(pair)) {
        return ordered;
      }
    }
    return null;
  }

  /** Numbers first, by value; then texts, by character codes. */
  static List<String> sorted(Collection<String> labels) {
    Comparator<String> byValue =
        Comparator.comparing(LabelOrder::value, Comparator.nullsLast(Comparator.naturalOrder()));
    return labels.stream().sorted(byValue.thenComparing(Comparator.naturalOrder())).toList();
  }

  private static BigDecimal value(String label) {
    return Double.isFinite(NumberText.parse(label)) ? new BigDecimal(label) : null;
  }
}
