package org.cdrl.internal.encoding;

/**
 * A token for every label.
 *
 * @param shares of the training cells, those that are missing last if there are any
 * @param present the number of labels
 */
public record LabelTokens(double[] shares, int present) implements TokenCode {
  @Override
  public int count() {
    return shares.length;
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
    return Double.isNaN(cell) ? present : (int) cell;
  }

  @Override
  public double cell(int token, double u) {
    return token == present ? Double.NaN : token;
  }

  @Override
  public String description() {
    return "drawn as one of " + present + " labels";
  }
}
