package org.cdrl.table;

import java.util.Arrays;

/**
 * How the energies of a row under every label become probabilities: a multinomial logistic
 * regression of the label on log p_i(row | c) - log p_i(row) of all labels c and noise levels i.
 * Energies are known up to constants that depend on label and level, so they cannot be compared as
 * they are.
 *
 * @param column name of the condition
 * @param weights [labels][labels * levels]
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
    double[][] x = new double[energies.length][];
    for (int r = 0; r < x.length; r++) {
      x[r] = flat(energies[r]);
    }
    int features = x[0].length;
    double[] mean = new double[features];
    double[] deviation = new double[features];
    for (int j = 0; j < features; j++) {
      for (double[] row : x) {
        mean[j] += row[j] / x.length;
      }
      for (double[] row : x) {
        deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / x.length;
      }
      deviation[j] = Math.max(Math.sqrt(deviation[j]), 1e-9);
      for (double[] row : x) {
        row[j] = (row[j] - mean[j]) / deviation[j];
      }
    }
    // Weights of a label, then its bias.
    double[][] at = new double[classes][features + 1];
    for (int c = 0; c < classes; c++) {
      at[c][features] = Math.log(shares[c]);
    }
    double step = 1 / (largestEigenvalue(x) / 2 + RIDGE);
    double[][] ahead = copy(at);
    double momentum = 1;
    for (int k = 0; k < STEPS; k++) {
      double[][] slope = slope(x, labels, ahead);
      double steepest = 0;
      double uphill = 0;
      double[][] next = copy(ahead);
      for (int c = 0; c < classes; c++) {
        for (int j = 0; j <= features; j++) {
          next[c][j] += step * slope[c][j];
          steepest = Math.max(steepest, Math.abs(slope[c][j]));
          uphill += slope[c][j] == 0 ? 0 : slope[c][j] * (next[c][j] - at[c][j]);
        }
      }
      if (steepest < PRECISION) {
        break;
      }
      // Momentum that points downhill is dropped (O'Donoghue and Candes 2015).
      double more = uphill < 0 ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      double carried = uphill < 0 ? 0 : (momentum - 1) / more;
      momentum = more;
      for (int c = 0; c < classes; c++) {
        for (int j = 0; j <= features; j++) {
          ahead[c][j] =
              shares[c] == 0 ? next[c][j] : next[c][j] + carried * (next[c][j] - at[c][j]);
        }
      }
      at = next;
    }
    double[][] weights = new double[classes][features];
    double[] biases = new double[classes];
    for (int c = 0; c < classes; c++) {
      biases[c] = at[c][features];
      for (int j = 0; j < features; j++) {
        weights[c][j] = at[c][j] / deviation[j];
        biases[c] -= weights[c][j] * mean[j];
      }
    }
    return new Calibration(column, weights, biases);
  }

  private static double[] flat(double[][] energies) {
    return Arrays.stream(energies).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  /** Of the sum over rows of x x^T and of the bias's 1, by power iteration. */
  private static double largestEigenvalue(double[][] x) {
    double[] v = new double[x[0].length];
    Arrays.fill(v, 1);
    double value = x.length;
    for (int n = 0; n < 50; n++) {
      double[] next = new double[v.length];
      for (double[] row : x) {
        double product = 0;
        for (int j = 0; j < v.length; j++) {
          product += row[j] * v[j];
        }
        for (int j = 0; j < v.length; j++) {
          next[j] += product * row[j];
        }
      }
      double norm = Math.sqrt(Arrays.stream(next).map(a -> a * a).sum());
      if (norm < 1e-9) {
        break;
      }
      value = Math.max(value, norm);
      for (int j = 0; j < v.length; j++) {
        v[j] = next[j] / norm;
      }
    }
    return value * 1.05;
  }

  /** Slope of the penalised log-likelihood. */
  private static double[][] slope(double[][] x, int[] labels, double[][] at) {
    int classes = at.length;
    int features = x[0].length;
    double[][] slope = new double[classes][features + 1];
    for (int c = 0; c < classes; c++) {
      for (int j = 0; j < features; j++) {
        slope[c][j] = -RIDGE * at[c][j];
      }
    }
    for (int r = 0; r < x.length; r++) {
      double[] logits = new double[classes];
      for (int c = 0; c < classes; c++) {
        logits[c] = at[c][features];
        for (int j = 0; j < features; j++) {
          logits[c] += at[c][j] * x[r][j];
        }
      }
      double[] p = softmax(logits);
      for (int c = 0; c < classes; c++) {
        double error = (c == labels[r] ? 1 : 0) - p[c];
        slope[c][features] += error;
        for (int j = 0; j < features; j++) {
          slope[c][j] += error * x[r][j];
        }
      }
    }
    return slope;
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
    double[] x = flat(energies);
    double[] logits = biases.clone();
    for (int c = 0; c < logits.length; c++) {
      for (int j = 0; j < x.length; j++) {
        logits[c] += weights[c][j] * x[j];
      }
    }
    return softmax(logits);
  }
}
