package org.cdrl.table.quality;

import java.util.Arrays;

/** The few nearest of many rows; of equally near ones, those that came first. */
public final class NearestFew {
  private final double[] distances;
  private final int[] rows;
  private int size;

  /**
   * None yet.
   *
   * @param most how many are kept, at least 1
   */
  public NearestFew(int most) {
    distances = new double[most];
    rows = new int[most];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
  }

  /** Keeps a row if it is nearer than one that is kept, or if there are not enough. */
  public void add(int row, double distance) {
    int at = size < rows.length ? size++ : rows.length;
    if (at == rows.length && distance >= distances[--at]) {
      return;
    }
    for (; at > 0 && distances[at - 1] > distance; at--) {
      distances[at] = distances[at - 1];
      rows[at] = rows[at - 1];
    }
    distances[at] = distance;
    rows[at] = row;
  }

  /** The rows, the nearest first. */
  public int[] rows() {
    return Arrays.copyOf(rows, size);
  }

  /** The distance of the last of as many as are kept at most; infinite if there are fewer. */
  public double farthest() {
    return distances[distances.length - 1];
  }
}
