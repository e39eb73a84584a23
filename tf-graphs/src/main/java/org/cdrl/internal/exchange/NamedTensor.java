package org.cdrl.internal.exchange;

import java.util.Arrays;

/**
 * A tensor of another program's file.
 *
 * @param shape sizes, slowest first; empty for a scalar
 * @param values row by row
 */
public record NamedTensor(int[] shape, float[] values) {
  public NamedTensor {
    long size = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    if (size != values.length) {
      throw new IllegalArgumentException(
          "A tensor of shape "
              + Arrays.toString(shape)
              + " has "
              + size
              + " values, not "
              + values.length);
    }
  }

  /**
   * This tensor.
   *
   * @param name to tell it by
   * @throws IllegalArgumentException if a number is infinite or none: a network cannot use it
   */
  NamedTensor requireFinite(String name) {
    for (int n = 0; n < values.length; n++) {
      if (!Float.isFinite(values[n])) {
        throw new IllegalArgumentException(
            "value " + n + " of " + name + " is " + values[n] + ", which no network has");
      }
    }
    return this;
  }
}
