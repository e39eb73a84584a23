package org.cdrl.internal.encoding;

/**
 * Two tokens: a cell that is always the same, and "missing".
 *
 * @param value of the cell
 * @param missing share of training cells that were
 */
public record ConstantTokens(double value, double missing) implements TokenCode {
  @Override
  public double[] shares() {
    return new double[] {1 - missing, missing};
  }

  @Override
  public int count() {
    return 2;
  }

  @Override
  public int present() {
    return 1;
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public boolean isBin(int token) {
    return false;
  }

  @Override
  public int token(double cell) {
    return Double.isNaN(cell) ? 1 : 0;
  }

  @Override
  public double cell(int token, double u) {
    return token == 1 ? Double.NaN : value;
  }

  @Override
  public String description() {
    return "drawn as there or missing";
  }
}
