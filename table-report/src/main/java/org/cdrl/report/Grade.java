package org.cdrl.report;

/** How good something is, in a word. */
public enum Grade {
  /** Nothing to do. */
  GOOD("good"),
  /** Some is lost. */
  FAIR("fair"),
  /** To be mended before the rows are used. */
  POOR("poor");

  private final String word;

  Grade(String word) {
    this.word = word;
  }

  /** For people. */
  public String word() {
    return word;
  }

  /** The worse of two. */
  Grade or(Grade other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Of a value, higher being better. */
  static Grade of(double value, double good, double fair) {
    return value >= good ? GOOD : value >= fair ? FAIR : POOR;
  }
}
