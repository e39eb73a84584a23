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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** Before and behind the middle, where late rows begin to be learned. */
  @ParameterizedTest
  @Tag("slow")
  @CsvSource({".25, 0, 2", "0, 2, 1", "0, 2, 3"})
  void resumedRunEndsWithTheBitsOfAnUnbrokenOne(double validation, int folds, int at)
      throws IOException {
    Path checkpoint = folder.resolve("state.ckpt");
    TableTrainer trainer =
        trainer().validation(validation).folds(folds).checkpoint(checkpoint, 100);
    Table rows = table(1);
    float[][] expected;
    double[] shares;
    try (TableModel whole = trainer.fit(rows)) {
      expected = whole.engine().sampler().draw(3);
      shares = whole.anomalies().score(rows).shares();
      assertTrue(whole.calibratedOnUnseen());
    }
    try (TableModel part = trainer.fit(rows, new InterruptAt(at))) {
      assertTrue(Thread.interrupted());
      assertTrue(part.engine().summary().iterations() <= at);
      assertEquals(2, part.classifier("c").probabilities(rows)[0].length);
    }
    try (TableModel rest = trainer.resume(checkpoint).fit(rows)) {
      assertArrayEquals(expected, rest.engine().sampler().draw(3));
      assertArrayEquals(shares, rest.anomalies().score(rows).shares());
    }
  }

  @Tag("slow")
  @Test
  void aRunIsResumedWithTheSameRowsOnly() throws IOException {
    Path checkpoint = folder.resolve("state.ckpt");
    trainer().checkpoint(checkpoint, 100).fit(table(1), new InterruptAt(1)).close();
    assertTrue(Thread.interrupted());
    TableTrainer resumed = trainer().resume(checkpoint);
    String other =
        assertThrows(IllegalArgumentException.class, () -> resumed.fit(table(2))).getMessage();
    assertTrue(other.contains("other data"), other);
    String fewer =
        assertThrows(IllegalArgumentException.class, () -> resumed.folds(3).fit(table(1)))
            .getMessage();
    assertTrue(fewer.contains("12 rows wait") && fewer.contains("folds"), fewer);
  }

  @Tag("slow")
  @Test
  void rowsThatStillWaitCalibrateATrainingThatIsInterrupted() {
    try (TableModel model = trainer().folds(3).fit(table(1), new InterruptAt(1))) {
      assertTrue(Thread.interrupted());
      assertEquals(1, model.engine().summary().iterations());
      assertEquals(24, model.anomalies().score(table(1)).scores().length);
      assertTrue(model.calibratedOnUnseen());
      assertEquals(2, model.classifier("c").probabilities(table(1))[0].length);
      assertFalse(Thread.interrupted());
    }
  }
}
