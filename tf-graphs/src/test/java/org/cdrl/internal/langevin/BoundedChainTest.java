package org.cdrl.internal.langevin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.cdrl.config.Kernel;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.SeededNoise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Chains within a bound have the density within it as their limit, in closed form. */
class BoundedChainTest {
  private static final int ROWS = 8_000;
  private static final double[] MEAN = {.3, -.6, 1};
  private static final double[] DEVIATION = {.4, 1, .8};
  private static final double BOUND = .5;

  /** The longest of these steps meet both walls at times. */
  @ParameterizedTest
  @CsvSource({"1, .3, 150", "5, .2, 40", "3, .6, 100"})
  void limitIsTheTruncatedNormal(int leapfrogSteps, double step, int moves) {
    float[][] y = run(new Kernel(leapfrogSteps, true), step, moves, 0);
    for (int c = 0; c < MEAN.length; c++) {
      TruncatedNormalDistribution truth =
          TruncatedNormalDistribution.of(MEAN[c], DEVIATION[c], -BOUND, BOUND);
      for (double at : new double[] {-.4, -.2, 0, .2, .4}) {
        double share = truth.cumulativeProbability(at);
        double error = Math.sqrt(share * (1 - share) / ROWS);
        assertEquals(share, shareBelow(y, c, at), 4.5 * error + 1e-4, "column " + c + " at " + at);
      }
    }
  }

  @Test
  void nothingLeavesTheBoundWhereverItStarts() {
    for (Kernel kernel : List.of(Kernel.ULA, Kernel.MALA, Kernel.hmc(5))) {
      for (float[] row : run(kernel, .3, 1, 7)) {
        for (float value : row) {
          assertTrue(Math.abs(value) <= BOUND, kernel + " ends at " + value);
        }
      }
    }
  }

  private static double shareBelow(float[][] y, int column, double at) {
    int below = 0;
    for (float[] row : y) {
      below += row[column] < at ? 1 : 0;
    }
    return (double) below / y.length;
  }

  /** Chains that all start at one value. */
  private static float[][] run(Kernel kernel, double step, int moves, float start) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      SeededNoise noise = new SeededNoise(tf.constant(3L), tf.constant(0L), tf.constant(0L));
      Chain chain =
          new Chain(Normal.of(tf), kernel, cell(tf, step * step), null, cell(tf, BOUND), noise);
      Operand<TFloat32> at =
          tf.fill(tf.constant(new int[] {ROWS, MEAN.length}), tf.constant(start));
      Operand<TFloat32> end = chain.run(tf, tf.constant(0), tf.constant(moves), at).y();
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(end).run()) {
        return FloatTensors.rows((TFloat32) result.get(0));
      }
    }
  }

  private static Operand<TFloat32> cell(Ops tf, double value) {
    return tf.constant(new float[][] {{(float) value}});
  }

  /** Independent normal columns, without their constants. */
  private record Normal(Operand<TFloat32> mean, Operand<TFloat32> precision) implements Density {
    static Normal of(Ops tf) {
      float[][] mean = new float[1][MEAN.length];
      float[][] precision = new float[1][MEAN.length];
      for (int c = 0; c < MEAN.length; c++) {
        mean[0][c] = (float) MEAN[c];
        precision[0][c] = (float) (1 / (DEVIATION[c] * DEVIATION[c]));
      }
      return new Normal(tf.constant(mean), tf.constant(precision));
    }

    @Override
    public Operand<TFloat32> logDensity(Ops tf, Operand<TFloat32> y) {
      Operand<TFloat32> squares = tf.math.mul(tf.math.square(tf.math.sub(y, mean)), precision);
      return tf.math.mul(tf.reduceSum(squares, tf.constant(1)), tf.constant(-.5f));
    }

    @Override
    public List<Operand<?>> captures() {
      return List.of(mean, precision);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Density rebind(List<Operand<?>> captures) {
      return new Normal((Operand<TFloat32>) captures.get(0), (Operand<TFloat32>) captures.get(1));
    }
  }
}
