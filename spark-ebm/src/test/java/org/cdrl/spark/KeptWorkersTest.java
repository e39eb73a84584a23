package org.cdrl.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.cdrl.CdrlModel;
import org.cdrl.Learned;
import org.cdrl.Round;
import org.cdrl.Workers;
import org.cdrl.table.TableWorkers;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.dataset.SourceDataset;
import org.cdrl.tribuo.source.TableDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.classification.Label;

/**
 * A run that was lost and begins again has the bits of one that was not, and only that run does.
 */
class KeptWorkersTest {
  private static final int ROUND = 40;

  @TempDir static Path folder;

  private TableDataSource<Label> source;

  private InTurn workers() throws IOException {
    return InTurn.all(source.table(), InTurn.apart(2), ROUND);
  }

  /** What the networks of tokens draw, and what the engine's tell of some points. */
  private double[][] drawn(TableWorkers workers) {
    try (CDRLModel<Label> model =
        CdrlEstimatorTest.alone().workers(workers).build().train(new SourceDataset<>(source))) {
      CdrlModel engine = model.table().engine();
      float[] densities = engine.logDensity(new float[1][engine.columns().size()]);
      List<double[]> drawn =
          new ArrayList<>(List.of(model.table().sampler().seed(3).draw(0, 100).rows()));
      drawn.add(new double[] {densities[0]});
      return drawn.toArray(double[][]::new);
    }
  }

  /** Workers that are lost behind some rounds. */
  private record Losing(TableWorkers workers, int last, AtomicInteger rounds)
      implements TableWorkers {
    Losing(TableWorkers workers, int last) {
      this(workers, last, new AtomicInteger());
    }

    @Override
    public void begin(byte[] untrained, int[] heldOut) {
      workers.begin(untrained, heldOut);
    }

    private Workers losing(Workers learning) {
      return new Workers(
          learning.iterations(),
          round -> {
            if (rounds.incrementAndGet() > last) {
              throw new IllegalStateException("lost");
            }
            return learning.run(round);
          });
    }

    @Override
    public Workers tokens() {
      return losing(workers.tokens());
    }

    @Override
    public Workers engine() {
      return losing(workers.engine());
    }
  }

  private static KeptWorkers kept(TableWorkers workers, Path in, String seed, String rows) {
    return new KeptWorkers(
        workers, () -> rows, in.toString(), new Configuration(), Map.of("seed", seed));
  }

  @Tag("slow")
  @Test
  void aRunThatWasLostTwiceGoesOnWithTheSameBits() throws IOException {
    source = CdrlEstimatorTest.tokens(folder.resolve("rows.csv"));
    double[][] undisturbed;
    int rounds;
    try (InTurn workers = workers()) {
      Losing counting = new Losing(workers, Integer.MAX_VALUE);
      undisturbed = drawn(counting);
      rounds = counting.rounds().get();
    }
    Path in = folder.resolve("kept");
    int done = 0;
    for (int more : new int[] {2, rounds - 4}) {
      try (InTurn workers = workers()) {
        TableWorkers kept = kept(new Losing(workers, more), in, "1", "a b");
        assertThrows(IllegalStateException.class, () -> drawn(kept));
      }
      done += more;
    }
    try (InTurn workers = workers()) {
      Losing last = new Losing(workers, Integer.MAX_VALUE);
      assertArrayEquals(undisturbed, drawn(kept(last, in, "1", "a b")));
      assertEquals(rounds - done, last.rounds().get());
    }
    try (Stream<Path> files = Files.list(in)) {
      assertEquals(rounds, files.filter(file -> file.toString().endsWith(".round")).count());
    }
  }

  private static void refused(String message, TableWorkers workers) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> workers.begin(new byte[0], new int[0]));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void anotherRunIsRefusedByWhatIsDifferent() {
    Path in = folder.resolve("other");
    Round round = new Round(40, 20, new float[] {1, 2}, 1, null);
    Learned learned = new Learned(new float[] {3, 4}, new float[] {5});
    kept(new Known(learned), in, "1", "a b").begin(new byte[0], new int[0]);
    assertEquals(learned, kept(new Known(learned), in, "1", "a b").engine().run(round));
    refused("other seed: \"1\" then, \"2\" now", kept(new Known(learned), in, "2", "a b"));
    refused("other rows", kept(new Known(learned), in, "1", "a c"));
    Workers resumed = kept(new Known(null), in, "1", "a b").engine();
    assertArrayEquals(learned.state(), resumed.run(round).state());
    Workers other = kept(new Known(null), in, "1", "a b").engine();
    Round later = new Round(60, 20, new float[] {1, 2}, 1, null);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> other.run(later));
    assertTrue(e.getMessage().contains("began otherwise"), e.getMessage());
  }

  /** Workers whose rounds all give the same. */
  private record Known(Learned learned) implements TableWorkers {
    @Override
    public void begin(byte[] untrained, int[] heldOut) {}

    @Override
    public Workers tokens() {
      return engine();
    }

    @Override
    public Workers engine() {
      return new Workers(20, round -> Objects.requireNonNull(learned));
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldBeforeTheFirstRound() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    TableWorkers kept = kept(new Known(null), file.resolve("folder"), "1", "a b");
    assertThrows(UncheckedIOException.class, () -> kept.begin(new byte[0], new int[0]));
  }
}
