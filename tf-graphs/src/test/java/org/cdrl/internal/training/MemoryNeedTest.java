package org.cdrl.internal.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.value.Member;
import org.cdrl.value.RowWeights;
import org.junit.jupiter.api.Test;

/** The estimate against what is known of the networks. */
class MemoryNeedTest {
  private static final int SIZE = 8;
  private static final int WIDTH = 8;
  private static final ImageArchitecture IMAGE =
      new ImageArchitecture(
          SIZE, 1, WIDTH, List.of(1, 2), 1, 32, List.of(1, 1), 1, List.of(4), .1, false);

  private static TrainingSession training(int batch) {
    CdrlConfig config = CdrlConfig.images(IMAGE).batchSize(batch).build();
    return new TrainingSession(
        config,
        Execution.DEFAULT.threads(1),
        new float[batch][SIZE * SIZE],
        null,
        null,
        new int[0],
        null,
        RowWeights.equal(batch),
        Member.ONLY);
  }

  @Test
  void growsWithTheBatchAndHoldsWhatTheBackwardPassNeeds() {
    try (TrainingSession four = training(4);
        TrainingSession seven = training(7)) {
      MemoryNeed need = four.memoryNeed();
      // A few small tensors have the size of a batch by chance.
      assertEquals(need.perRow(), seven.memoryNeed().perRow(), 1e-3 * need.perRow());
      int parameters =
          four.networks().energy().layout().size() + four.networks().initializer().layout().size();
      assertEquals(7L * 4 * parameters, need.fixed());
      // Inputs of the energy's convolutions at full size: image, and three times its width; of
      // the initializer's first and last level: the image, and more than six times 32 channels.
      int pixels = SIZE * SIZE;
      long least = 4L * pixels * (2 * (1 + 3 * WIDTH) + 1 + 6 * 32);
      assertTrue(need.perRow() > least, need.perRow() + " > " + least);
      assertTrue(need.perRow() < 20 * least, need.perRow() + " < " + 20 * least);
    }
  }

  @Test
  void largestBatchIsTheOneThatFits() {
    MemoryNeed need = new MemoryNeed(100, 10, 4);
    assertEquals(140, need.bytes());
    assertEquals(4, need.largestBatch(140));
    assertEquals(3, need.largestBatch(139));
    assertEquals(0, need.largestBatch(99));
  }
}
