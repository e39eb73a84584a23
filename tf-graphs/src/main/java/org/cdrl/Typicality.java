package org.cdrl;

import java.util.Arrays;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.Method;
import org.cdrl.internal.gaussian.IncompleteNormal;

/**
 * Whether rows are typical: what a model tells of a row at every noise level, beside what it tells
 * of usual rows.
 *
 * <p>Likelihood is no measure of that. Flat, blurred and simple images are likelier than those that
 * a model learned, and easier to find again under noise (Nalisnick et al., "Do deep generative
 * models know what they don't know?", ICLR 2019). They are not typical: no usual row is found again
 * that well under much noise and that badly under little. So the logarithms of the denoising errors
 * of all levels are taken as a point, for images with their roughness, and how far it is from those
 * of usual rows, in whatever direction, by their normal distribution: its Mahalanobis distance (the
 * idea is that of Morningstar et al., "Density of states estimation for out-of-distribution
 * detection", AISTATS 2021; with scores of several noise levels of Mahmood, Oliva and Styner,
 * "Multiscale score matching for out-of-distribution detection", ICLR 2021). Models of DRL, which
 * have no initializer, tell log-densities instead of errors.
 *
 * @param mean of what is told, by level; of images roughness is last
 * @param deviation that it is divided by
 * @param covariance of what is so divided, its lower triangle row by row
 * @param scale of the distance
 */
public record Typicality(
    double[] mean, double[] deviation, double[] covariance, AnomalyScale scale) {
  /** Noises by which errors are told. */
  private static final int DRAWS = 2;

  /**
   * What is usual.
   *
   * @throws IllegalArgumentException if it is no normal distribution
   */
  public Typicality {
    IncompleteNormal.of(mean, deviation, covariance);
  }

  /**
   * Learns from usual rows.
   *
   * @param usual {@link #evidence} of rows like those of training, better not of the same ones; at
   *     least one
   */
  public static Typicality of(float[][] usual) {
    IncompleteNormal normal =
        Arrays.stream(usual).allMatch(row -> Arrays.equals(row, usual[0]))
            ? around(usual[0])
            : IncompleteNormal.of(usual);
    double[][] distances = new double[usual.length][];
    Arrays.setAll(distances, r -> new double[] {distance(normal, usual[r])});
    return new Typicality(
        normal.mean(),
        normal.deviation(),
        normal.covariance(),
        AnomalyScale.of(new double[] {1}, distances));
  }

  /**
   * How anomalous rows are.
   *
   * @param rows {@link #evidence} of them, by the same model
   * @return one per row, at least 0, higher is more anomalous: about 3 for one usual row in twenty,
   *     4.6 for one in a hundred; {@link AnomalyScale#share} tells the share as counted
   */
  public double[] scores(float[][] rows) {
    IncompleteNormal normal = IncompleteNormal.of(mean, deviation, covariance);
    return Arrays.stream(rows)
        .mapToDouble(row -> scale.score(new double[] {distance(normal, row)}))
        .toArray();
  }

  /** Of rows that are all alike, which have no covariance. */
  private static IncompleteNormal around(float[] row) {
    int d = row.length;
    double[] mean = new double[d];
    Arrays.setAll(mean, i -> row[i]);
    double[] ones = new double[d];
    Arrays.fill(ones, 1);
    double[] identity = new double[d * (d + 1) / 2];
    for (int i = 0, at = 0; i < d; i++, at += i + 1) {
      identity[at] = 1;
    }
    return IncompleteNormal.of(mean, ones, identity);
  }

  private static double distance(IncompleteNormal normal, float[] row) {
    return Math.sqrt(-2 * normal.logDensity(row));
  }

  /**
   * What a model tells of rows: logarithms of denoising errors, or log-densities of DRL, by level;
   * of images their roughness, too.
   *
   * @param sampler of the model, without a condition
   * @param rows [n][d]
   * @return [n][levels], of images [n][levels + 1]
   */
  public static float[][] evidence(Sampler sampler, float[][] rows) {
    CdrlConfig config = sampler.model().config();
    boolean denoises = config.method() == Method.CDRL;
    boolean images = config.architecture() instanceof ImageArchitecture;
    float[][] levels = denoises ? sampler.denoisingErrors(rows, DRAWS) : sampler.logDensities(rows);
    float[][] evidence = new float[rows.length][levels.length + (images ? 1 : 0)];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < levels.length; i++) {
        evidence[r][i] = denoises ? (float) Math.log(levels[i][r]) : levels[i][r];
      }
      if (images) {
        evidence[r][levels.length] = (float) Roughness.of(rows[r], config.imageArchitecture());
      }
    }
    return evidence;
  }
}
