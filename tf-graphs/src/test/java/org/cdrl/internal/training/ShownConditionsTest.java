package org.cdrl.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
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

/** What is worked out once for every level and condition is what every row has by itself. */
class ShownConditionsTest {
  private static final int ROWS = 40;
  private static final int LEVELS = 3;
  private static final int[] SIZES = {2, 3};

  private static int[][] shown() {
    SplittableRandom random = new SplittableRandom(1);
    int[][] shown = new int[ROWS][SIZES.length];
    for (int[] row : shown) {
      for (int a = 0; a < SIZES.length; a++) {
        row[a] = random.nextInt(SIZES[a]);
      }
    }
    return shown;
  }

  /** Gradients of both networks, and of the pre-training. */
  private static List<float[]> gradients(boolean looked) {
    CdrlConfig config =
        CdrlConfig.builder()
            .levels(LEVELS)
            .energyWidth(8)
            .initializerWidth(8)
            .langevinSteps(2)
            .predictData(true)
            .build();
    Networks networks = Networks.of(config, 2, 5, null, false);
    SplittableRandom random = new SplittableRandom(4);
    float[][] data = new float[ROWS][2];
    for (float[] row : data) {
      row[0] = (float) random.nextGaussian();
      row[1] = (float) random.nextGaussian();
    }
    // Weights that start at 0 would hide what is behind them.
    float[] initializer = networks.initializer().layout().start(random);
    for (int n = 0; n < initializer.length; n++) {
      initializer[n] += (float) (.1 * random.nextGaussian());
    }
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      ShownConditions all = ShownConditions.of(tf, tf.constant(shown()), SIZES, LEVELS);
      assertNotNull(all.combinations());
      Losses losses =
          new Losses(
              tf,
              Losses.Parts.of(config, networks),
              new Losses.Inputs(
                  tf.constant(networks.energy().layout().start(random)),
                  tf.constant(initializer),
                  tf.constant(networks.energy().layout().spectralStart(random)),
                  tf.constant(data),
                  null,
                  looked ? all : ShownConditions.of(all.oneHot()),
                  new SeededNoise(tf.constant(3L), tf.constant(0L), tf.constant(0L))));
      Losses.Cooperative cooperative = losses.cooperative();
      try (Session session = Sessions.open(graph, Execution.DEFAULT.threads(1));
          Result result =
              session
                  .runner()
                  .fetch(cooperative.energyGradient())
                  .fetch(cooperative.initializerGradient())
                  .fetch(losses.pretraining().gradient())
                  .run()) {
        return List.of(
            FloatTensors.flat((TFloat32) result.get(0)),
            FloatTensors.flat((TFloat32) result.get(1)),
            FloatTensors.flat((TFloat32) result.get(2)));
      }
    }
  }

  @Test
  void gradientsAreThoseOfRowsByThemselves() {
    List<float[]> looked = gradients(true);
    List<float[]> each = gradients(false);
    for (int n = 0; n < looked.size(); n++) {
      assertArrayEquals(each.get(n), looked.get(n), 1e-4f);
    }
  }

  @Test
  void combinationsAreInTheOrderOfTheirNumbers() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      ShownConditions all = ShownConditions.of(tf, tf.constant(shown()), SIZES, LEVELS);
      try (Session session = Sessions.open(graph, Execution.DEFAULT.threads(1));
          Result result =
              session
                  .runner()
                  .fetch(all.oneHot())
                  .fetch(tf.gather(all.combinations(), all.index(), tf.constant(0)))
                  .run()) {
        float[][] oneHot = FloatTensors.rows((TFloat32) result.get(0));
        float[][] combined = FloatTensors.rows((TFloat32) result.get(1));
        for (int r = 0; r < ROWS; r++) {
          assertArrayEquals(oneHot[r], combined[r]);
          assertEquals(1, oneHot[r][shown()[r][0]]);
          assertEquals(1, oneHot[r][SIZES[0] + shown()[r][1]]);
        }
      }
    }
  }

  @Test
  void manyCombinationsAreNotTabled() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      assertNull(ShownConditions.of(tf, tf.constant(shown()), SIZES, 7).combinations());
    }
  }
}
