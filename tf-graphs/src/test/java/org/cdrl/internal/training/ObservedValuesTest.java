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
import org.cdrl.internal.graph.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What networks learn of values that are missing in the data. */
class ObservedValuesTest {
  private static final float[][] ROWS = {{.5f, -.3f}, {-.2f, .8f}, {1, .1f}};

  /** Gradients: of the energy; of what the initializer's two outputs come from, [width][2]. */
  private record Learned(float[] energy, float[][] outputs, float[][] pretrainedOutputs) {}

  private static Learned learned(boolean predictData, float[][] observed) {
    CdrlConfig config =
        CdrlConfig.builder()
            .energyWidth(8)
            .initializerWidth(8)
            .langevinSteps(2)
            .predictData(predictData)
            .regressionWeight(1)
            .build();
    Networks networks = Networks.of(config, 2, 0, null, false);
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
                  tf.constant(ROWS),
                  tf.constant(observed),
                  null,
                  new SeededNoise(tf.constant(3L), tf.constant(0L), tf.constant(0L))));
      Losses.Cooperative cooperative = losses.cooperative();
      Operand<TFloat32> pretrained =
          networks
              .initializer()
              .layout()
              .split(tf, losses.pretraining().gradient())
              .get("output.weight");
      Tensors both = networks.initializer().layout().split(tf, cooperative.initializerGradient());
      try (Session session = Sessions.open(graph, Execution.DEFAULT.threads(1));
          Result result =
              session
                  .runner()
                  .fetch(cooperative.energyGradient())
                  .fetch(both.get("output.weight"))
                  .fetch(pretrained)
                  .run()) {
        return new Learned(
            FloatTensors.flat((TFloat32) result.get(0)),
            FloatTensors.rows((TFloat32) result.get(1)),
            FloatTensors.rows((TFloat32) result.get(2)));
      }
    }
  }

  private static double length(float[][] outputs, int column) {
    double squares = 0;
    for (float[] row : outputs) {
      squares += row[column] * row[column];
    }
    return Math.sqrt(squares);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theInitializerIsNotTaughtWhatWasDrawnForAMissingValue(boolean predictData) {
    Learned all = learned(predictData, new float[][] {{1, 1}, {1, 1}, {1, 1}});
    Learned first = learned(predictData, new float[][] {{1, 0}, {1, 0}, {1, 0}});
    assertTrue(length(all.pretrainedOutputs(), 1) > 1e-3);
    assertEquals(0, length(first.pretrainedOutputs(), 1));
    // Of the others it learns as much as ever; and chains still say where they end.
    assertEquals(length(all.pretrainedOutputs(), 0), length(first.pretrainedOutputs(), 0), 1e-5);
    assertTrue(length(first.outputs(), 1) > 0);
  }

  @Test
  void theEnergyLearnsFromWhatIsThere() {
    assertTrue(
        length(new float[][] {learned(true, new float[][] {{1, 0}, {0, 1}, {1, 1}}).energy()}, 0)
            > 0);
    float[] nothing = learned(true, new float[3][2]).energy();
    assertArrayEquals(new float[nothing.length], nothing, 1e-6f);
  }
}
