package org.cdrl.table;

import java.util.Arrays;

/**
 * How the energies of a row under every label become probabilities: a multinomial logistic
 * regression,
 *
 * <p>log P(c | row) = bias_c + sum_i weight_ci (log p_i(row | c) - log p_i(row)) + const,
 *
 * <p>because energies are known up to constants and scales that depend on label c and noise level
 * i.
 *
 * @param column name of the condition
 * @param weights [labels][levels]
 * @param biases per label; negative infinity for labels that never occurred
 */
record Calibration(String column, double[][] weights, double[] biases) {
  private static final int STEPS = 1000;

  /** Ridge penalty on the weights of features of unit variance. */
  private static final double RIDGE = 1;

  /** Steps are over when no slope is larger than this, in rows. */
  private static final double PRECISION = 1e-4;

  /**
   * Fits to rows that the energies were not trained on, by accelerated gradient steps (Nesterov
   * 1983) from the labels' frequencies.
   *
   * @param energies differences of log-densities, [n][labels][levels]
   * @param labels of the rows
   * @param shares frequency of every label in training
   */
  static Calibration fit(String column, double[][][] energies, int[] labels, double[] shares) {
    int classes = shares.length;
    int levels = energies[0][0].length;
    double[][] mean = new double[classes][levels];
    double[][] deviation = new double[classes][levels];
    double[][][] x = standardised(energies, mean, deviation);
    // Weights of a label, then its bias.
    double[][] at = new double[classes][levels + 1];
    for (int c = 0; c < classes; c++) {
      at[c][levels] = Math.log(shares[c]);
    }
    double step = 1 / (mostCurvature(x) + RIDGE);
    double[][] ahead = copy(at);
    double momentum = 1;
    for (int k = 0; k < STEPS; k++) {
      double[][] slope = slope(x, labels, ahead);
      double steepest = 0;
      double uphill = 0;
      double[][] next = copy(ahead);
      for (int c = 0; c < classes; c++) {
        for (int j = 0; j <= levels && shares[c] > 0; j++) {
          next[c][j] += step * slope[c][j];
          steepest = Math.max(steepest, Math.abs(slope[c][j]));
          uphill += slope[c][j] * (next[c][j] - at[c][j]);
        }
      }
      if (steepest < PRECISION || Thread.currentThread().isInterrupted()) {
        break;
      }
      // Momentum that points downhill is dropped (O'Donoghue and Candes 2015).
      double more = uphill < 0 ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      double carried = uphill < 0 ? 0 : (momentum - 1) / more;
      momentum = more;
      for (int c = 0; c < classes; c++) {
        for (int j = 0; j <= levels && shares[c] > 0; j++) {
          ahead[c][j] = next[c][j] + carried * (next[c][j] - at[c][j]);
        }
      }
      at = next;
    }
    double[][] weights = new double[classes][levels];
    double[] biases = new double[classes];
    for (int c = 0; c < classes; c++) {
      biases[c] = at[c][levels];
      for (int i = 0; i < levels; i++) {
        weights[c][i] = at[c][i] / deviation[c][i];
        biases[c] -= weights[c][i] * mean[c][i];
      }
    }
    return new Calibration(column, weights, biases);
  }

  private static double[][][] standardised(
      double[][][] energies, double[][] mean, double[][] deviation) {
    double[][][] x = new double[energies.length][mean.length][mean[0].length];
    for (int c = 0; c < mean.length; c++) {
      for (int i = 0; i < mean[c].length; i++) {
        for (double[][] row : energies) {
          mean[c][i] += row[c][i] / energies.length;
        }
        for (double[][] row : energies) {
          deviation[c][i] += (row[c][i] - mean[c][i]) * (row[c][i] - mean[c][i]) / energies.length;
        }
        deviation[c][i] = Math.max(Math.sqrt(deviation[c][i]), 1e-9);
        for (int r = 0; r < x.length; r++) {
          x[r][c][i] = (energies[r][c][i] - mean[c][i]) / deviation[c][i];
        }
      }
    }
    return x;
  }

  /** The curvature of a row's log-likelihood is at most half its squared length (Böhning 1992). */
  private static double mostCurvature(double[][][] x) {
    double sum = 0;
    for (double[][] row : x) {
      double longest = 0;
      for (double[] ofLabel : row) {
        longest = Math.max(longest, 1 + Arrays.stream(ofLabel).map(v -> v * v).sum());
      }
      sum += longest / 2;
    }
    return sum;
  }

  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  /** Slope of the penalised log-likelihood. */
  private static double[][] slope(double[][][] x, int[] labels, double[][] at) {
    int levels = at[0].length - 1;
    double[][] slope = new double[at.length][levels + 1];
    for (int c = 0; c < at.length; c++) {
      for (int i = 0; i < levels; i++) {
        slope[c][i] = -RIDGE * at[c][i];
      }
    }
    for (int r = 0; r < x.length; r++) {
      double[] p = softmax(logits(x[r], at));
      for (int c = 0; c < p.length; c++) {
        double error = (c == labels[r] ? 1 : 0) - p[c];
        slope[c][levels] += error;
        for (int i = 0; i < levels; i++) {
          slope[c][i] += error * x[r][c][i];
        }
      }
    }
    return slope;
  }

  /** Weights of a label, then its bias. */
  private static double[] logits(double[][] x, double[][] at) {
    double[] logits = new double[at.length];
    for (int c = 0; c < logits.length; c++) {
      logits[c] = at[c][x[c].length];
      for (int i = 0; i < x[c].length; i++) {
        logits[c] += at[c][i] * x[c][i];
      }
    }
    return logits;
  }

  private static double[] softmax(double[] logits) {
    double most = Arrays.stream(logits).max().orElseThrow();
    double[] p = Arrays.stream(logits).map(logit -> Math.exp(logit - most)).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(v -> v / sum).toArray();
  }

  /**
   * Probabilities of the labels.
   *
   * @param energies differences of log-densities, [labels][levels]
   */
  double[] probabilities(double[][] energies) {
    double[] logits = biases.clone();
    for (int c = 0; c < logits.length; c++) {
      for (int i = 0; i < weights[c].length; i++) {
        logits[c] += weights[c][i] * energies[c][i];
      }
    }
    return softmax(logits);
  }
}
