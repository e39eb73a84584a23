package org.cdrl.value;

import java.util.Arrays;

/**
 * Which coordinates of a row stand for labels: blocks of neighbouring coordinates of which exactly
 * one is high and all others are low, and single coordinates that are either. All others hold
 * numbers. Immutable.
 *
 * <p>Initializers that predict the data propose a label for every block instead of a mean of
 * labels, which is like none of them.
 */
public final class LabelCoordinates {
  /** In place of a block's number, for a coordinate that holds numbers. */
  public static final int NUMBER = -1;

  private final int[] block;
  private final float[] low;
  private final float[] high;

  /**
   * Tells what every coordinate is.
   *
   * @param block [d], the number of its block, the same for neighbours only, or {@link #NUMBER}
   * @param low [d], its value where the label is another one; not read of numbers
   * @param high [d], its value where the label is this one, above low; not read of numbers
   * @throws IllegalArgumentException naming the coordinate (from 1) of what is wrong
   */
  public LabelCoordinates(int[] block, float[] low, float[] high) {
    if (low.length != block.length || high.length != block.length) {
      throw new IllegalArgumentException(
          block.length + " coordinates, but " + low.length + " and " + high.length + " values");
    }
    int most = NUMBER;
    for (int k = 0; k < block.length; k++) {
      boolean goesOn = k > 0 && block[k] == block[k - 1];
      if (block[k] != NUMBER && !goesOn && block[k] <= most) {
        throw new IllegalArgumentException(
            "Coordinate " + (k + 1) + ": blocks must be neighbours, numbered in their order");
      }
      if (block[k] != NUMBER
          && !(high[k] > low[k] && Float.isFinite(low[k]) && Float.isFinite(high[k]))) {
        throw new IllegalArgumentException(
            "Coordinate " + (k + 1) + ": high is " + high[k] + " but low is " + low[k]);
      }
      most = Math.max(most, block[k]);
    }
    this.block = block.clone();
    this.low = low.clone();
    this.high = high.clone();
  }

  /** Numbers everywhere. */
  public static LabelCoordinates none(int coordinates) {
    int[] numbers = new int[coordinates];
    Arrays.fill(numbers, NUMBER);
    return new LabelCoordinates(numbers, new float[coordinates], new float[coordinates]);
  }

  /** The number of coordinates. */
  public int coordinates() {
    return block.length;
  }

  /** Whether there is any label. */
  public boolean any() {
    return Arrays.stream(block).anyMatch(b -> b != NUMBER);
  }

  /** The block of every coordinate, [d]; {@link #NUMBER} for numbers. */
  public int[] block() {
    return block.clone();
  }

  /** The lower value of every coordinate, [d]. */
  public float[] low() {
    return low.clone();
  }

  /** The higher value of every coordinate, [d]. */
  public float[] high() {
    return high.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelCoordinates that
        && Arrays.equals(block, that.block)
        && Arrays.equals(low, that.low)
        && Arrays.equals(high, that.high);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(block) + Arrays.hashCode(low)) + Arrays.hashCode(high);
  }

  @Override
  public String toString() {
    return "LabelCoordinates(block=" + Arrays.toString(block) + ")";
  }
}
