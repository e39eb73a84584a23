package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.cdrl.config.CdrlConfig;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that is interrupted leaves a whole model, and a checkpoint that ends the same. */
class InterruptedTrainingTest {
  private static final int ITERATIONS = 4;

  @TempDir Path folder;

  /** Interrupts the thread that trains, as Ctrl-C does, when this many iterations are done. */
  private record InterruptAt(long iteration, Thread caller) implements TrainingListener {
    InterruptAt(long iteration) {
      this(iteration, Thread.currentThread());
    }

    @Override
    public boolean goOn(TrainingProgress progress) {
      if (progress.iteration() == iteration) {
        caller.interrupt();
      }
      return true;
    }

    @Override
    public int interval() {
      return 1;
    }
  }

  private static CdrlConfig.Builder tiny(CdrlConfig.Builder builder) {
    return builder
        .levels(1)
        .langevinSteps(1)
        .energyWidth(8)
        .initializerWidth(8)
        .pretrainingIterations(0)
        .iterations(ITERATIONS)
        .warmUp(0)
        .batchSize(8);
  }

  private static Table table(long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[24][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new double[] {r % 5 == 0 ? Double.NaN : random.nextGaussian(), r % 2};
    }
    return new Table(
        new Schema(List.of(Column.real("x"), Column.categorical("c", List.of("a", "b")))), rows);
  }

  private static TableTrainer trainer() {
    return TableTrainer.create().settings(InterruptedTrainingTest::tiny).conditions("c");
  }

  @Tag("slow")
  @Test
  void resumedRunEndsWithTheBitsOfAnUnbrokenOne() throws IOException {
    Path checkpoint = folder.resolve("state.ckpt");
    TableTrainer trainer = trainer().validation(.25).checkpoint(checkpoint, 100);
    float[][] expected;
    try (TableModel whole = trainer.fit(table(1))) {
      expected = whole.engine().sampler().draw(3);
    }
    try (TableModel part = trainer.fit(table(1), new InterruptAt(2))) {
      assertTrue(Thread.interrupted());
      assertTrue(part.engine().summary().iterations() <= 2);
      assertEquals(2, part.classifier("c").probabilities(table(1))[0].length);
    }
    TableTrainer resumed = trainer.resume(checkpoint);
    IllegalArgumentException other =
        assertThrows(IllegalArgumentException.class, () -> resumed.fit(table(2)));
    assertTrue(other.getMessage().contains("other data"), other.getMessage());
    try (TableModel rest = resumed.fit(table(1))) {
      assertArrayEquals(expected, rest.engine().sampler().draw(3));
    }
  }

  @Tag("slow")
  @Test
  void interruptedFoldsLeaveTheModel() {
    try (TableModel model = trainer().folds(3).fit(table(1), new InterruptAt(ITERATIONS + 1))) {
      assertTrue(Thread.interrupted());
      assertTrue(model.engine().summary().iterations() <= ITERATIONS);
      assertEquals(24, model.anomalies().score(table(1)).scores().length);
      assertFalse(model.calibratedOnUnseen(), "training rows calibrate where folds ended early");
      assertEquals(2, model.classifier("c").probabilities(table(1))[0].length);
      assertFalse(Thread.interrupted());
    }
  }
}
