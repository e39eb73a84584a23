package org.cdrl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is typical of rows of a normal distribution, whose likeliest row is none that it has. */
class TypicalityTest {
  private static final int WIDTH = 64;

  private static CdrlModel model;
  private static float[][] usual;
  private static Typicality typicality;

  private static float[][] normal(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] rows = new float[n][WIDTH];
    for (float[] row : rows) {
      for (int j = 0; j < WIDTH; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  @BeforeAll
  static void train() {
    List<String> names = IntStream.range(0, WIDTH).mapToObj(j -> "x" + j).toList();
    model =
        CdrlTrainer.of(
                CdrlModelTest.small()
                    .pretrainingIterations(200)
                    .iterations(2)
                    .initializerLearningRate(5e-3)
                    .build())
            .fit(TrainingData.of(normal(500, 1), names), TrainingListener.SILENT);
    usual = normal(500, 2);
    typicality = Typicality.of(evidence(usual));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void theLikeliestRowIsNotTypical() {
    float[][] rows = normal(201, 3);
    rows[200] = new float[WIDTH];
    // Of a row under much noise nothing is known but that it is like others: the mean.
    float[][] errors = model.sampler().denoisingErrors(rows, 2, 6);
    for (float error : errors[0]) {
      assertTrue(errors[0][200] <= error, "found again better than any other");
    }
    double[] scores = typicality.scores(evidence(rows));
    assertTrue(typicality.scale().share(scores[200]) > .99, Arrays.toString(scores));
    // 200 rows like the 500: the share of false alarms has a standard error of .018.
    double alarms =
        Arrays.stream(scores, 0, 200).filter(s -> typicality.scale().share(s) > .95).count() / 200.;
    assertEquals(.05, alarms, .055);
  }

  /** Logarithms of errors, their covariance shrunk by OAS, and a system of equations. */
  @Test
  void scoresAreMahalanobisDistances() {
    double[][] told = logarithms(usual);
    int levels = told[0].length;
    double[] mean = new double[levels];
    double[] deviation = new double[levels];
    for (int i = 0; i < levels; i++) {
      int level = i;
      mean[i] = Arrays.stream(told).mapToDouble(row -> row[level]).average().orElseThrow();
      deviation[i] =
          Math.sqrt(
              Arrays.stream(told)
                  .mapToDouble(row -> Math.pow(row[level] - mean[level], 2))
                  .average()
                  .orElseThrow());
    }
    double[][] s = new double[levels][levels];
    double squares = 0;
    for (int i = 0; i < levels; i++) {
      for (int j = 0; j < levels; j++) {
        for (double[] row : told) {
          s[i][j] +=
              (row[i] - mean[i]) / deviation[i] * (row[j] - mean[j]) / deviation[j] / told.length;
        }
        squares += s[i][j] * s[i][j];
      }
    }
    double trace = levels;
    double rho =
        ((1 - 2. / levels) * squares + trace * trace)
            / ((told.length + 1 - 2. / levels) * (squares - trace * trace / levels));
    for (int i = 0; i < levels; i++) {
      for (int j = 0; j < levels; j++) {
        s[i][j] = (1 - rho) * s[i][j] + (i == j ? rho : 0);
      }
    }
    float[][] rows = normal(5, 4);
    double[] scores = typicality.scores(evidence(rows));
    double[][] theirs = logarithms(rows);
    for (int r = 0; r < rows.length; r++) {
      double[] row = theirs[r];
      double[] z =
          IntStream.range(0, levels).mapToDouble(i -> (row[i] - mean[i]) / deviation[i]).toArray();
      double[] solved = solve(s, z);
      double square = IntStream.range(0, levels).mapToDouble(i -> z[i] * solved[i]).sum();
      double expected = typicality.scale().score(new double[] {Math.sqrt(square)});
      // The errors are float32, and their covariance has small eigenvalues.
      assertEquals(expected, scores[r], 1e-3 * (1 + expected));
    }
  }

  private static float[][] evidence(float[][] rows) {
    return Typicality.evidence(model.sampler(), rows);
  }

  private static double[][] logarithms(float[][] rows) {
    float[][] errors = model.sampler().denoisingErrors(rows, 2);
    double[][] told = new double[rows.length][errors.length];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < errors.length; i++) {
        told[r][i] = Math.log(errors[i][r]);
      }
    }
    return told;
  }

  /** Gauss's elimination with pivots on the diagonal. */
  private static double[] solve(double[][] matrix, double[] right) {
    int d = right.length;
    double[][] a = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    double[] x = right.clone();
    for (int p = 0; p < d; p++) {
      for (int i = 0; i < d; i++) {
        double factor = i == p ? 0 : a[i][p] / a[p][p];
        for (int j = p; j < d; j++) {
          a[i][j] -= factor * a[p][j];
        }
        x[i] -= factor * x[p];
      }
    }
    for (int p = 0; p < d; p++) {
      x[p] /= a[p][p];
    }
    return x;
  }

  @Test
  void rowsThatAreAllAlikeAreUsual() {
    float[][] alike = {usual[0], usual[0], usual[0]};
    double[] scores =
        Typicality.of(evidence(alike)).scores(evidence(new float[][] {usual[0], usual[1]}));
    assertTrue(scores[0] < scores[1], Arrays.toString(scores));
  }

  @Test
  void numbersThatDoNotBelongTogetherAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Typicality(
                typicality.mean(), typicality.deviation(), new double[] {1}, typicality.scale()));
  }
}
