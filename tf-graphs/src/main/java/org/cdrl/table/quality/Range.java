package org.cdrl.table.quality;

/**
 * The smallest and the largest of some numbers, NaN left out; both 0 if there are none.
 *
 * @param low the smallest
 * @param high the largest
 */
public record Range(double low, double high) {
  /** The range of some numbers. */
  public static Range of(double[] cells) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double cell : cells) {
      if (!Double.isNaN(cell)) {
        low = Math.min(low, cell);
        high = Math.max(high, cell);
      }
    }
    return low <= high ? new Range(low, high) : new Range(0, 0);
  }

  /** How far they are apart. */
  public double width() {
    return high - low;
  }
}
