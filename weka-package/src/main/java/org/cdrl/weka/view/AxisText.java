package org.cdrl.weka.view;

import java.util.Locale;
import org.cdrl.weka.study.Axis;
import weka.core.Attribute;

/** Values as short texts for the axes of charts. */
final class AxisText {
  private AxisText() {}

  /**
   * The text of a value; empty between two labels.
   *
   * @param longest characters of a label
   */
  static String of(Axis axis, double value, int longest) {
    return axis.attribute() == null ? number(value) : of(axis.attribute(), value, longest);
  }

  static String of(Attribute attribute, double value, int longest) {
    if (attribute.isDate()) {
      return attribute.formatDate(value);
    }
    if (attribute.isNumeric()) {
      return number(value);
    }
    int label = (int) Math.rint(value);
    boolean at = Math.abs(value - label) < 1e-6 && label >= 0 && label < attribute.numValues();
    return at ? shortened(attribute.value(label), longest) : "";
  }

  static String shortened(String text, int longest) {
    return text.length() <= longest
        ? text
        : longest < 2 ? "" : text.substring(0, longest - 1) + "…";
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size >= 1e6 || size < 1e-3)) {
      return String.format(Locale.ROOT, "%.2g", value);
    }
    return Double.toString(Math.rint(value * 1000) / 1000).replaceAll("\\.0$", "");
  }
}
