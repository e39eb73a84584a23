package org.cdrl.internal.encoding;

/**
 * A column that always has the same cell: no coordinates.
 *
 * @param cell the cell; NaN if the column is always missing
 */
public record ConstantCode(double cell) implements ColumnCode {
  @Override
  public int width() {
    return 0;
  }

  @Override
  public void encode(double given, float[] into, int at) {}

  @Override
  public boolean knows(double given) {
    return given == cell;
  }

  @Override
  public double decode(float[] from, int at) {
    return cell;
  }

  @Override
  public String description() {
    return "nothing; training cells are all the same";
  }
}
