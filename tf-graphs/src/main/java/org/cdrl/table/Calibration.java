package org.cdrl.table;

import java.util.Arrays;

/**
 * How what an engine says of a row under every label becomes probabilities: a multinomial logistic
 * regression whose weights all labels share,
 *
 * <p>log P(c | row) = bias_c + sum_j weight_j x_cj + const,
 *
 * <p>with the features x of {@link LabelEvidence}. There are a weight per kind of evidence, one per
 * noise level, by which the level counts more or less than the others, and one bias per label,
 * because kinds are known up to constants that depend on it.
 *
 * @param column name of the condition
 * @param weights one per feature
 * @param biases per label; negative infinity for labels that never occurred
 */
record Calibration(String column, double[] weights, double[] biases) {
  private static final int STEPS = 1000;

  /** Ridge penalty on the weights of kinds whose mean square over labels is 1. */
  private static final double RIDGE = 1;

  /**
   * The same on the weights of single levels, and on what biases differ from the logarithms of
   * frequencies: few rows tell little of them.
   */
  private static final double RIDGE_OF_DETAILS = 3;

  /** Steps are over when no slope is larger than this, in rows. */
  private static final double PRECISION = 1e-4;

  /**
   * Fits to rows that the engine was not trained on, by accelerated gradient steps (Nesterov 1983)
   * from the labels' frequencies.
   *
   * @param features [n][labels][features]
   * @param levels how many of the features, the last ones, are of single levels
   * @param labels of the rows
   * @param shares frequency of every label in training
   */
  static Calibration fit(
      String column, double[][][] features, int levels, int[] labels, double[] shares) {
    double[][][] x = centred(features, shares);
    double[] scale = normalise(x, shares);
    int width = scale.length;
    int classes = shares.length;
    // Weights, then biases.
    double[] prior = new double[width + classes];
    double[] ridges = new double[width + classes];
    Arrays.fill(ridges, RIDGE_OF_DETAILS);
    Arrays.fill(ridges, 0, width - levels, RIDGE);
    for (int c = 0; c < classes; c++) {
      prior[width + c] = Math.log(shares[c]);
    }
    double step = 1 / (mostCurvature(x) + RIDGE_OF_DETAILS);
    double[] at = prior.clone();
    double[] ahead = at.clone();
    double momentum = 1;
    for (int k = 0; k < STEPS; k++) {
      double[] slope = slope(x, labels, ahead);
      for (int j = 0; j < slope.length; j++) {
        slope[j] -= ahead[j] == prior[j] ? 0 : ridges[j] * (ahead[j] - prior[j]);
      }
      double steepest = 0;
      double uphill = 0;
      double[] next = ahead.clone();
      for (int j = 0; j < next.length; j++) {
        if (j < width || shares[j - width] > 0) {
          next[j] += step * slope[j];
          steepest = Math.max(steepest, Math.abs(slope[j]));
          uphill += slope[j] * (next[j] - at[j]);
        }
      }
      if (steepest < PRECISION || Thread.currentThread().isInterrupted()) {
        break;
      }
      // Momentum that points downhill is dropped (O'Donoghue and Candes 2015).
      double more = uphill < 0 ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      double carried = uphill < 0 ? 0 : (momentum - 1) / more;
      momentum = more;
      for (int j = 0; j < next.length; j++) {
        if (j < width || shares[j - width] > 0) {
          ahead[j] = next[j] + carried * (next[j] - at[j]);
        }
      }
      at = next;
    }
    double[] weights = new double[width];
    for (int j = 0; j < width; j++) {
      weights[j] = at[j] / scale[j];
    }
    return new Calibration(column, weights, Arrays.copyOfRange(at, width, width + classes));
  }

  /** Features minus their mean over the labels that occur: only differences count. */
  private static double[][][] centred(double[][][] features, double[] shares) {
    double[][][] x = new double[features.length][shares.length][features[0][0].length];
    long known = Arrays.stream(shares).filter(share -> share > 0).count();
    for (int r = 0; r < x.length; r++) {
      for (int j = 0; j < x[r][0].length; j++) {
        double mean = 0;
        for (int c = 0; c < shares.length; c++) {
          mean += shares[c] > 0 ? features[r][c][j] / known : 0;
        }
        for (int c = 0; c < shares.length; c++) {
          x[r][c][j] = shares[c] > 0 ? features[r][c][j] - mean : 0;
        }
      }
    }
    return x;
  }

  /** Divides every feature by the root of its mean square, which is returned. */
  private static double[] normalise(double[][][] x, double[] shares) {
    double[] scale = new double[x[0][0].length];
    double known = Arrays.stream(shares).filter(share -> share > 0).count();
    for (int j = 0; j < scale.length; j++) {
      for (double[][] row : x) {
        for (double[] ofLabel : row) {
          scale[j] += ofLabel[j] * ofLabel[j] / (known * x.length);
        }
      }
      scale[j] = Math.max(Math.sqrt(scale[j]), 1e-9);
      for (double[][] row : x) {
        for (double[] ofLabel : row) {
          ofLabel[j] /= scale[j];
        }
      }
    }
    return scale;
  }

  /** The curvature of a row's log-likelihood is at most half its squared length (Böhning 1992). */
  private static double mostCurvature(double[][][] x) {
    double sum = 0;
    for (double[][] row : x) {
      double length = 1;
      for (double[] ofLabel : row) {
        length += Arrays.stream(ofLabel).map(v -> v * v).sum();
      }
      sum += length / 2;
    }
    return sum;
  }

  /** Slope of the log-likelihood. */
  private static double[] slope(double[][][] x, int[] labels, double[] at) {
    int width = x[0][0].length;
    double[] biases = Arrays.copyOfRange(at, width, at.length);
    double[] slope = new double[at.length];
    for (int r = 0; r < x.length; r++) {
      double[] p = probabilities(x[r], at, biases);
      for (int c = 0; c < p.length; c++) {
        double error = (c == labels[r] ? 1 : 0) - p[c];
        slope[width + c] += error;
        for (int j = 0; j < width; j++) {
          slope[j] += error * x[r][c][j];
        }
      }
    }
    return slope;
  }

  /** Softmax of bias_c + sum_j weight_j x_cj; more weights than features do not count. */
  private static double[] probabilities(double[][] x, double[] weights, double[] biases) {
    double[] p = biases.clone();
    for (int c = 0; c < p.length; c++) {
      for (int j = 0; j < x[c].length; j++) {
        p[c] += weights[j] * x[c][j];
      }
    }
    double most = Arrays.stream(p).max().orElseThrow();
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(p[c] - most);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }

  /**
   * Probabilities of the labels.
   *
   * @param features of a row, [labels][features]
   */
  double[] probabilities(double[][] features) {
    return probabilities(features, weights, biases);
  }
}
