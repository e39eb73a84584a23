package org.cdrl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Comparison of float32 results with a fixture's float64 truth. */
public final class Close {
  private Close() {}

  /**
   * Asserts that no value is further from the truth than rounding explains: the largest error that
   * the reference's own float32 run made, {@code factor} times over, plus a few units in the last
   * place of the largest value.
   */
  public static void toTruth(
      String what, float[] actual, double[] truth, double[] float32, double factor) {
    assertEquals(truth.length, actual.length, what + ": number of values");
    double rounding = 0;
    double largest = 0;
    for (int n = 0; n < truth.length; n++) {
      rounding = Math.max(rounding, Math.abs(truth[n] - float32[n]));
      largest = Math.max(largest, Math.abs(truth[n]));
    }
    double tolerance = factor * rounding + 4 * Math.ulp((float) largest);
    for (int n = 0; n < truth.length; n++) {
      double error = Math.abs(actual[n] - truth[n]);
      assertTrue(
          error <= tolerance,
          what
              + "["
              + n
              + "]: "
              + actual[n]
              + " is "
              + error
              + " from "
              + truth[n]
              + ", more than "
              + tolerance);
    }
  }

  /** The same with {@code name_f64} and {@code name_f32} of a fixture. */
  public static void toTruth(Npz npz, String name, float[] actual, double factor) {
    toTruth(name, actual, npz.doubles(name + "_f64"), npz.doubles(name + "_f32"), factor);
  }
}
