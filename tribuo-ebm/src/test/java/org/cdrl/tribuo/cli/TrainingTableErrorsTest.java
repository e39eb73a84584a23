package org.cdrl.tribuo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a table is said with line and column, and nothing is written. */
class TrainingTableErrorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b;1,2;3,x | line 3: column \"b\": \"x\" is not a number",
        "a,b;1,2;3, | line 3: column \"b\": the cell is empty",
        "a,b;NaN,2 | line 2: column \"a\": \"NaN\" is not a finite number",
        "a,b;1,1e99 | line 2: column \"b\": \"1e99\" is not a finite number",
        "a,b;1,2f | line 2: column \"b\": \"2f\" is not a number",
        "a,b;;1,2;;;1,? | line 6: column \"b\": \"?\" is not a number",
        "a,b;1,2,3 | line 2: the row has 3 cells, but the header has 2",
        "a,b;1 | line 2: the row has 1 cell, but the header has 2",
        "a,a;1,2 | line 1: the header names column \"a\" twice",
        "a,;1,2 | line 1: the header has no name for column 2",
        "a,b | has a header but no rows",
        "a,b;\"1,2 | line 2: a quoted cell begins here and never ends",
      })
  void errorNamesThePlace(String table, String message) throws IOException {
    assertError(message, "--csv", write(table.replace(';', '\n')));
  }

  @Test
  void missingClassColumn() throws IOException {
    assertError(
        "has no column \"kind\"; it has a, b", "--csv", write("a,b\n1,2"), "--class", "kind");
  }

  @Test
  void emptyClass() throws IOException {
    assertError(
        "line 3: column \"b\": the class is empty",
        "--csv",
        write("a,b\n1,x\n2,\n"),
        "--class",
        "b");
  }

  @Test
  void onlyAClass() throws IOException {
    assertError("no numeric column", "--csv", write("a\nx"), "--class", "a");
  }

  @Test
  void empty() throws IOException {
    assertError("is empty; a header line", "--csv", write("\n"));
  }

  @Test
  void wrongEncoding() throws IOException {
    Path csv = folder.resolve("table.csv");
    Files.write(csv, "a,b\n1,\u00e4".getBytes(StandardCharsets.ISO_8859_1));
    assertError("is not text in UTF-8", "--csv", csv);
  }

  private Path write(String table) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), table);
  }

  private void assertError(String message, Object... more) throws IOException {
    Path model = folder.resolve("model.cdrl");
    Tool.Result result =
        Tool.run(Stream.concat(Stream.of("train", "--out", model), Stream.of(more)).toArray());
    assertEquals(1, result.code(), result.err());
    assertTrue(result.err().contains(message), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }
}
