package org.cdrl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cdrl.config.Execution;
import org.cdrl.value.Member;
import org.junit.jupiter.api.Test;

/**
 * One worker learns what a trainer does without; of several the mean is taken, and what they learn
 * follows from rounds alone.
 */
class WorkersTest {
  private static final CdrlTrainer TRAINER =
      CdrlTrainer.of(
              CdrlModelTest.small()
                  .energyMultipliers(List.of(1))
                  .pretrainingIterations(8)
                  .iterations(13)
                  .batchSize(32)
                  .build())
          .execution(Execution.DEFAULT.threads(1));

  /** Rounds of so many iterations, by workers that are one after the other. */
  private static final class InTurn implements AutoCloseable {
    private final int iterations;
    private final List<TrainingData> rows;

    /** Whether every round has new ones, as if those before were lost. */
    private final boolean anew;

    private final List<Worker> workers = new ArrayList<>();

    InTurn(int iterations, boolean anew, TrainingData... rows) {
      this.iterations = iterations;
      this.rows = List.of(rows);
      this.anew = anew;
    }

    Workers workers() {
      return new Workers(iterations, this::run);
    }

    private Learned run(Round round) {
      if (anew) {
        close();
      }
      while (workers.size() < rows.size()) {
        workers.add(TRAINER.worker(rows.get(workers.size()), Member.apart(workers.size())));
      }
      return Learned.mean(workers.stream().map(worker -> worker.run(round)).toList());
    }

    @Override
    public void close() {
      workers.forEach(Worker::close);
      workers.clear();
    }
  }

  private static float[][] drawn(CdrlModel model) {
    try (model) {
      return model.sampler().seed(4).draw(20);
    }
  }

  /** Rows of a model that such workers trained. */
  private static float[][] drawn(TrainingData data, InTurn workers) {
    try (workers) {
      return drawn(TRAINER.workers(workers.workers()).fit(data, TrainingListener.SILENT));
    }
  }

  private static TrainingData withGaps() {
    float[][] rows = CdrlModelTest.groups(90).rows();
    for (int r = 0; r < rows.length; r += 7) {
      rows[r][r % 2] = Float.NaN;
    }
    return TrainingData.of(rows, List.of("a", "b"));
  }

  @Test
  void oneWorkerLearnsWhatTheTrainerDoes() {
    TrainingData data = CdrlModelTest.groups(100);
    float[][] alone = drawn(TRAINER.fit(data, TrainingListener.SILENT));
    assertArrayEquals(alone, drawn(data, new InTurn(5, false, data)));
  }

  @Test
  void missingValuesAreDrawnAnewAsByTheTrainer() {
    TrainingData data = withGaps();
    float[][] alone = drawn(TRAINER.fit(data, TrainingListener.SILENT));
    assertArrayEquals(alone, drawn(data, new InTurn(1, false, data)));
  }

  @Test
  void whatAWorkerHasDoneBeforeDoesNotMatter() {
    TrainingData all = withGaps();
    TrainingData[] parts = new TrainingData[2];
    for (int rank = 0; rank < parts.length; rank++) {
      float[][] rows = Arrays.copyOfRange(all.rows(), 45 * rank, 45 * rank + 45);
      parts[rank] = TrainingData.of(rows, all.columns());
    }
    assertArrayEquals(
        drawn(all, new InTurn(8, true, parts)), drawn(all, new InTurn(8, false, parts)));
  }

  @Test
  void workersOfOtherRanksHaveOtherRandomNumbers() {
    TrainingData data = CdrlModelTest.groups(100);
    try (CdrlModel untrained = TRAINER.untrained(data);
        Worker first = TRAINER.worker(data, Member.apart(0));
        Worker second = TRAINER.worker(data, Member.apart(1))) {
      assertEquals(0, untrained.summary().iterations());
      Round round = begin(data);
      float[] a = first.run(round).state();
      float[] b = second.run(round).state();
      assertTrue(!Arrays.equals(a, b));
      Learned mean =
          Learned.mean(List.of(new Learned(a, new float[] {1}), new Learned(b, new float[] {4})));
      assertEquals(2.5f, mean.measures()[0]);
      assertEquals((float) (((double) a[3] + b[3]) / 2), mean.state()[3]);
      Round other = new Round(0, 1, new float[7], 1, null);
      assertTrue(
          assertThrows(IllegalArgumentException.class, () -> first.run(other))
              .getMessage()
              .startsWith("A state of other networks: 7 numbers"));
    }
  }

  /** The first round of a run. */
  private static Round begin(TrainingData data) {
    List<Round> begun = new ArrayList<>();
    Workers first =
        new Workers(
            3,
            round -> {
              begun.add(round);
              return new Learned(round.state(), new float[5]);
            });
    TRAINER.workers(first).fit(data, TrainingListener.SILENT).close();
    return begun.get(0);
  }
}
