package org.cdrl.internal.sampling;

import org.cdrl.config.StepSize;
import org.cdrl.internal.energy.Expert;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.Network;
import org.cdrl.schedule.NoiseSchedule;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Networks in closed form for data N(mean_c, covariance), c the condition (0: empty): the exact
 * energy s_i^2 log N of y_{i-1}, and the exact posterior mean as initializer.
 */
final class GaussianNetworks {
  private final NoiseSchedule schedule;
  private final StepSize step;
  private final double[][] means;
  private final double[][] covariance;

  /**
   * Builds the networks' data.
   *
   * @param means per condition value, the empty one first
   */
  GaussianNetworks(NoiseSchedule schedule, StepSize step, double[][] means, double[][] covariance) {
    this.schedule = schedule;
    this.step = step;
    this.means = means;
    this.covariance = covariance;
  }

  Expert expert() {
    int[] sizes = means.length == 1 ? new int[0] : new int[] {means.length};
    return new Expert(new Energy(), new float[1], new Initializer(), new float[1], sizes);
  }

  private abstract static class ClosedForm implements Network {
    private final ParameterLayout layout =
        new ParameterLayout().add("unused", ParameterLayout.Start.ZERO, 0, false, 1);

    @Override
    public ParameterLayout layout() {
      return layout;
    }

    /** The closed forms know a level by its log SNR itself. */
    @Override
    public Tensors level(Ops tf, Tensors weights, Operand<TFloat32> logSnr) {
      return new Tensors().put("logSnr", logSnr);
    }
  }

  private double[][] scaledCovariance(double factor, double noise) {
    int d = covariance.length;
    double[][] scaled = new double[d][d];
    for (int r = 0; r < d; r++) {
      for (int c = 0; c < d; c++) {
        scaled[r][c] = factor * covariance[r][c] + (r == c ? noise : 0);
      }
    }
    return scaled;
  }

  private static float[][] inverse(double[][] matrix) {
    DMatrixRMaj m = new DMatrixRMaj(matrix);
    CommonOps_DDRM.invert(m);
    return floats(m, 1);
  }

  private static float[][] floats(DMatrixRMaj m, double factor) {
    float[][] values = new float[m.numRows][m.numCols];
    for (int r = 0; r < m.numRows; r++) {
      for (int c = 0; c < m.numCols; c++) {
        values[r][c] = (float) (factor * m.get(r, c));
      }
    }
    return values;
  }

  /** Means per row: [R, d], through the one-hot condition where there is one. */
  private Operand<TFloat32> mean(Ops tf, Operand<TFloat32> conditions, double factor) {
    float[][] table = new float[means.length][means[0].length];
    for (int v = 0; v < means.length; v++) {
      for (int c = 0; c < means[v].length; c++) {
        table[v][c] = (float) (factor * means[v][c]);
      }
    }
    Operand<TFloat32> all = tf.constant(table);
    return conditions == null ? all : tf.linalg.matMul(conditions, all);
  }

  /**
   * Picks, by the level's logSnr, one of a number of tensors: networks are told the level as a
   * number in the graph, and a closed form needs its index.
   */
  private Operand<TFloat32> atLevel(
      Ops tf, Operand<TFloat32> logSnr, int first, java.util.function.IntFunction<float[][]> f) {
    int count = schedule.levels();
    float[] known = new float[count];
    float[][][] stack = new float[count][][];
    for (int n = 0; n < count; n++) {
      known[n] = (float) schedule.logSnr(first + n);
      stack[n] = f.apply(first + n);
    }
    Operand<TFloat32> one =
        tf.slice(logSnr, tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TFloat32> distance = tf.math.abs(tf.math.sub(tf.constant(known), one));
    Operand<org.tensorflow.types.TInt64> index = tf.math.argMin(distance, tf.constant(0));
    return tf.gather(tf.constant(stack), index, tf.constant(0));
  }

  /** s_i^2 log N(y; sqrt(rho' abar) mean, rho' (abar S + (1 - abar) I)) at level i - 1. */
  private final class Energy extends ClosedForm {
    @Override
    public Tensors context(Ops tf, Tensors weights, Tensors level, Operand<TFloat32> conditions) {
      Tensors context = new Tensors();
      context.put(
          "precision",
          atLevel(
              tf,
              level.get("logSnr"),
              0,
              l -> {
                int i = l + 1;
                double rho = schedule.rhoPrime(i);
                float[][] inverse =
                    inverse(
                        scaledCovariance(
                            rho * schedule.alphaBar(l), rho * schedule.noiseVariance(l)));
                for (float[] row : inverse) {
                  for (int c = 0; c < row.length; c++) {
                    row[c] *= (float) step.variance(schedule, i);
                  }
                }
                return inverse;
              }));
      context.put(
          "scale",
          atLevel(
              tf,
              level.get("logSnr"),
              0,
              l ->
                  new float[][] {
                    {(float) Math.sqrt(schedule.rhoPrime(l + 1) * schedule.alphaBar(l))}
                  }));
      context.put("mean", mean(tf, conditions, 1));
      return context;
    }

    @Override
    public Operand<TFloat32> value(Ops tf, Tensors weights, Tensors context, Operand<TFloat32> y) {
      Operand<TFloat32> from =
          tf.math.sub(y, tf.math.mul(context.get("mean"), context.get("scale")));
      Operand<TFloat32> square =
          tf.reduceSum(
              tf.math.mul(tf.linalg.matMul(from, context.get("precision")), from), tf.constant(1));
      return tf.math.mul(square, tf.constant(-.5f));
    }
  }

  /** sqrt(rho') E[x_{i-1} | x_i] of the forward chain x_i = sqrt(rho) x_{i-1} + sigma e. */
  private final class Initializer extends ClosedForm {
    @Override
    public Tensors context(Ops tf, Tensors weights, Tensors level, Operand<TFloat32> conditions) {
      Tensors context = new Tensors();
      context.put("gain", atLevel(tf, level.get("logSnr"), 1, this::gain));
      context.put(
          "before",
          atLevel(tf, level.get("logSnr"), 1, i -> new float[][] {{(float) schedule.signal(i)}}));
      context.put(
          "after",
          atLevel(
              tf,
              level.get("logSnr"),
              1,
              i ->
                  new float[][] {
                    {(float) (Math.sqrt(schedule.rhoPrime(i)) * schedule.signal(i - 1))}
                  }));
      context.put("mean", mean(tf, conditions, 1));
      return context;
    }

    /** sqrt(rho') Cov(x_{i-1}, x_i) Cov(x_i)^-1, transposed for rows. */
    private float[][] gain(int i) {
      DMatrixRMaj cross =
          new DMatrixRMaj(
              scaledCovariance(
                  Math.sqrt(schedule.rho(i)) * schedule.alphaBar(i - 1),
                  Math.sqrt(schedule.rho(i)) * schedule.noiseVariance(i - 1)));
      DMatrixRMaj self =
          new DMatrixRMaj(scaledCovariance(schedule.alphaBar(i), schedule.noiseVariance(i)));
      CommonOps_DDRM.invert(self);
      DMatrixRMaj gain = new DMatrixRMaj(cross.numRows, cross.numCols);
      CommonOps_DDRM.mult(cross, self, gain);
      CommonOps_DDRM.transpose(gain);
      return floats(gain, Math.sqrt(schedule.rhoPrime(i)));
    }

    @Override
    public Operand<TFloat32> value(Ops tf, Tensors weights, Tensors context, Operand<TFloat32> y) {
      Operand<TFloat32> from =
          tf.math.sub(y, tf.math.mul(context.get("mean"), context.get("before")));
      return tf.math.add(
          tf.math.mul(context.get("mean"), context.get("after")),
          tf.linalg.matMul(from, context.get("gain")));
    }
  }
}
