package org.cdrl.table.text;

import java.util.List;

/** Cells read as times that passed. */
final class ElapsedEvidence extends NumberEvidence {
  /** The forms that write all cells so far as they are, or one that can read them. */
  private List<ElapsedText> forms = ElapsedText.PATTERNS.stream().map(ElapsedText::new).toList();

  @Override
  double read(long row, String text, double plain) {
    if (!Double.isNaN(plain) || text.indexOf(':') < 0) {
      return Double.NaN;
    }
    List<ElapsedText> reading =
        forms.stream().filter(form -> !Double.isNaN(form.parse(text))).toList();
    if (reading.isEmpty()) {
      return Double.NaN;
    }
    double seconds = reading.get(0).parse(text);
    List<ElapsedText> exact =
        reading.stream().filter(form -> form.format(seconds).equals(text)).toList();
    forms = exact.isEmpty() ? reading.subList(reading.size() - 1, reading.size()) : exact;
    return seconds;
  }

  @Override
  String pattern() {
    return forms.get(0).pattern();
  }

  @Override
  String what() {
    return "times that passed, as whole seconds, written as " + pattern();
  }

  @Override
  boolean isCertain() {
    return true;
  }

  @Override
  Witness code() {
    return null;
  }
}
