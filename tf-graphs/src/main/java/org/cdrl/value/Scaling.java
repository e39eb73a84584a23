package org.cdrl.value;

import java.util.Arrays;

/**
 * How columns become what the networks see: z = (x - mean) factor, column by column.
 *
 * <p>Immutable. A constant column has factor {@code spread}, so that it stays finite.
 */
public final class Scaling {
  private final float[] mean;
  private final float[] factor;

  /**
   * Builds a scaling.
   *
   * @param mean per column
   * @param factor per column, positive
   */
  public Scaling(float[] mean, float[] factor) {
    this.mean = mean.clone();
    this.factor = factor.clone();
    if (mean.length != factor.length) {
      throw new IllegalArgumentException(mean.length + " means but " + factor.length + " factors");
    }
    for (int c = 0; c < mean.length; c++) {
      if (!Float.isFinite(mean[c]) || !(factor[c] > 0) || Float.isInfinite(factor[c])) {
        throw new IllegalArgumentException(
            "Column " + c + " has mean " + mean[c] + " and factor " + factor[c]);
      }
    }
  }

  /**
   * The scaling that gives every column mean 0 and standard deviation {@code spread}, as far as its
   * values are known.
   *
   * @param rows finite or NaN, [n][d]
   */
  public static Scaling of(float[][] rows, double spread) {
    int d = rows[0].length;
    float[] mean = new float[d];
    float[] factor = new float[d];
    for (int c = 0; c < d; c++) {
      double sum = 0;
      int known = 0;
      for (float[] row : rows) {
        if (!Float.isNaN(row[c])) {
          sum += row[c];
          known++;
        }
      }
      double middle = sum / known;
      double squares = 0;
      for (float[] row : rows) {
        if (!Float.isNaN(row[c])) {
          squares += (row[c] - middle) * (row[c] - middle);
        }
      }
      double deviation = Math.sqrt(squares / known);
      mean[c] = (float) middle;
      factor[c] = (float) (deviation > 1e-12 * Math.abs(middle) ? spread / deviation : spread);
    }
    return new Scaling(mean, factor);
  }

  /** The scaling that leaves everything as it is. */
  public static Scaling none(int columns) {
    float[] ones = new float[columns];
    Arrays.fill(ones, 1);
    return new Scaling(new float[columns], ones);
  }

  /** The number of columns. */
  public int columns() {
    return mean.length;
  }

  /** Mean per column. */
  public float[] mean() {
    return mean.clone();
  }

  /** Factor per column. */
  public float[] factor() {
    return factor.clone();
  }

  /** Rows as the networks see them; NaN stays NaN. */
  public float[][] scale(float[][] rows) {
    float[][] scaled = new float[rows.length][mean.length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < mean.length; c++) {
        scaled[r][c] = (rows[r][c] - mean[c]) * factor[c];
      }
    }
    return scaled;
  }

  /** Undoes {@link #scale} in place. */
  public float[][] restore(float[][] scaled) {
    for (float[] row : scaled) {
      for (int c = 0; c < mean.length; c++) {
        row[c] = row[c] / factor[c] + mean[c];
      }
    }
    return scaled;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scaling that
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(factor, that.factor);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(factor);
  }

  @Override
  public String toString() {
    return "Scaling(mean=" + Arrays.toString(mean) + ", factor=" + Arrays.toString(factor) + ")";
  }
}
