package org.cdrl.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.SeededNoise;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.internal.graph.StateVector;
import org.cdrl.internal.network.Network;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Which chains start where, and which of them the initializer learns from. */
class NoisyStartsTest {
  private static final int ROWS = 64;

  /**
   * What one iteration did: x_0, x_i, x_{i-1}, y^0 and y^K by row, the initializer's loss, s_1 and
   * the noise of x_1.
   */
  private record Iteration(
      float[][] data,
      float[][] noisy,
      float[][] cleaner,
      float[][] start,
      float[][] end,
      float loss,
      double least,
      double ofNoisy) {}

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
                .fetch(inside.noisy())
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
              FloatTensors.rows((TFloat32) result.get(4)),
              summary[TrainingGraph.INITIALIZER_LOSS],
              Math.sqrt(config.chains().stepSize().variance(config.schedule(), 1)),
              config.schedule().noise(1));
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
  void aShareOfTheChainsNextToDataStartsOnTheWayToNoise() {
    Iteration proposed = iteration(0);
    Iteration mixed = iteration(.75);
    int nextToData = 0;
    int moved = 0;
    int beyond = 0;
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
        double way = distance(from, start) / distance(from, mixed.noisy()[r]);
        for (int j = 0; j < 2; j++) {
          assertEquals(
              from[j] + way * (mixed.noisy()[r][j] - from[j]), start[j], 1e-4, "on the way");
        }
        double noise = way * mixed.ofNoisy();
        assertTrue(noise > .999 * mixed.least() && noise < 1.001, "noise " + noise);
        beyond += way > 1 ? 1 : 0;
      }
    }
    assertTrue(nextToData > 5 && moved > nextToData / 3, moved + " of " + nextToData);
    assertTrue(moved < nextToData, "some start at their proposals");
    assertTrue(beyond > 0 && beyond < moved, beyond + " beyond the noisy row of " + moved);
    assertEquals(loss, mixed.loss(), 1e-5 * loss);
  }

  private static double distance(float[] a, float[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }
}
