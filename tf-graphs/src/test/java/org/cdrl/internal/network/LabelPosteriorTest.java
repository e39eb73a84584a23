package org.cdrl.internal.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.cdrl.internal.graph.FloatTensors;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Labels of noisy rows against enumeration: a block of three labels, a pair, and a number. */
class LabelPosteriorTest {
  private static final float[] LOW = {-.5f, -.3f, -1.2f, -.8f, 0};
  private static final float[] HIGH = {2.3f, 2.5f, 1.6f, 1.2f, 0};
  private static final LabelPosterior LABELS =
      new LabelPosterior(new int[] {0, 0, 0, 1, -1}, LOW, HIGH);
  private static final double[] OF_THREE = {.7, .25, .05};
  private static final double OF_PAIR = .1;
  private static final double ALPHA_BAR = .3;

  private interface Build {
    Operand<TFloat32> in(Ops tf);
  }

  private static float[] run(Build build) {
    try (Graph graph = new Graph();
        Session session = new Session(graph);
        Result result = session.runner().fetch(build.in(Ops.create(graph))).run()) {
      return FloatTensors.flat((TFloat32) result.get(0));
    }
  }

  /** With the logits of the labels' frequencies, the estimate is the mean of x_0 given x. */
  @Test
  void estimatesAreMeansOverLabels() {
    float[] logits = {
      (float) Math.log(OF_THREE[0]),
      (float) Math.log(OF_THREE[1]),
      (float) Math.log(OF_THREE[2]),
      (float) Math.log(OF_PAIR / (1 - OF_PAIR)),
      99
    };
    float[] numbers = {99, 99, 99, 99, .6f};
    float[][] rows = {{.1f, .4f, -.2f, .3f, 7}, {2, -1, .5f, -1.5f, 7}, {-40, 90, 5, 60, 7}};
    float[] estimates =
        run(
            tf ->
                LABELS.estimate(
                    tf,
                    tf.constant(new float[][] {logits, logits, logits}),
                    tf.constant(new float[][] {numbers, numbers, numbers}),
                    tf.constant(rows),
                    tf.constant(new float[][] {{(float) ALPHA_BAR}})));
    for (int r = 0; r < rows.length; r++) {
      float[] expected = new float[5];
      double[] p = new double[3];
      for (int l = 0; l < 3; l++) {
        p[l] = Math.log(OF_THREE[l]);
        for (int k = 0; k < 3; k++) {
          p[l] += logLikelihood(rows[r][k], k == l ? HIGH[k] : LOW[k]);
        }
      }
      double most = Math.max(p[0], Math.max(p[1], p[2]));
      double sum = 0;
      for (int l = 0; l < 3; l++) {
        p[l] = Math.exp(p[l] - most);
        sum += p[l];
      }
      for (int k = 0; k < 3; k++) {
        expected[k] = (float) (LOW[k] + p[k] / sum * (HIGH[k] - LOW[k]));
      }
      double odds =
          OF_PAIR
              / (1 - OF_PAIR)
              * Math.exp(logLikelihood(rows[r][3], HIGH[3]) - logLikelihood(rows[r][3], LOW[3]));
      expected[3] = (float) (LOW[3] + (HIGH[3] - LOW[3]) / (1 + 1 / odds));
      expected[4] = .6f;
      float[] actual = Arrays.copyOfRange(estimates, 5 * r, 5 * r + 5);
      assertArrayEquals(expected, actual, 1e-4f);
    }
  }

  private static double logLikelihood(double x, double vertex) {
    double from = x - Math.sqrt(ALPHA_BAR) * vertex;
    return -from * from / (2 * (1 - ALPHA_BAR));
  }

  /** Over evenly spread uniform numbers, every label comes as often as its probability says. */
  @Test
  void drawsOneLabelPerBlock() {
    int n = 1000;
    float[] estimate = {
      mean(0, OF_THREE[0]), mean(1, OF_THREE[1]), mean(2, OF_THREE[2]), mean(3, OF_PAIR), .6f
    };
    float[][] estimates = new float[n][];
    float[][] uniform = new float[n][5];
    for (int r = 0; r < n; r++) {
      estimates[r] = estimate;
      Arrays.fill(uniform[r], (r + .5f) / n);
    }
    float[] drawn = run(tf -> LABELS.draw(tf, tf.constant(estimates), tf.constant(uniform)));
    double[] high = new double[4];
    for (int r = 0; r < n; r++) {
      int inBlock = 0;
      for (int k = 0; k < 4; k++) {
        boolean isHigh = Math.abs(drawn[5 * r + k] - HIGH[k]) < 1e-5;
        assertEquals(isHigh ? HIGH[k] : LOW[k], drawn[5 * r + k], 1e-5);
        high[k] += isHigh ? 1. / n : 0;
        inBlock += isHigh && k < 3 ? 1 : 0;
      }
      assertEquals(1, inBlock);
      assertEquals(.6f, drawn[5 * r + 4]);
    }
    assertArrayEquals(new double[] {.7, .25, .05, .1}, high, 2. / n);
  }

  private static float mean(int k, double p) {
    return (float) (LOW[k] + p * (HIGH[k] - LOW[k]));
  }
}
