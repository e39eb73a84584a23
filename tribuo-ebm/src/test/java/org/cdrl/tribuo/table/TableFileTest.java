package org.cdrl.tribuo.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.CellText;
import org.cdrl.table.text.MissingTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables come out of files, and go into files, as they are. */
class TableFileTest {
  private static final Schema ODD =
      new Schema(
          List.of(
              Column.real("a \"quoted\" name, with commas"),
              Column.integer("\u00fcn\u00ef{c}\u00f6de \ud83d\ude00 100%"),
              Column.categorical(
                  "label's", List.of("a", "?", "it's", "\"", "x,y", "{%}", "b\\n", "2\nlines")),
              new Column("b", Kind.BOOLEAN, List.of("FALSE", "TRUE"), "", ""),
              new Column("when", Kind.DATE_TIME, List.of(), "yyyy-MM-dd HH:mm:ss", ""),
              new Column("k", Kind.CONSTANT, List.of("always"), "", ""),
              new Column("n", Kind.CONSTANT, List.of("7"), "", ""),
              new Column("none", Kind.CONSTANT, List.of(), "", "")));

  private static final double[][] ROWS = {
    {0.1, 5, 0, 0, 86_400, 0, 0, Double.NaN},
    {-1.5e-30, -7, 1, 1, 1_700_000_001, 0, 0, Double.NaN},
    {Double.NaN, Double.NaN, 2, Double.NaN, Double.NaN, 0, 0, Double.NaN},
    {3, 1e12, 3, 1, 0, 0, 0, Double.NaN},
    {3, 2, 4, 1, 0, 0, 0, Double.NaN},
    {3, 2, 5, 1, 0, 0, 0, Double.NaN},
    {3, 2, 6, 1, 0, 0, 0, Double.NaN},
    {3, 2, 7, 1, 0, 0, 0, Double.NaN},
    {3, 2, Double.NaN, 1, 0, 0, 0, Double.NaN},
  };

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.csv.gz", "t.arff", "T.ARFF.GZ"})
  void whatIsWrittenIsRead(String name) throws IOException {
    Path file = folder.resolve(name);
    CellText text = new CellText(ODD, MissingTokens.DEFAULT);
    TableFormat format = new TableFormat(';', true, new MissingTokens(Set.of("", "-"), "-"));
    try (OutputStream out = Files.newOutputStream(file)) {
      RowWriter writer = TableFile.writer(out, file, format, ODD);
      for (double[] row : ROWS) {
        writer.write(text.format(row));
      }
      writer.finish();
    }
    assertRows(ROWS, TableFile.read(file, format, ODD).rows());
    Table found = TableFile.read(file, format, Map.of(), Set.of());
    assertEquals(ODD.names(), found.schema().names());
    assertArrayEquals(
        new CellText(found.schema(), MissingTokens.NONE).format(found.rows()[1]),
        text.format(ROWS[1]));
    boolean arff = FileName.isArff(file);
    assertEquals(
        arff
            ? ODD.column(2).labels()
            : List.of("\"", "2\nlines", "?", "a", "b\\n", "it's", "x,y", "{%}"),
        found.schema().column(2).labels());
    assertEquals(Kind.DATE_TIME, found.schema().column(4).kind());
  }

  private static void assertRows(double[][] expected, double[][] actual) {
    assertEquals(Arrays.deepToString(expected), Arrays.deepToString(actual));
  }

  @Test
  void byteOrderMarkBeforeAQuotedName() throws IOException {
    Path file = write("t.csv", "\uFEFF\"a,b\",c\n1,2\n");
    assertEquals(
        List.of("a,b", "c"),
        TableFile.infer(file, TableFormat.DEFAULT, Map.of(), Set.of()).names());
  }

  @Test
  void withoutHeaderTheFirstLineIsARow() throws IOException {
    TableFormat bare = new TableFormat('\t', false, MissingTokens.DEFAULT);
    Table table = TableFile.read(write("t.csv", "1.5\ta\n2\tb\n"), bare, Map.of(), Set.of());
    assertEquals(List.of("x1", "x2"), table.schema().names());
    assertRows(new double[][] {{1.5, 0}, {2, 1}}, table.rows());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowWriter writer = TableFile.writer(out, Path.of("-"), bare, table.schema());
    writer.write(new String[] {"1.5", null});
    writer.finish();
    assertEquals("1.5\t\n", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void streamFindsColumnsByNameAndKeepsTheText() throws IOException {
    Path file = write("t.csv", "z,b,a\nfree,x,1.50\ntext,?,2\n1,new,\n");
    Schema schema =
        new Schema(List.of(Column.real("a"), Column.categorical("b", List.of("w", "x"))));
    try (TableStream stream = TableStream.open(file, TableFormat.DEFAULT, schema)) {
      assertEquals(List.of("z", "b", "a"), stream.header());
      TableStream.Chunk chunk = stream.next(2);
      assertRows(new double[][] {{1.5, 1}, {2, Double.NaN}}, chunk.table().rows());
      assertArrayEquals(new String[] {"free", "x", "1.50"}, chunk.rows().get(0).cells());
      assertTrue(stream.unseen().isEmpty());
      assertEquals(1, stream.next(2).table().size());
      assertNull(stream.next(2));
      assertEquals(Map.of("b", Map.of("new", 1L)), stream.unseen().counts());
    }
  }

  @Test
  void cellsThatCannotBeReadAreToldAndUnknown() throws IOException {
    Path file = write("t.csv", "n,d,b\n1,2020-01-31,w\n2.5,2020-02-31,w\nx,,new\n1e300,?,\n");
    Schema schema =
        new Schema(
            List.of(
                Column.integer("n"),
                new Column("d", Kind.DATE_TIME, List.of(), "yyyy-MM-dd", "test"),
                Column.categorical("b", List.of("w"))));
    try (TableStream stream = TableStream.open(file, TableFormat.DEFAULT, schema).lenient()) {
      Table table = stream.next(9).table();
      assertEquals(4, table.size());
      assertEquals(0, table.rows()[1][2], "the rest of the row is read");
      boolean[][] unknown = {
        {false, false, false}, {true, true, false}, {true, false, true}, {true, false, false}
      };
      for (int r = 0; r < 4; r++) {
        for (int c = 0; c < 3; c++) {
          assertEquals(unknown[r][c], table.isUnknown(r, c), "row " + r + ", column " + c);
        }
      }
      assertEquals(Map.of("n", 3L, "d", 1L), stream.unreadable().counts());
      String first = stream.unreadable().told().get(0);
      assertTrue(
          first.endsWith(
              "t.csv, line 3: column \"n\": \"2.5\" is not a whole number, as"
                  + " the column needs; round it"),
          first);
    }
    TableException strict =
        assertThrows(TableException.class, () -> TableFile.read(file, TableFormat.DEFAULT, schema));
    assertTrue(strict.getMessage().contains("line 3"), strict.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a;1;x | a=REAL | t.csv: column \"a\" cannot be real: row 2 has \"x\"",
        "a;1;inf | b=REAL | t.csv: There is no column \"b\"; the columns are a",
        "a;1;inf | | t.csv: column \"a\": row 2 has \"inf\", which is not finite",
        "a | | t.csv: There are no rows",
        "a,b;1 | | t.csv, line 2: the row has 1 cell, but the header has 2",
      })
  void errorsOfInference(String text, String override, String message) throws IOException {
    Path file = write("t.csv", text.replace(';', '\n'));
    Map<String, Kind> overrides =
        override == null
            ? Map.of()
            : Map.of(override.split("=")[0], Kind.valueOf(override.split("=")[1]));
    assertError(message, () -> TableFile.read(file, TableFormat.DEFAULT, overrides, Set.of()));
  }

  @Test
  void errorsUnderASchema() throws IOException {
    Schema schema = new Schema(List.of(Column.real("a"), Column.integer("b"), Column.real("c")));
    Path missing = write("t.csv", "b,x\n1,2\n");
    assertError(
        "t.csv has no column \"a\", \"c\"; it has b, x",
        () -> TableFile.read(missing, TableFormat.DEFAULT, schema));
    Path wrong = write("u.csv", "a,b,c\n1,2,3\n1,2.5,3\n");
    assertError(
        "u.csv, line 3: column \"b\": \"2.5\" is not a whole number",
        () -> TableFile.read(wrong, TableFormat.DEFAULT, schema));
    assertError(
        "u.csv has no column \"d\" to ignore; it has a, b, c",
        () -> TableFile.read(wrong, TableFormat.DEFAULT, Map.of(), Set.of("d")));
  }

  @Test
  void damagedCompressionIsNoEndOfFile() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 50_000; i++) {
        zip.write((Integer.hashCode(i) * 0x9E3779B9 + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    Path cut = folder.resolve("cut.csv.gz");
    Files.write(cut, Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
    assertError(
        "is a damaged gzip file",
        () -> TableFile.read(cut, TableFormat.DEFAULT, Map.of(), Set.of()));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private interface Read {
    void run() throws IOException;
  }

  private static void assertError(String message, Read read) {
    String actual = assertThrows(TableException.class, read::run).getMessage();
    assertTrue(actual.contains(message), actual);
  }
}
