package org.cdrl.cli;

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

/** What is wrong with a table is said in one line that names the place; nothing is written. */
class TrainingTableErrorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b;1,2,3 | line 2: the row has 3 cells, but the header has 2",
        "a,b;1 | line 2: the row has 1 cell, but the header has 2",
        "a,a;1,2 | line 1: the header names column \"a\" twice",
        "a,b | There are no rows",
        "a,b;\"1,2 | line 2: a quoted cell that begins here never ends",
        "a,b;1,2;3,inf | column \"b\": row 2 has \"inf\", which is not finite",
        "a,b;1,2;1,2 | every column is constant, empty or left out: a (",
        "a;? | row 1: every cell but the output is missing",
      })
  void errorNamesThePlace(String table, String message) throws IOException {
    assertError(message, "--csv", write(table.replace(';', '\n')));
  }

  @Test
  void columnsAreNamedThatAreNotThere() throws IOException {
    Path csv = write("a,b\n1,2\n2,3\n");
    assertError(
        "There is no column \"kind\"; the columns are a, b", "--csv", csv, "--class", "kind");
    assertError("no column \"c\"; the columns are a, b", "--csv", csv, "--column", "c=real");
    assertError("has no column \"c\" to ignore", "--csv", csv, "--column", "c=ignore");
  }

  @Test
  void aClassWithoutLabelsIsNamed() throws IOException {
    Path arff = folder.resolve("t.arff");
    Files.writeString(
        arff, "@relation r\n@attribute n real\n@attribute class {a,b}\n@data\n1,?\n2,?\n3.5,?\n");
    assertError(
        "Column \"class\" cannot be a class: it is constant (every cell is missing)",
        "--csv",
        arff,
        "--class",
        "class");
  }

  @Test
  void aClassOfACsvFileWithoutLabelsIsNamed() throws IOException {
    assertError(
        "column \"k\" cannot be categorical: every cell is missing",
        "--csv",
        write("n,k\n1,\n2,?\n3.5,NA\n"),
        "--class",
        "k");
  }

  @Test
  void kindsThatDoNotFitAreNamed() throws IOException {
    Path csv = write("a,b\n1.5,2\n2,x\n");
    assertError("column \"a\" cannot be integer: row 1 has", "--csv", csv, "--column", "a=integer");
    assertError("column \"b\" cannot be real: row 2 has", "--csv", csv, "--column", "b=real");
    assertError(
        "Column \"a\" cannot be a class: it is real (given)",
        "--csv",
        csv,
        "--class",
        "a",
        "--column",
        "a=real");
  }

  @Test
  void onlyAClass() throws IOException {
    assertError("every column is an output (a)", "--csv", write("a\nx\ny\n"), "--class", "a");
  }

  @Test
  void empty() throws IOException {
    assertError("is empty; a header line", "--csv", write("\n"));
  }

  @Test
  void wrongEncoding() throws IOException {
    Path csv = folder.resolve("table.csv");
    Files.write(csv, "a,b\n1,\u00e4".getBytes(StandardCharsets.ISO_8859_1));
    assertError("line 2: byte 7 (0xE4) is not UTF-8; name the file's encoding", "--csv", csv);
  }

  private Path write(String table) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), table);
  }

  private void assertError(String message, Object... more) throws IOException {
    Path model = folder.resolve("model.cdrl");
    Tool.Result result =
        Tool.run(
            Stream.concat(Stream.of("train", "--quiet", "--out", model), Stream.of(more))
                .toArray());
    assertEquals(1, result.code(), result.err());
    assertTrue(result.err().contains(message), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }
}
