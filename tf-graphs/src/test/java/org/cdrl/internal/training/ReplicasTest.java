package org.cdrl.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.internal.graph.Devices;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.SeededNoise;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.value.Member;
import org.cdrl.value.RowWeights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A batch divided among devices, which are CPUs of the session's own making here. */
class ReplicasTest {
  private static final int ROWS = 6;
  private static final ImageArchitecture IMAGE =
      new ImageArchitecture(8, 1, 8, List.of(1, 2), 1, 32, List.of(1, 1), 1, List.of(4), .1, false);

  private static CdrlConfig.Builder config() {
    return CdrlConfig.images(IMAGE)
        .batchSize(ROWS)
        .pretrainingIterations(1)
        .iterations(3)
        .langevinSteps(2)
        .noisyStarts(.5);
  }

  private static float[][] data() {
    SplittableRandom random = new SplittableRandom(5);
    float[][] data = new float[ROWS][64];
    for (float[] row : data) {
      for (int n = 0; n < row.length; n++) {
        row[n] = (float) (2 * random.nextDouble() - 1);
      }
    }
    return data;
  }

  private static TrainingState trained(int replicas) {
    int[][] values = {{0}, {1}, {2}, {1}, {2}, {0}};
    try (TrainingSession training =
        new TrainingSession(
            config().build(),
            Execution.DEFAULT.threads(1).replicas(replicas),
            data(),
            null,
            values,
            new int[] {3},
            null,
            RowWeights.equal(values.length),
            Member.ONLY)) {
      for (int n = 0; n < 4; n++) {
        training.step(1);
      }
      return training.state();
    }
  }

  @Tag("slow")
  @Test
  void trainingMovesTheWeightsAsOnOneDevice() {
    TrainingState one = trained(1);
    TrainingState three = trained(3);
    assertClose(one.energy().get(1), three.energy().get(1));
    assertClose(one.initializer().get(1), three.initializer().get(1));
    assertArrayEquals(one.spectral(), three.spectral(), 1e-4f);
  }

  /** First moments of Adam: means of the gradients so far. */
  private static void assertClose(float[] expected, float[] found) {
    double difference = 0;
    double length = 0;
    for (int n = 0; n < expected.length; n++) {
      difference += Math.pow(expected[n] - found[n], 2);
      length += Math.pow(expected[n], 2);
    }
    assertTrue(length > 0);
    assertEquals(0, Math.sqrt(difference / length), 1e-3);
  }

  @Tag("slow")
  @Test
  void everyDeviceRunsTheGradientsOfItsRows() {
    CdrlConfig config = config().build();
    Networks networks = Networks.of(config, 64, 0, null, false);
    Execution execution = Execution.DEFAULT.threads(1).replicas(2);
    SplittableRandom random = new SplittableRandom(2);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      // Fed, because TensorFlow would compute constants on the first CPU before it runs.
      Placeholder<TInt64> occasion =
          tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
      Operand<TFloat32> energy = tf.constant(networks.energy().layout().start(random));
      Operand<TFloat32> initializer = tf.constant(networks.initializer().layout().start(random));
      Operand<TFloat32> spectral = tf.constant(networks.energy().layout().spectralStart(random));
      float[][] data = data();
      List<Losses.Inputs> divided = new ArrayList<>();
      for (int first = 0; first < ROWS; first += 3) {
        float[][] rows = {data[first], data[first + 1], data[first + 2]};
        divided.add(
            new Losses.Inputs(
                energy,
                initializer,
                spectral,
                tf.constant(rows),
                null,
                null,
                new SeededNoise(tf.constant(1L), occasion, tf.constant((long) first))));
      }
      Losses.Parts parts = Losses.Parts.of(config, networks);
      Losses.Cooperative learned =
          new Replicas(tf, parts, Devices.replicas(execution), divided).cooperative();
      RunOptions trace =
          RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();
      Set<String> devices = new HashSet<>();
      try (Session session = Sessions.open(graph, execution);
          TInt64 zero = TInt64.scalarOf(0);
          Result result =
              session
                  .runner()
                  .setOptions(trace)
                  .feed(occasion, zero)
                  .fetch(learned.energyGradient())
                  .fetch(learned.initializerGradient())
                  .runAndFetchMetadata()) {
        assertTrue(FloatTensors.flat((TFloat32) result.get(0)).length > 0);
        for (DeviceStepStats device :
            result.getMetadata().orElseThrow().getStepStats().getDevStatsList()) {
          for (NodeExecStats node : device.getNodeStatsList()) {
            if (node.getTimelineLabel().contains("Conv2DBackpropFilter")) {
              devices.add(device.getDevice().replaceAll(".*device:", ""));
            }
          }
        }
      }
      assertEquals(Set.of("CPU:0", "CPU:1"), devices);
    }
  }

  @Test
  void sharesAreEqual() {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> trained(4));
    assertTrue(error.getMessage().contains("replicas is 4"), error.getMessage());
    assertTrue(error.getMessage().contains("batchSize, which is 6"), error.getMessage());
  }
}
