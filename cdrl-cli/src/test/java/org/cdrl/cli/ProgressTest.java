package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long work tells how far it is, beside its results. F in a line is the folder with the files. */
class ProgressTest {
  /** More than a command takes at a time. */
  private static final int ROWS = 2100;

  @TempDir static Path folder;

  @BeforeAll
  static void aModelAndALongTable() throws IOException {
    Path table = Files.writeString(folder.resolve("shapes.csv"), TinyModels.shapes(1));
    TinyModels.train(table, List.of("shape"), folder.resolve("m.cdrl"), builder -> builder);
    StringBuilder rows = new StringBuilder("shape,size,colour\n");
    for (int row = 0; row < ROWS; row++) {
      rows.append(row % 2 == 0 ? "Round,.5,red\n" : "square,,blue\n");
    }
    Files.writeString(folder.resolve("long.csv"), rows);
  }

  private static Tool.Result run(Duration silence, String line) {
    return Tool.run(silence, (Object[]) line.replace("F/", folder + "/").split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "impute F/m.cdrl --csv F/long.csv --draws 1 --out - | Rows: 2048 of 2100, | 2101",
        "sample F/m.cdrl --count 4100 --out - | Drawing rows: 4096 of 4100, | 4101"
      })
  void longWorkOnRowsTellsHowFarItIs(String line, String progress, int lines) {
    Tool.Result told = run(Duration.ZERO, line);
    assertEquals(0, told.code(), told.err());
    assertTrue(told.err().contains(progress), told.err());
    assertTrue(told.err().contains(" s left"), told.err());
    assertEquals(lines, told.out().lines().count(), "standard output has the table alone");

    Tool.Result quiet = run(Duration.ZERO, line + " --quiet");
    assertFalse(quiet.err().contains(progress.strip()), quiet.err());
    assertEquals(told.out(), quiet.out());
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"score", "classify"})
  void soDoesOtherWorkOnRows(String command) {
    String line = command + " F/m.cdrl --csv F/long.csv --out -";
    longWorkOnRowsTellsHowFarItIs(line, "Rows: 2048 of 2100,", 2101);
  }

  @Test
  void workThatIsOverSoonHasNoProgress() {
    Tool.Result quick = run(Duration.ofHours(1), "sample F/m.cdrl --count 4100 --out -");
    assertFalse(quick.err().contains("Drawing rows:"), quick.err());
  }

  @Test
  void evaluationTellsItsSteps() {
    String line =
        "evaluate --real F/shapes.csv --holdout F/shapes.csv --synthetic F/shapes.csv --target"
            + " shape --out F/page.html";
    Tool.Result told = run(Duration.ZERO, line);
    assertEquals(0, told.code(), told.err());
    Tool.Result quiet = run(Duration.ZERO, line + " --quiet");
    List<String> results = quiet.err().lines().toList();
    Stream<String> steps = told.err().lines().filter(text -> !results.contains(text));
    assertTrue(steps.count() >= 3, told.err());
    assertEquals("", told.out());
  }

  @Test
  void aConsoleThatIsNoTerminalHasNoBars() {
    assertFalse(Console.isTerminal(null));
    // The tests' own console is none; Java 22 and later may have one all the same.
    assertFalse(new Console(System.out, System.err).hasBars());
  }
}
