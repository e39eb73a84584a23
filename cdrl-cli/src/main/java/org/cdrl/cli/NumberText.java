package org.cdrl.cli;

/** Numbers that models tell, as cells: with the digits of a float, for they have no more. */
final class NumberText {
  private NumberText() {}

  static String text(double number) {
    return Float.toString((float) number);
  }
}
