package org.cdrl.exchange;

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
}
