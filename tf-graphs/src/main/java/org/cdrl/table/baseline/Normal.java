package org.cdrl.table.baseline;

/** The standard normal distribution. */
final class Normal {
  private static final double FAR = 8;

  private Normal() {}

  /**
   * The distribution function, by the series of Marsaglia, "Evaluating the Normal Distribution",
   * Journal of Statistical Software 11 (2004); good to about 1e-15 up to 7 standard deviations.
   */
  static double cumulative(double z) {
    if (Math.abs(z) > FAR) {
      return z < 0 ? 0 : 1;
    }
    double term = z;
    double sum = z;
    double before = 0;
    for (int i = 3; sum != before; i += 2) {
      before = sum;
      term *= z * z / i;
      sum += term;
    }
    return .5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  /** The quantile of a level above 0 and below 1, by bisection. */
  static double quantile(double level) {
    double low = -FAR;
    double high = FAR;
    while (high - low > 1e-12) {
      double middle = (low + high) / 2;
      if (cumulative(middle) < level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
