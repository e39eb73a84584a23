package org.cdrl.internal.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cdrl.Close;
import org.cdrl.Fixtures;
import org.cdrl.GivenNoise;
import org.cdrl.Npz;
import org.cdrl.Reference;
import org.cdrl.config.StepSize;
import org.cdrl.internal.energy.Proposal;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Noise.Purpose;
import org.cdrl.internal.graph.ParameterLayout.Entry;
import org.cdrl.internal.graph.StateVector;
import org.cdrl.schedule.NoiseSchedule;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Three whole iterations with given noise against the reference's training loop. */
class TrainingParityTest {
  private static final int ROWS = 48;
  private static final int STEPS = 15;

  @Test
  void threeIterations() throws IOException {
    Npz npz = Fixtures.resource("toy_training.npz");
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> data = feed(tf, ROWS, 2);
      Map<Purpose, Placeholder<TFloat32>> feeds = new EnumMap<>(Purpose.class);
      feeds.put(Purpose.LEVEL, feed(tf, 1, ROWS, 1));
      feeds.put(Purpose.FORWARD, feed(tf, 1, ROWS, 2));
      feeds.put(Purpose.PROPOSAL, feed(tf, 1, ROWS, 2));
      feeds.put(Purpose.LANGEVIN, feed(tf, STEPS, ROWS, 2));
      Optimizer energy = optimizer(tf, Reference.ENERGY);
      Optimizer initializer = optimizer(tf, Reference.INITIALIZER);
      StateVector spectral =
          new StateVector(tf, "spectral", Reference.ENERGY.network.layout().spectralSize());
      TrainingGraph.State state = new TrainingGraph.State(energy, initializer, spectral);
      Losses losses =
          new Losses(
              tf,
              new Losses.Parts(
                  Reference.ENERGY.network,
                  Reference.INITIALIZER.network,
                  NoiseSchedule.cdrl(6),
                  StepSize.CDRL_TOY,
                  STEPS,
                  0,
                  0,
                  0,
                  new Proposal(NoiseSchedule.cdrl(6), false, null),
                  1),
              state.inputs(
                  data,
                  null,
                  null,
                  new GivenNoise(new EnumMap<Purpose, Operand<TFloat32>>(feeds))));
      TrainingGraph iteration =
          new TrainingGraph(tf, state, losses.cooperative(), losses.pretraining(), 1);
      Losses.Inside inside = losses.inside();
      try (Session session = new Session(graph)) {
        load(session, energy, Reference.ENERGY.parameters(npz, "pi_before/"));
        load(session, initializer, Reference.INITIALIZER.parameters(npz, "p_before/"));
        spectral.set(session, Reference.ENERGY.vectors(npz, "pi_before/", ""));
        for (int n = 0; n < 3; n++) {
          double[] rates = npz.doubles("it" + n + "_lr_f64");
          Session.Runner runner = session.runner();
          try (TFloat32 x = part(npz.floats("x"), n, ROWS, 2);
              TFloat32 level = levels(npz.longs("t_index"), n);
              TFloat32 forward = part(npz.floats("noise_forward"), n, 1, ROWS, 2);
              TFloat32 proposal = part(npz.floats("noise_init"), n, 1, ROWS, 2);
              TFloat32 langevin = part(npz.floats("noise_langevin"), n, STEPS, ROWS, 2);
              TFloat32 energyRates = FloatTensors.tensor(energy.rates(n, rates[0]));
              TFloat32 initializerRates = FloatTensors.tensor(initializer.rates(n, rates[1]))) {
            runner
                .feed(data, x)
                .feed(feeds.get(Purpose.LEVEL), level)
                .feed(feeds.get(Purpose.FORWARD), forward)
                .feed(feeds.get(Purpose.PROPOSAL), proposal)
                .feed(feeds.get(Purpose.LANGEVIN), langevin)
                .feed(energy.rates(), energyRates)
                .feed(initializer.rates(), initializerRates);
            iteration
                .iterate(runner)
                .fetch(inside.noisy())
                .fetch(inside.cleaner())
                .fetch(inside.start())
                .fetch(inside.positiveEnergy())
                .fetch(inside.negativeEnergy());
            try (Result result = runner.run()) {
              String it = "it" + n + "_";
              // The last iteration inherits the rounding of the first energy step.
              double factor = n < 2 ? 30 : 100;
              Close.toTruth(npz, it + "xt", flat(result, 1), factor);
              Close.toTruth(npz, it + "xtminus1", flat(result, 2), factor);
              Close.toTruth(npz, it + "xtminus1_neg0", flat(result, 3), factor);
              Close.toTruth(npz, it + "pos_energy", flat(result, 4), factor);
              Close.toTruth(npz, it + "neg_energy", flat(result, 5), factor);
              float[] summary = flat(result, 0);
              assertEquals(
                  npz.doubles(it + "pos_loss_f64")[0] + npz.doubles(it + "neg_loss_f64")[0],
                  summary[TrainingGraph.ENERGY_LOSS],
                  1e-5);
              assertEquals(
                  npz.doubles(it + "p_loss_f64")[0], summary[TrainingGraph.INITIALIZER_LOSS], 1e-4);
              double[] norms = npz.doubles(it + "grad_norm_before_clip_f64");
              assertEquals(norms[0], summary[TrainingGraph.ENERGY_NORM], 1e-4 * norms[0]);
              assertEquals(norms[1], summary[TrainingGraph.INITIALIZER_NORM], 1e-4 * norms[1]);
            }
          }
          check(npz, session, Reference.ENERGY, energy, "pi", n);
          check(npz, session, Reference.INITIALIZER, initializer, "p", n);
        }
        checkWhole(npz, session, Reference.ENERGY, energy, "final_pi_full_f64/");
        checkWhole(npz, session, Reference.INITIALIZER, initializer, "final_p_full_f64/");
      }
    }
  }

  private static Optimizer optimizer(Ops tf, Reference reference) {
    return new Optimizer(
        tf, reference.name(), reference.network.layout().size(), .9, .999, 0, .9999);
  }

  private static void load(Session session, Optimizer optimizer, float[] start) {
    float[][] values = {start, new float[start.length], new float[start.length], start};
    for (int n = 0; n < 4; n++) {
      optimizer.state().get(n).set(session, values[n]);
    }
  }

  /**
   * The first values of every parameter and its average against the fingerprints. Left out are
   * values whose gradient is exactly 0 in the reference because both phases cancel: here the sum of
   * the two leaves rounding, which Adam blows up to a whole step.
   */
  private static void check(
      Npz npz, Session session, Reference reference, Optimizer optimizer, String net, int n) {
    float[][] state = StateVector.get(session, optimizer.state());
    List<String> names = Arrays.asList(npz.strings(net + "_param_names"));
    double[] gradients = npz.doubles("it" + n + "_" + net + "_grad_clipped_fp_f64");
    String[] kinds = {"after", "ema"};
    int checked = 0;
    for (int kind = 0; kind < 2; kind++) {
      double[] prints = npz.doubles("it" + n + "_" + net + "_" + kinds[kind] + "_fp_f64");
      float[] flat = kind == 0 ? state[0] : state[3];
      for (Entry entry : reference.network.layout().entries()) {
        int row = 35 * names.indexOf(reference.name(entry)) + 3;
        boolean transposed = entry.name().endsWith("weight") && entry.shape().length == 2;
        int values = transposed ? 1 : Math.min(32, entry.size());
        for (int v = 0; v < values; v++) {
          if (Math.abs(gradients[row + v]) > 1e-6) {
            assertEquals(
                prints[row + v],
                flat[entry.offset() + v],
                5e-6,
                kinds[kind] + " of iteration " + n + ", " + entry.name() + "[" + v + "]");
            checked++;
          }
        }
      }
    }
    assertTrue(checked > 200, "only " + checked + " values were compared");
  }

  /**
   * Every parameter. Adam moves a value by about the learning rate whatever the gradient's size, so
   * a value whose gradient is rounding noise may be off by a step: nearly all must agree to 2e-6,
   * none may be off by more than the sum of the learning rates.
   */
  private static void checkWhole(
      Npz npz, Session session, Reference reference, Optimizer optimizer, String prefix) {
    float[] flat = optimizer.state().get(0).get(session);
    int off = 0;
    for (Entry entry : reference.network.layout().entries()) {
      float[] truth = reference.ours(entry, npz.floats(prefix + reference.name(entry)));
      for (int v = 0; v < truth.length; v++) {
        double error = Math.abs(flat[entry.offset() + v] - truth[v]);
        assertEquals(0, error, 1.5e-3, entry.name() + "[" + v + "]");
        if (error > 2e-6) {
          off++;
        }
      }
    }
    assertEquals(0, off, .01 * flat.length, "values further off than 2e-6");
  }

  private static Placeholder<TFloat32> feed(Ops tf, long... shape) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
  }

  private static TFloat32 part(float[] all, int n, long... shape) {
    int size = (int) Shape.of(shape).size();
    float[] values = Arrays.copyOfRange(all, n * size, (n + 1) * size);
    return TFloat32.tensorOf(
        Shape.of(shape), org.tensorflow.ndarray.buffer.DataBuffers.of(values, true, false));
  }

  /** The uniform number from which the graph derives level i. */
  private static TFloat32 levels(long[] index, int n) {
    float[] u = new float[index.length];
    for (int r = 0; r < u.length; r++) {
      u[r] = (index[r] - .5f) / 6;
    }
    return part(u, n, 1, ROWS, 1);
  }

  private static float[] flat(Result result, int n) {
    return FloatTensors.flat((TFloat32) result.get(n));
  }
}
