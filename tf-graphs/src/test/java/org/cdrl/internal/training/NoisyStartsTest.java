package org.cdrl.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.Method;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.SeededNoise;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.internal.graph.StateVector;
import org.cdrl.internal.langevin.Density;
import org.cdrl.internal.network.Network;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Which chains start where, and which of them the initializer learns from. */
class NoisyStartsTest {
  private static final int ROWS = 64;

  /**
   * What one iteration did: x_0, x_{i-1}, where chains started and y^K by row, the initializer's
   * loss and s_1.
   */
  private record Iteration(
      float[][] data,
      float[][] cleaner,
      float[][] start,
      float[][] end,
      float loss,
      double least) {}

  private static Iteration iteration(double share) {
    CdrlConfig config =
        CdrlConfig.builder()
            .energyWidth(8)
            .initializerWidth(8)
            .langevinSteps(2)
            .regressionWeight(0)
            .noisyStarts(share)
            .predictData(false)
            .build();
    Networks networks = Networks.of(config, 2, 0, null, false);
    SplittableRandom random = new SplittableRandom(1);
    float[][] data = new float[ROWS][2];
    for (float[] row : data) {
      row[0] = (float) random.nextGaussian();
      row[1] = (float) random.nextGaussian();
    }
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Optimizer energy = optimizer(tf, "energy", networks.energy());
      Optimizer initializer = optimizer(tf, "initializer", networks.initializer());
      StateVector spectral =
          new StateVector(tf, "spectral", networks.energy().layout().spectralSize());
      TrainingGraph.State state = new TrainingGraph.State(energy, initializer, spectral);
      Losses losses =
          new Losses(
              tf,
              Losses.Parts.of(config, networks),
              state.inputs(
                  tf.constant(data),
                  null,
                  null,
                  new SeededNoise(tf.constant(3L), tf.constant(0L), tf.constant(0L))));
      TrainingGraph iteration =
          new TrainingGraph(tf, state, losses.cooperative(), losses.pretraining(), 1);
      Losses.Inside inside = losses.inside();
      try (Session session = Sessions.open(graph, Execution.DEFAULT.threads(1));
          TFloat32 energyRates = FloatTensors.tensor(energy.rates(0, 0));
          TFloat32 initializerRates = FloatTensors.tensor(initializer.rates(0, 0))) {
        energy.state().get(0).set(session, networks.energy().layout().start(random));
        initializer.state().get(0).set(session, networks.initializer().layout().start(random));
        for (Optimizer optimizer : new Optimizer[] {energy, initializer}) {
          for (StateVector vector : optimizer.state().subList(1, 4)) {
            vector.set(
                session,
                new float
                    [optimizer == energy ? size(networks.energy()) : size(networks.initializer())]);
          }
        }
        spectral.set(session, networks.energy().layout().spectralStart(random));
        Session.Runner runner =
            session
                .runner()
                .feed(energy.rates(), energyRates)
                .feed(initializer.rates(), initializerRates);
        try (Result result =
            iteration
                .iterate(runner)
                .fetch(inside.cleaner())
                .fetch(inside.start())
                .fetch(inside.end())
                .run()) {
          float[] summary = FloatTensors.flat((TFloat32) result.get(0));
          return new Iteration(
              data,
              FloatTensors.rows((TFloat32) result.get(1)),
              FloatTensors.rows((TFloat32) result.get(2)),
              FloatTensors.rows((TFloat32) result.get(3)),
              summary[TrainingGraph.INITIALIZER_LOSS],
              Math.sqrt(config.chains().stepSize().variance(config.schedule(), 1)));
        }
      }
    }
  }

  private static int size(Network network) {
    return network.layout().size();
  }

  private static Optimizer optimizer(Ops tf, String name, Network network) {
    return new Optimizer(tf, name, size(network), .9, .999, 0, .999);
  }

  @Test
  void aShareOfTheChainsNextToDataStartsElsewhere() {
    Iteration proposed = iteration(0);
    Iteration mixed = iteration(.75);
    int nextToData = 0;
    int moved = 0;
    double loss = 0;
    for (int r = 0; r < ROWS; r++) {
      float[] from = proposed.start()[r];
      float[] start = mixed.start()[r];
      boolean first = distance(mixed.cleaner()[r], mixed.data()[r]) < .1;
      nextToData += first ? 1 : 0;
      if (Arrays.equals(from, start)) {
        assertArrayEquals(proposed.end()[r], mixed.end()[r], 1e-6f);
        loss += Math.pow(distance(start, mixed.end()[r]), 2) / ROWS;
      } else {
        moved++;
        assertTrue(first, "only at level 1");
        double noise = distance(from, start) / Math.sqrt(2);
        assertTrue(noise > .999 * mixed.least() && noise < 1.001, "noise " + noise);
      }
    }
    assertTrue(nextToData > 5 && moved > nextToData / 3, moved + " of " + nextToData);
    assertTrue(moved < nextToData, "some start at their proposals");
    assertEquals(loss, mixed.loss(), 1e-5 * loss);
  }

  @Test
  void chainsOfDrlStartWhereTheyAlwaysDo() {
    CdrlConfig config = CdrlConfig.builder().method(Method.DRL).noisyStarts(.75).build();
    Networks networks = Networks.of(config, 2, 0, null, false);
    assertEquals(0, Losses.Parts.of(config, networks).noisyStarts());
  }

  /** A ridge: log p(y) = -((y_1 - 1)^2 + 25 (y_2 - 2)^2) / 2. */
  private record Ridge() implements Density {
    @Override
    public Operand<TFloat32> logDensity(Ops tf, Operand<TFloat32> y) {
      Operand<TFloat32> away = tf.math.sub(y, tf.constant(new float[][] {{1, 2}}));
      Operand<TFloat32> precision = tf.constant(new float[][] {{1, 25}});
      Operand<TFloat32> square = tf.math.mul(tf.math.square(away), precision);
      return tf.math.mul(tf.reduceSum(square, tf.constant(1)), tf.constant(-.5f));
    }

    @Override
    public List<Operand<?>> captures() {
      return List.of();
    }

    @Override
    public Density rebind(List<Operand<?>> captures) {
      return this;
    }
  }

  @Test
  void theyStartUphillWithNoiseOfAllMagnitudes() {
    CdrlConfig config = CdrlConfig.builder().noisyStarts(.9).build();
    int rows = 4000;
    double least = Math.sqrt(config.chains().stepSize().variance(config.schedule(), 1));
    double middle = Math.sqrt(least);
    float[][] proposals = new float[rows][];
    SplittableRandom random = new SplittableRandom(2);
    Arrays.setAll(
        proposals, r -> new float[] {(float) random.nextGaussian(), (float) random.nextGaussian()});
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      ChainStarts starts =
          ChainStarts.of(
              tf,
              new PerTransition(
                  tf, config.schedule().levels(), tf.constant(new int[rows])), // all at i = 1
              Losses.Parts.of(config, Networks.of(config, 2, 0, null, false)),
              tf.constant(proposals),
              (ops, some) -> new Ridge(),
              new SeededNoise(tf.constant(3L), tf.constant(0L), tf.constant(0L)),
              tf.constant(rows));
      float[] gaps = new float[rows];
      Arrays.fill(gaps, 6);
      Operand<TFloat32> perStep = starts.perStep(tf, tf.constant(gaps));
      try (Session session = Sessions.open(graph, Execution.DEFAULT.threads(1));
          Result result = session.runner().fetch(starts.rows()).fetch(perStep).run()) {
        float[][] moved = FloatTensors.rows((TFloat32) result.get(0));
        float[] gapPerStep = FloatTensors.flat((TFloat32) result.get(1));
        int elsewhere = 0;
        int far = 0;
        int follow = 0;
        int straightOn = 0;
        for (int r = 0; r < rows; r++) {
          if (Arrays.equals(proposals[r], moved[r])) {
            assertEquals(6, gapPerStep[r], "gap of a chain that starts at its proposal");
            continue;
          }
          elsewhere++;
          double length = 6 / gapPerStep[r] * least;
          assertTrue(length > .999 * least && length < 1.001, "length " + length);
          double[] straight = uphill(proposals[r], length, 10);
          double[] following = uphill(proposals[r], length, .75);
          double fromStraight = distance(straight, moved[r]);
          double fromFollowing = distance(following, moved[r]);
          assertEquals(0, Math.min(fromStraight, fromFollowing), 1e-3 * length, "uphill");
          follow += fromStraight > 1e-3 * length ? 1 : 0;
          straightOn += fromFollowing > 1e-3 * length ? 1 : 0;
          far += length > middle ? 1 : 0;
        }
        assertEquals(.9, elsewhere / (double) rows, .02);
        assertEquals(.5, far / (double) elsewhere, .04, "log-uniform");
        // Where the slope hardly turns, both are the same way.
        assertTrue(follow > 100, "follow " + follow);
        assertEquals(follow, straightOn, .2 * follow, "one as often as the other");
      }
    }
  }

  /** Eight steps, each of an eighth of the length, along the sum of the directions so far. */
  private static double[] uphill(float[] from, double rootMeanSquare, double momentum) {
    double[] y = {from[0], from[1]};
    double[] v = {0, 0};
    for (int n = 0; n < 8; n++) {
      double[] slope = {1 - y[0], 25 * (2 - y[1])};
      double steepness = Math.hypot(slope[0], slope[1]) / Math.sqrt(2);
      for (int j = 0; j < 2; j++) {
        v[j] = momentum * v[j] + slope[j] / steepness;
      }
      double speed = Math.hypot(v[0], v[1]) / Math.sqrt(2);
      for (int j = 0; j < 2; j++) {
        y[j] += rootMeanSquare / 8 * v[j] / speed;
      }
    }
    return y;
  }

  private static double distance(float[] a, float[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  private static double distance(double[] a, float[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }
}
