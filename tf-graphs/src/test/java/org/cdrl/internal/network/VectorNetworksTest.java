package org.cdrl.internal.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cdrl.Close;
import org.cdrl.Fixtures;
import org.cdrl.Npz;
import org.cdrl.Reference;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.ParameterLayout.Entry;
import org.cdrl.internal.graph.SpectralNorm;
import org.cdrl.internal.graph.Tensors;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The 2-D networks against the reference modules. */
class VectorNetworksTest {
  private static float[] fetch(Graph graph, Operand<TFloat32> node) {
    try (Session session = new Session(graph);
        Result result = session.runner().fetch(node).run()) {
      return FloatTensors.flat((TFloat32) result.get(0));
    }
  }

  private static Operand<TFloat32> matrix(Ops tf, float[] flat, int width) {
    return tf.reshape(tf.constant(flat), tf.constant(new int[] {-1, width}));
  }

  @Test
  void energyWithStoredVectors() throws IOException {
    energy("eval", false);
  }

  @Test
  void energyAfterOnePowerIteration() throws IOException {
    energy("train", true);
  }

  @SuppressWarnings("unchecked") // gradients have the type of what they are of
  private void energy(String mode, boolean iterate) throws IOException {
    Npz npz = Fixtures.resource("toy_energy.npz");
    Network net = Reference.ENERGY.network;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Tensors raw = net.layout().split(tf, tf.constant(Reference.ENERGY.parameters(npz, "state/")));
      Operand<TFloat32> vectors = tf.constant(Reference.ENERGY.vectors(npz, "state/", ""));
      SpectralNorm.Normalized normalized =
          iterate
              ? SpectralNorm.iterate(tf, net.layout(), raw, vectors)
              : new SpectralNorm.Normalized(
                  SpectralNorm.apply(tf, net.layout(), raw, vectors), vectors);
      Operand<TFloat32> y = matrix(tf, npz.floats("x"), 2);
      Tensors context =
          net.context(
              tf,
              normalized.weights(),
              net.level(tf, normalized.weights(), tf.constant(npz.floats("logsnr"))),
              null);
      Operand<TFloat32> f = net.value(tf, normalized.weights(), context, y);
      Close.toTruth(npz, "energy_" + mode, fetch(graph, f), 10);
      Operand<TFloat32> slope = tf.gradients(f, List.of(y)).dy(0);
      Close.toTruth(npz, "inputgrad_" + mode, fetch(graph, slope), 10);
      if (!iterate) {
        return;
      }
      Close.toTruth(
          "vectors",
          fetch(graph, normalized.vectors()),
          widen(Reference.ENERGY.vectors(npz, "after_train_f64/", "")),
          widen(Reference.ENERGY.vectors(npz, "after_train_f32/", "")),
          10);
      float[] weights = new float[18];
      for (int n = 0; n < 18; n++) {
        weights[n] = (-1 + 2f * n / 17) / 18;
      }
      Operand<TFloat32> loss =
          tf.reduceSum(tf.math.mul(f, tf.constant(weights)), tf.constant(new int[] {0}));
      List<Operand<TFloat32>> gradients = new ArrayList<>();
      tf.gradients(loss, raw.list()).dy().forEach(g -> gradients.add((Operand<TFloat32>) g));
      float[] flat = fetch(graph, net.layout().join(tf, gradients));
      for (Entry entry : net.layout().entries()) {
        checkGradient(
            Reference.ENERGY,
            entry,
            npz.floats("paramgrad_train_f64/" + Reference.ENERGY.name(entry)),
            flat);
      }
    }
  }

  @Test
  @SuppressWarnings("unchecked") // as above
  void initializer() throws IOException {
    Npz npz = Fixtures.resource("toy_initializer.npz");
    Network net = Reference.INITIALIZER.network;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Tensors weights =
          net.layout().split(tf, tf.constant(Reference.INITIALIZER.parameters(npz, "state/")));
      Tensors context =
          net.context(tf, weights, net.level(tf, weights, tf.constant(npz.floats("logsnr"))), null);
      Operand<TFloat32> out = net.value(tf, weights, context, matrix(tf, npz.floats("x"), 2));
      Close.toTruth(npz, "output", fetch(graph, out), 10);
      Operand<TFloat32> error = tf.math.sub(out, matrix(tf, npz.floats("target"), 2));
      Operand<TFloat32> loss =
          tf.math.mean(
              tf.reduceSum(tf.math.square(error), tf.constant(1)), tf.constant(new int[] {0}));
      Close.toTruth(npz, "loss", fetch(graph, loss), 10);
      List<Operand<TFloat32>> gradients = new ArrayList<>();
      tf.gradients(loss, weights.list()).dy().forEach(g -> gradients.add((Operand<TFloat32>) g));
      float[] flat = fetch(graph, net.layout().join(tf, gradients));
      for (Entry entry : net.layout().entries()) {
        checkGradient(
            Reference.INITIALIZER,
            entry,
            npz.floats("paramgrad_f64/" + Reference.INITIALIZER.name(entry)),
            flat);
      }
    }
  }

  /** The fixture has no float32 gradients: a relative error of 1e-4 of the largest is rounding. */
  private static void checkGradient(
      Reference reference, Entry entry, float[] theirs, float[] flat) {
    double[] truth = widen(reference.ours(entry, theirs));
    float[] ours = new float[truth.length];
    System.arraycopy(flat, entry.offset(), ours, 0, ours.length);
    double largest = 0;
    for (double value : truth) {
      largest = Math.max(largest, Math.abs(value));
    }
    double[] rounded = truth.clone();
    rounded[0] += 1e-4 * largest;
    Close.toTruth("gradient of " + entry.name(), ours, truth, rounded, 1);
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int n = 0; n < wide.length; n++) {
      wide[n] = values[n];
    }
    return wide;
  }
}
