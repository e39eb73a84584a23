package org.cdrl.tribuo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a table to a model. */
class TrainingTest {
  @TempDir Path folder;

  private Path csv;
  private Path model;

  @BeforeEach
  void write() throws IOException {
    csv = folder.resolve("table.csv");
    model = folder.resolve("model.cdrl");
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("size;group;note\n");
    for (int r = 0; r < 40; r++) {
      text.append(random.nextGaussian()).append(';').append(r % 3 + 1).append(";x").append(r % 2);
      text.append('\n');
    }
    Files.writeString(csv, text);
  }

  private Tool.Result train(Path to, Object... more) {
    return Tool.run(
        Stream.concat(
                Stream.of("train", "--csv", csv, "--delimiter", ";", "--out", to), Stream.of(more))
            .toArray());
  }

  @Test
  void columnsAndProgressAreShown() {
    Tool.Result result =
        train(
            model,
            "--class",
            "group",
            "--column",
            "note=ignore",
            "--iterations",
            10,
            "--batch",
            8,
            "--folds",
            0);
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().startsWith("40 rows, 2 columns" + System.lineSeparator()));
    assertTrue(result.err().contains("  size    real         all 40 cells are"), result.err());
    assertTrue(result.err().contains("  group   categorical  given"), result.err());
    assertTrue(result.err().contains("Training 100%"), result.err());
    assertTrue(result.out().matches("Wrote .*model.cdrl after 510 iterations, .*\\R"));
    Tool.Result classify =
        Tool.run(
            "classify", model, "--csv", csv, "--delimiter", ";", "--out", folder.resolve("c.csv"));
    assertEquals(1, classify.code());
    assertTrue(classify.err().contains("cannot classify by column \"group\""), classify.err());
  }

  @Test
  void finishedCheckpointResumesToTheSameModel() throws IOException {
    Path resumed = folder.resolve("resumed.cdrl");
    Path checkpoint = folder.resolve("state.ckpt");
    Object[] options = {"--class", "note", "--folds", 0, "--quiet"};
    Tool.Result fitted =
        train(
            model,
            Stream.concat(
                    Stream.of(options),
                    Stream.of("--iterations", 2, "--batch", 8, "--checkpoint", checkpoint))
                .toArray());
    assertEquals(0, fitted.code(), fitted.err());
    assertEquals("", fitted.err());
    Object[] again = Stream.concat(Stream.of(options), Stream.of("--resume", checkpoint)).toArray();
    Tool.Result result = train(resumed, again);
    assertEquals(0, result.code(), result.err());
    Object[] sample = {"--n", 5, "--out", "-", "--steps", 1};
    assertEquals(
        Tool.run(Stream.concat(Stream.of("sample", model), Stream.of(sample)).toArray()).out(),
        Tool.run(Stream.concat(Stream.of("sample", resumed), Stream.of(sample)).toArray()).out());

    Tool.Result finished = train(resumed, "--resume", model);
    assertEquals(1, finished.code());
    assertTrue(finished.err().contains("not a checkpoint"), finished.err());
    Tool.Result other = train(resumed, "--resume", checkpoint, "--class", "group", "--quiet");
    assertEquals(1, other.code());
    assertTrue(other.err().contains("made with other data"), other.err());
    Tool.Result info = Tool.run("info", checkpoint);
    assertTrue(info.err().contains("or a checkpoint"), info.err());
  }
}
