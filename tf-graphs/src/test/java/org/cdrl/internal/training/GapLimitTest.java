package org.cdrl.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.SeededNoise;
import org.cdrl.internal.graph.Sessions;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How much a single row teaches the energy, by its gap. */
class GapLimitTest {
  private static final int WIDTH = 4;

  /** What one row teaches: f(y+) - f(y-), its gap in nats, and the gradient. */
  private record Learned(double difference, double gap, double loss, float[] gradient) {}

  private static Learned learned(double limit) {
    // One level, so that the row's level is known.
    CdrlConfig config =
        CdrlConfig.builder()
            .levels(1)
            .energyWidth(8)
            .initializerWidth(8)
            .langevinSteps(2)
            .gapLimit(limit)
            .build();
    Networks networks = Networks.of(config, WIDTH, 0, null, false);
    SplittableRandom random = new SplittableRandom(4);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Losses losses =
          new Losses(
              tf,
              Losses.Parts.of(config, networks),
              new Losses.Inputs(
                  tf.constant(networks.energy().layout().start(random)),
                  tf.constant(networks.initializer().layout().start(random)),
                  tf.constant(networks.energy().layout().spectralStart(random)),
                  tf.constant(new float[][] {{0, 0, 0, 0}}),
                  null,
                  null,
                  new SeededNoise(tf.constant(3L), tf.constant(0L), tf.constant(0L))));
      Losses.Cooperative learned = losses.cooperative();
      try (Session session = Sessions.open(graph, Execution.DEFAULT.threads(1));
          Result result =
              session
                  .runner()
                  .fetch(losses.inside().positiveEnergy())
                  .fetch(losses.inside().negativeEnergy())
                  .fetch(learned.measures())
                  .fetch(learned.energyGradient())
                  .run()) {
        double difference =
            FloatTensors.flat((TFloat32) result.get(0))[0]
                - FloatTensors.flat((TFloat32) result.get(1))[0];
        float[] measures = FloatTensors.flat((TFloat32) result.get(2));
        double variance = config.chains().stepSize().variance(config.schedule(), 1);
        assertEquals(difference / variance, measures[TrainingGraph.GAP], 1e-3);
        return new Learned(
            difference,
            measures[TrainingGraph.GAP],
            measures[TrainingGraph.ENERGY_LOSS],
            FloatTensors.flat((TFloat32) result.get(3)));
      }
    }
  }

  @Test
  void aRowLetsGoNearTheLimitAndPullsBackBeyond() {
    Learned free = learned(0);
    assertTrue(free.gap() > 1e-2, "gap " + free.gap());
    assertEquals(-free.difference(), free.loss(), 1e-6);
    // The limit as multiples of the gap: pulls of 1/2, -1/2 and -1.
    for (double times : new double[] {2, 2 / 3.0, .1}) {
      double limit = times * free.gap() / WIDTH;
      double pull = Math.max(-1, Math.min(1, 1 - free.gap() / (limit * WIDTH)));
      Learned limited = learned(limit);
      assertEquals(pull * free.loss(), limited.loss(), 1e-5 * Math.abs(free.loss()));
      float[] expected = free.gradient().clone();
      for (int n = 0; n < expected.length; n++) {
        expected[n] *= (float) pull;
      }
      assertArrayEquals(expected, limited.gradient(), 1e-5f);
    }
  }
}
