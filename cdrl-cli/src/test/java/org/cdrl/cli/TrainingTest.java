package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
    assertTrue(
        result
            .out()
            .matches("Wrote .*model.cdrl after 10 iterations and 5 of pre-training, .*\\R"));
    assertTrue(result.err().contains("Calibrated on training rows"), result.err());
    Tool.Result classify =
        Tool.run(
            "classify", model, "--csv", csv, "--delimiter", ";", "--out", folder.resolve("c.csv"));
    assertEquals(0, classify.code(), classify.err());
  }

  @Tag("slow")
  @Test
  void finishedCheckpointResumesToTheSameModel() throws IOException {
    Path resumed = folder.resolve("resumed.cdrl");
    Path state = folder.resolve("state");
    Tool.Result fitted =
        train(
            model,
            "--class",
            "note",
            "--folds",
            0,
            "--quiet",
            "--iterations",
            2,
            "--batch",
            8,
            "--checkpoint",
            state);
    assertEquals(0, fitted.code(), fitted.err());
    assertTrue(fitted.err().startsWith("The energy learned for 2 iterations"), fitted.err());
    assertEquals(1, fitted.err().lines().count(), fitted.err());
    Path moved = Files.move(state, folder.resolve("moved"));
    Tool.Result result = Tool.run("train", "--out", resumed, "--resume", moved, "--quiet");
    assertEquals(0, result.code(), result.err());
    Object[] sample = {"--count", 5, "--out", "-", "--steps", 1};
    assertEquals(
        Tool.run(Stream.concat(Stream.of("sample", model), Stream.of(sample)).toArray()).out(),
        Tool.run(Stream.concat(Stream.of("sample", resumed), Stream.of(sample)).toArray()).out());

    Tool.Result longer =
        Tool.run("train", "--out", resumed, "--resume", moved, "--quiet", "--iterations", 4);
    assertEquals(0, longer.code(), longer.err());
    assertTrue(longer.out().contains("after 4 iterations and 2 of"), longer.out());
    Tool.Result shorter = Tool.run("train", "--out", resumed, "--resume", moved, "--iterations", 1);
    assertEquals(1, shorter.code(), shorter.err());
    assertTrue(shorter.err().contains("ask for more"), shorter.err());
    // What was refused changed nothing.
    Tool.Result same = Tool.run("train", "--out", resumed, "--resume", moved, "--quiet");
    assertTrue(same.out().contains("after 4 iterations and 2 of"), same.out() + same.err());

    Tool.Result finished = Tool.run("train", "--out", resumed, "--resume", folder);
    assertEquals(1, finished.code());
    assertTrue(finished.err().contains("is no folder that --checkpoint wrote"), finished.err());
    Tool.Result mixed = train(resumed, "--checkpoint", moved);
    assertEquals(1, mixed.code());
    assertTrue(mixed.err().contains("moved is not empty: --resume continues"), mixed.err());
    Files.writeString(csv, Files.readString(csv) + "0.5;1;x1\n");
    Tool.Result other = Tool.run("train", "--out", resumed, "--resume", moved, "--quiet");
    assertEquals(1, other.code());
    assertTrue(other.err().contains("made with other data"), other.err());
  }

  @Test
  void rowsWithoutClassAreLearnedFromToo() throws IOException {
    Files.writeString(csv, Files.readString(csv).replaceFirst(";x0\n", ";\n"));
    Tool.Result result =
        train(model, "--class", "note", "--folds", 0, "--iterations", 2, "--batch", 8, "--quiet");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("1 row without note"), result.err());
    Tool.Result info = Tool.run("info", model);
    assertTrue(info.out().contains("(missing)                1 row"), info.out());
  }
}
