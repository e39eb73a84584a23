package org.cdrl.tribuo.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.CellText;
import org.cdrl.table.text.DateOrder;
import org.cdrl.table.text.MissingTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are taken for what they are, or it is said what they are and what to do. */
class TableFormatTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "t.csv ! a,b;1,2",
        "t.txt ! a,b;1,2",
        "t.tsv ! a~b;1~2",
        "T.TAB ! a~b;1~2",
        "t.csv ! sep=|;a|b;1|2",
        "t.csv ! SEP=~;a~b;1~2",
        "t.tsv ! sep=|;a|b;1|2",
        "t.csv ! \"sep=|\";;a|b;1|2",
        "t.csv ! sep=,;a,b;1,2",
      })
  void theDelimiterIsToldByTheFile(String name, String text) throws IOException {
    Path file = write(name, text.replace(';', '\n').replace('~', '\t'));
    assertEquals(List.of("a", "b"), read(file, TableFormat.DEFAULT).schema().names());
  }

  @Test
  void whatIsToldGoesBeforeWhatTheFileTells() throws IOException {
    Path file = write("t.tsv", "sep=,\na;b\n1;2\n");
    assertEquals(
        List.of("a", "b"), read(file, TableFormat.DEFAULT.delimiter(';')).schema().names());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "t.csv ! a;b;c ! --delimiter \";\"",
        "t.csv ! a~b ! --delimiter tab",
        "t.csv ! a|b ! --delimiter \"|\"",
        "t.tsv ! a,b ! --delimiter \",\"",
        "t.csv ! \"a\";\"b,c\" ! --delimiter \";\"",
      })
  void aFirstLineOfOneCellFullOfDelimitersIsRefused(String name, String header, String advice)
      throws IOException {
    Path file = write(name, header.replace('~', '\t') + "\n1\n");
    assertError(advice, file, TableFormat.DEFAULT);
    assertError(advice, file, TableFormat.DEFAULT.header(false));
  }

  @Test
  void aSingleColumnMayHaveDelimitersInQuotes() throws IOException {
    Path file = write("t.csv", "\"a;b\"\n1\n2\n");
    assertEquals(List.of("a;b"), read(file, TableFormat.DEFAULT).schema().names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void byteOrderMarksTellTheEncoding(String name) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.write(
        file, "\uFEFFk\u00f6,b\n\u0141,\ud83d\ude00\nx,y\n".getBytes(Charset.forName(name)));
    for (TableFormat format :
        List.of(TableFormat.DEFAULT, TableFormat.DEFAULT.encoding(StandardCharsets.ISO_8859_1))) {
      Schema schema = read(file, format).schema();
      assertEquals(List.of("k\u00f6", "b"), schema.names());
      assertEquals(List.of("y", "\ud83d\ude00"), schema.column(1).labels());
    }
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE,", "UTF-16BE,", "UTF-16LE,UTF-16", "UTF-16BE,UTF-16"})
  void utf16IsReadWithoutAMark(String name, String told) throws IOException {
    Path file = folder.resolve("t.arff");
    String text = "@relation r\n@attribute \u00e9 {\u0141,b}\n@data\n\u0141\nb\n";
    Files.write(file, text.getBytes(Charset.forName(name)));
    TableFormat format =
        told == null ? TableFormat.DEFAULT : TableFormat.DEFAULT.encoding(Charset.forName(told));
    assertEquals("\u00e9", read(file, format).schema().column(0).name());
  }

  @Test
  void otherEncodingsAreTold() throws IOException {
    Path file = folder.resolve("t.csv");
    Files.write(file, "a,b\n1,x\n2,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertError("t.csv, line 3: byte 14 (0xE9) is not UTF-8; name", file, TableFormat.DEFAULT);
    assertError("--encoding windows-1252 or ISO-8859-1", file, TableFormat.DEFAULT);
    Schema schema = read(file, TableFormat.DEFAULT.encoding(StandardCharsets.ISO_8859_1)).schema();
    assertEquals(List.of("caf\u00e9", "x"), schema.column(1).labels());
  }

  @Test
  void aLongFileIsDecodedAcrossTheEdgesOfBuffers() throws IOException {
    StringBuilder text = new StringBuilder("a,b\r\n");
    for (int row = 0; row < 30_000; row++) {
      text.append("\ud83d\ude00".repeat(row % 3)).append(",\u00e9\r\n");
    }
    Table table = read(write("t.csv", text.toString()), TableFormat.DEFAULT);
    assertEquals(30_000, table.size());
    assertEquals(List.of("\ud83d\ude00", "\ud83d\ude00\ud83d\ude00"), labels(table, 0));
    Files.writeString(folder.resolve("z.csv"), text + "x,\0\n");
    assertError(
        "z.csv, line 30002: a zero character", folder.resolve("z.csv"), TableFormat.DEFAULT);
  }

  private static List<String> labels(Table table, int column) {
    return table.schema().column(column).labels();
  }

  @Test
  void filesOfOtherKindsAreRefusedByName() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("t.csv"));
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertForeign("a zip archive; unpack it", zip.toByteArray());
    byte[] workbook = "PK\3\4....xl/workbook.xml".getBytes(StandardCharsets.UTF_8);
    assertForeign("an Excel workbook; save the sheet as CSV", workbook);
    assertForeign("a Parquet file; write it as CSV", "PAR1...".getBytes(StandardCharsets.UTF_8));
    assertForeign("JSON", "[\n {\"a\": 1}\n]".getBytes(StandardCharsets.UTF_8));
    assertForeign("a web page", "<!DOCTYPE html>\n<HTML>".getBytes(StandardCharsets.UTF_8));
    assertForeign(
        "an ARFF file; end its name in .arff", "@RELATION r".getBytes(StandardCharsets.UTF_8));
  }

  private void assertForeign(String message, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("t.csv"), content);
    assertError("t.csv is " + message, file, TableFormat.DEFAULT);
  }

  @Test
  void gzipIsReadWhateverTheName() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(
        1,
        read(Files.write(folder.resolve("t.csv"), bytes.toByteArray()), TableFormat.DEFAULT)
            .size());
    assertEquals(1, read(write("plain.csv.gz", "a,b\n1,2\n"), TableFormat.DEFAULT).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1,5\"\n2,6\"",
        "a,b\r1,5\"\r2,6\"\r",
        "\r\na,b\r\n\r\n  \r\n1,5\"\r\n2,6\"\r\n\r\n",
      })
  void lineEndsBlankLinesAndInchMarksAreNoTrouble(String text) throws IOException {
    Table table = read(write("t.csv", text), TableFormat.DEFAULT);
    assertEquals(2, table.size());
    assertEquals(List.of("5\"", "6\""), labels(table, 1));
  }

  @Test
  void linesWithinACellAreTheSameInFilesOfAllSystems() throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String text = "a,b\n\"x\ny\",1\nz,2\n".replace("\n", end);
      assertEquals(
          List.of("x\ny", "z"), labels(read(write("t.csv", text), TableFormat.DEFAULT), 0));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "a,b;1,2;\"x\"y,3 ! line 3: a quoted cell that begins here never ends",
        "sep=,;a,b;1,\"x ! line 3: a quoted cell that begins here never ends",
        "a,b;1,2;1,2,3 ! line 3: the row has 3 cells, but the header has 2",
        "a,b,a;1,2,3 ! line 1: the header names column \"a\" twice",
      })
  void wrongRowsAreNamed(String text, String message) throws IOException {
    assertError(message, write("t.csv", text.replace(';', '\n')), TableFormat.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        ",a;0,3;1,5;2,3 ! a ! x1",
        "\"\",a;7,3;1,5;5,3 ! a ! x1",
        ",a;Mazda,3;Fiat,5 ! a ! x1",
        "a,;1,;2, ! a ! x2",
        ",a;0,3;0,5;2,6 ! x1+a !",
        "x2,;1,3;2,4;5,5 ! x2+_x2 !",
      })
  void columnsWithoutANameAreLeftOutOrCalledAfterTheirPlace(
      String text, String names, String leftOut) throws IOException {
    Path file = write("t.csv", text.replace(';', '\n'));
    TableFile.Found found = TableFile.find(file, TableFormat.DEFAULT, Map.of(), Set.of(), Set.of());
    assertEquals(names, String.join("+", found.schema().names()));
    assertEquals(leftOut == null ? "" : leftOut, String.join("+", found.leftOut().keySet()));
  }

  @Test
  void anIndexIsUsedOrIgnoredAsTold() throws IOException {
    Path file = write("t.csv", ",a\n0,3\n1,5\n");
    Map<String, Kind> used = Map.of("x1", Kind.INTEGER);
    assertEquals(
        List.of("x1", "a"),
        TableFile.read(file, TableFormat.DEFAULT, used, Set.of()).schema().names());
    assertEquals(
        List.of("a"),
        TableFile.read(file, TableFormat.DEFAULT, Map.of(), Set.of("x1")).schema().names());
  }

  @Test
  void decimalCommasAreReadAndWritten() throws IOException {
    TableFormat format =
        TableFormat.DEFAULT
            .delimiter(';')
            .cells(new CellFormat(MissingTokens.DEFAULT, ',', DateOrder.UNKNOWN));
    Table table = read(write("t.csv", "a;b\n1,5;3\n2,25;\n"), format);
    assertEquals(Kind.REAL, table.schema().column(0).kind());
    assertArrayEquals(new double[] {1.5, 2.25}, table.column(0));
    assertEquals("a;b\n1,5;3\n2,25;\n", written("t.csv", format, table));
    assertEquals("a,b\n\"1,5\",3\n\"2,25\",\n", written("t.csv", untold(format), table));
    assertTrue(written("t.arff", format, table).endsWith("\n1.5,3\n2.25,?\n"));
  }

  private static TableFormat untold(TableFormat format) {
    return TableFormat.DEFAULT.cells(format.cells());
  }

  @Test
  void filesAreWrittenAsTold() throws IOException {
    Schema schema = new Schema(List.of(Column.categorical("=a", List.of("\u00e9", "-1", "-x"))));
    Table table = new Table(schema, new double[][] {{0}, {1}, {2}, {Double.NaN}});
    TableFormat defused = TableFormat.DEFAULT.defused(true);
    assertEquals("'=a\n\u00e9\n-1\n'-x\n\"\"\n", written("t.csv", defused, table));
    TableFormat ascii = TableFormat.DEFAULT.encoding(StandardCharsets.US_ASCII);
    String message =
        assertThrows(TableException.class, () -> written("t.csv", ascii, table)).getMessage();
    assertEquals("column \"=a\": \"\u00e9\" cannot be written in US-ASCII; use UTF-8", message);
  }

  private static String written(String name, TableFormat format, Table table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Schema schema = TableFile.written(Path.of(name), table.schema());
    RowWriter writer = TableFile.writer(out, Path.of(name), format, schema);
    CellText text = new CellText(schema, TableFile.cells(Path.of(name), format));
    for (double[] row : table.rows()) {
      writer.write(text.format(row));
    }
    writer.finish();
    return out.toString(StandardCharsets.UTF_8);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Table read(Path file, TableFormat format) throws IOException {
    return TableFile.read(file, format, Map.of(), Set.of());
  }

  private static void assertError(String message, Path file, TableFormat format) {
    String actual = assertThrows(TableException.class, () -> read(file, format)).getMessage();
    assertTrue(actual.contains(message), actual);
  }
}
