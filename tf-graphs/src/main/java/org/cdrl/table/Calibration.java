package org.cdrl.table;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * How the energies of a row under every label become probabilities: a multinomial logistic
 * regression with one weight per noise level and one bias per label,
 *
 * <p>log P(label | row) = bias_label + sum_i weight_i (log p_i(row | label) - log p_i(row)) +
 * const,
 *
 * <p>for log p_i(row | label) is known up to a constant that depends on the label. Labels with few
 * rows get biases near that of their frequency.
 *
 * @param column name of the condition
 * @param weights per noise level
 * @param biases per label; negative infinity for labels that never occurred
 */
record Calibration(String column, double[] weights, double[] biases) {
  private static final int STEPS = 50;

  /** Strength of the pull of weights and biases towards their start; in rows. */
  private static final double PRIOR = 1;

  /**
   * Fits to rows that the energies were not trained on.
   *
   * @param energies differences of log-densities, [n][labels][levels]
   * @param labels of the rows
   * @param shares frequency of every label in training
   */
  static Calibration fit(String column, double[][][] energies, int[] labels, double[] shares) {
    int classes = shares.length;
    int levels = energies.length == 0 ? 0 : energies[0][0].length;
    double[] scale = new double[levels];
    for (double[][] row : energies) {
      for (double[] energy : row) {
        for (int i = 0; i < levels; i++) {
          scale[i] += energy[i] * energy[i] / (energies.length * classes);
        }
      }
    }
    double[] start = new double[levels + classes];
    for (int i = 0; i < levels; i++) {
      scale[i] = Math.max(Math.sqrt(scale[i]), 1e-9);
    }
    for (int c = 0; c < classes; c++) {
      start[levels + c] = Math.log(shares[c]);
    }
    double[] at = newton(energies, labels, scale, start, shares);
    double[] weights = new double[levels];
    for (int i = 0; i < levels; i++) {
      weights[i] = at[i] / scale[i];
    }
    return new Calibration(column, weights, Arrays.copyOfRange(at, levels, at.length));
  }

  /** Newton's method on the log-likelihood with a Gaussian prior around the start; damped. */
  private static double[] newton(
      double[][][] energies, int[] labels, double[] scale, double[] start, double[] shares) {
    int levels = scale.length;
    int size = start.length;
    double[] at = start.clone();
    double value = objective(energies, labels, scale, start, at);
    for (int step = 0; step < STEPS; step++) {
      DMatrixRMaj slope = new DMatrixRMaj(size, 1);
      DMatrixRMaj curvature = CommonOps_DDRM.identity(size);
      CommonOps_DDRM.scale(PRIOR, curvature);
      for (int j = 0; j < size; j++) {
        slope.set(j, 0, Double.isInfinite(start[j]) ? 0 : -PRIOR * (at[j] - start[j]));
      }
      for (int r = 0; r < energies.length; r++) {
        double[] p = softmax(logits(energies[r], scale, at));
        double[] mean = new double[size];
        for (int c = 0; c < p.length; c++) {
          add(mean, energies[r][c], scale, levels + c, p[c]);
        }
        for (int c = 0; c < p.length; c++) {
          if (p[c] == 0 && c != labels[r]) {
            continue;
          }
          double[] feature = new double[size];
          add(feature, energies[r][c], scale, levels + c, 1);
          for (int j = 0; j < size; j++) {
            double dj = feature[j] - mean[j];
            if (c == labels[r]) {
              slope.set(j, 0, slope.get(j, 0) + dj);
            }
            for (int k = 0; k <= j && p[c] > 0 && dj != 0; k++) {
              double more = p[c] * dj * (feature[k] - mean[k]);
              curvature.set(j, k, curvature.get(j, k) + more);
              if (k < j) {
                curvature.set(k, j, curvature.get(k, j) + more);
              }
            }
          }
        }
      }
      DMatrixRMaj move = new DMatrixRMaj(size, 1);
      if (!CommonOps_DDRM.solve(curvature, slope, move)) {
        break;
      }
      double length = 1;
      double[] next = at;
      double better = value;
      for (int half = 0; half < 30; half++, length /= 2) {
        double[] tried = at.clone();
        for (int j = 0; j < size; j++) {
          tried[j] += Double.isInfinite(start[j]) ? 0 : length * move.get(j, 0);
        }
        double here = objective(energies, labels, scale, start, tried);
        if (here > better) {
          next = tried;
          better = here;
          break;
        }
      }
      if (better - value < 1e-9 * (1 + Math.abs(value))) {
        break;
      }
      at = next;
      value = better;
    }
    return at;
  }

  private static void add(double[] into, double[] energy, double[] scale, int bias, double weight) {
    for (int i = 0; i < scale.length; i++) {
      into[i] += weight * energy[i] / scale[i];
    }
    into[bias] += weight;
  }

  private static double objective(
      double[][][] energies, int[] labels, double[] scale, double[] start, double[] at) {
    double value = 0;
    for (int j = 0; j < at.length; j++) {
      value -=
          Double.isInfinite(start[j]) ? 0 : PRIOR / 2 * (at[j] - start[j]) * (at[j] - start[j]);
    }
    for (int r = 0; r < energies.length; r++) {
      double[] logits = logits(energies[r], scale, at);
      double most = Arrays.stream(logits).max().orElseThrow();
      double sum = 0;
      for (double logit : logits) {
        sum += Math.exp(logit - most);
      }
      value += logits[labels[r]] - most - Math.log(sum);
    }
    return value;
  }

  private static double[] logits(double[][] energies, double[] scale, double[] at) {
    double[] logits = new double[energies.length];
    for (int c = 0; c < logits.length; c++) {
      logits[c] = at[scale.length + c];
      for (int i = 0; i < scale.length; i++) {
        logits[c] += at[i] * energies[c][i] / scale[i];
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
    double[] logits = new double[biases.length];
    for (int c = 0; c < logits.length; c++) {
      logits[c] = biases[c];
      for (int i = 0; i < weights.length; i++) {
        logits[c] += weights[i] * energies[c][i];
      }
    }
    return softmax(logits);
  }
}
