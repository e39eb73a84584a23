package org.cdrl.cli;

/** Numbers that models tell, as cells: with the digits of a float, for they have no more. */
final class Numbers {
  private Numbers() {}

  static String text(double number) {
    return Float.toString((float) number);
  }
}
