package org.cdrl.internal.langevin;

import java.io.IOException;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.cdrl.Close;
import org.cdrl.Fixtures;
import org.cdrl.GivenNoise;
import org.cdrl.Npz;
import org.cdrl.Reference;
import org.cdrl.config.Kernel;
import org.cdrl.config.StepSize;
import org.cdrl.internal.energy.MarginalDensity;
import org.cdrl.internal.energy.Terms;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.Network;
import org.cdrl.schedule.NoiseSchedule;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Chains of the 2-D energy with given noise, rows at all levels, against the reference. */
class LangevinParityTest {
  private static final int ROWS = 12;

  @Test
  void chainsOfEveryLength() throws IOException {
    Npz npz = Fixtures.resource("toy_chains.npz");
    Npz networks = Fixtures.resource("toy_energy.npz");
    float[] noise = npz.floats("toy/noise");
    Close.toTruth(npz, "toy/final_K5", run(npz, networks, noise, 5, true), 20);
    Close.toTruth(npz, "toy/final_K15", run(npz, networks, noise, 15, true), 20);
    Close.toTruth(
        npz, "toy/final_K15_nonoise", run(npz, networks, new float[noise.length], 15, true), 20);
    double[] truth = npz.doubles("toy/trajectory_K15_f64");
    double[] float32 = npz.doubles("toy/trajectory_K15_f32");
    for (int k = 0; k < 15; k++) {
      Close.toTruth(
          "y before step " + k,
          run(npz, networks, noise, k, false),
          java.util.Arrays.copyOfRange(truth, k * ROWS * 2, (k + 1) * ROWS * 2),
          java.util.Arrays.copyOfRange(float32, k * ROWS * 2, (k + 1) * ROWS * 2),
          20);
    }
  }

  private static float[] run(Npz npz, Npz networks, float[] noise, int steps, boolean rescale) {
    NoiseSchedule schedule = NoiseSchedule.cdrl(6);
    long[] levels = npz.longs("toy/i");
    Network net = Reference.ENERGY.network;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      float[] ready =
          net.layout()
              .normalized(
                  Reference.ENERGY.parameters(networks, "state/"),
                  Reference.ENERGY.vectors(networks, "state/", ""));
      Tensors weights = net.layout().split(tf, tf.constant(ready));
      Operand<TFloat32> logSnr =
          tf.reshape(column(tf, levels, i -> schedule.logSnr(i - 1)), tf.constant(new int[] {-1}));
      Tensors context = net.context(tf, weights, net.level(tf, weights, logSnr), null);
      Operand<TFloat32> variance = column(tf, levels, i -> StepSize.CDRL_TOY.variance(schedule, i));
      Density density =
          new RecoveryDensity(
              MarginalDensity.of(
                  Terms.single(net, weights, context),
                  column(tf, levels, i -> 1 / StepSize.CDRL_TOY.variance(schedule, i))),
              matrix(tf, npz.floats("toy/xt")),
              column(tf, levels, i -> schedule.isFinal(i) ? 0 : 1 / schedule.sigmaSquared(i)));
      Operand<TFloat32> given =
          tf.reshape(tf.constant(noise), tf.constant(new int[] {15, ROWS, 2}));
      Chain chain =
          new Chain(
              density,
              Kernel.ULA,
              variance,
              null,
              null,
              new GivenNoise(Map.of(Noise.Purpose.LANGEVIN, given)));
      Operand<TFloat32> end =
          chain.run(tf, tf.constant(0), tf.constant(steps), matrix(tf, npz.floats("toy/x0"))).y();
      if (rescale) {
        end = tf.math.div(end, column(tf, levels, i -> Math.sqrt(schedule.rhoPrime(i)) + 1e-8));
      }
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(end).run()) {
        return FloatTensors.flat((TFloat32) result.get(0));
      }
    }
  }

  private static Operand<TFloat32> matrix(Ops tf, float[] flat) {
    return tf.reshape(tf.constant(flat), tf.constant(new int[] {-1, 2}));
  }

  private static Operand<TFloat32> column(Ops tf, long[] levels, IntToDoubleFunction function) {
    float[] values = new float[levels.length];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) function.applyAsDouble((int) levels[n]);
    }
    return tf.reshape(tf.constant(values), tf.constant(new int[] {-1, 1}));
  }
}
