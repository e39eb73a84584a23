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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.DateOrder;
import org.cdrl.table.text.MissingTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a copy does not change stands in it as it stood in the file. */
class TableCopyTest {
  private static final Schema NONE = new Schema(List.of(Column.real("n")));
  private static final List<NewColumn> NEW =
      List.of(NewColumn.number("score"), NewColumn.label("why", List.of("a", "b c")));

  private static final String ODD =
      "sep=;\r\n\r\n\"n\"; t ;\"say \"\"u\"\"\"\r\n"
          + "\"07.50\";  K\u00f6ln ;x\r\n \r\n1e1;\"two\r\nlines\";\"\"\n\r3;;5\"\r\n\r\n4;;";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "ISO-8859-1"})
  void textThatDoesNotChangeIsTheSameToTheByte(String name) throws IOException {
    Charset charset = Charset.forName(name);
    String mark = name.startsWith("UTF") ? "\uFEFF" : "";
    byte[] bytes = (mark + ODD).getBytes(charset);
    Path file = Files.write(folder.resolve("t.csv"), bytes);
    TableFormat format = TableFormat.DEFAULT.encoding(charset);
    assertArrayEquals(bytes, copy(file, "u.csv", format, List.of(), false));
  }

  @Test
  void newCellsStandBehindTheOthersAndMissingOnesAreFilledInTheirQuotes() throws IOException {
    Path file = write("t.csv", "\uFEFF\"n\",\"t\"\r\n\r\n\"\",  x \r\n1,\"\"\r\n,\"a\"");
    assertEquals(
        "\uFEFF\"n\",\"t\",score,why\r\n\r\n\"f,\",  x ,0.5,\r\n1,\"f,\",0.5,\r\n\"f,\",\"a\",0.5,",
        text(copy(file, "u.csv", TableFormat.DEFAULT, NEW, true)));
  }

  @Test
  void newNumbersHaveTheDecimalCommaOfTheOthers() throws IOException {
    Path file = write("t.csv", "n;t\n1,5;x\n");
    TableFormat comma =
        TableFormat.DEFAULT
            .delimiter(';')
            .cells(new CellFormat(MissingTokens.DEFAULT, ',', DateOrder.UNKNOWN));
    assertEquals("n;t;score;why\n1,5;x;0,5;\n", text(copy(file, "u.csv", comma, NEW, false)));
  }

  @Test
  void linesOfDenseAndSparseArffStayAsTheyAre() throws IOException {
    String head =
        "% of old\r\n@RELATION  r\r\n\r\n@attribute n REAL\r\n@attribute 't t' {x,'y y'}\r\n";
    String data =
        "@DATA\r\n%\r\n 1 , 'y y' % so\r\n?, x\r\n{0 2, 1 'y y'}\r\n{ 1 ?}\r\n{}\r\n% end";
    Path file = write("t.arff", head + data);
    assertEquals(head + data, text(copy(file, "u.arff", TableFormat.DEFAULT, List.of(), false)));
    assertEquals(
        head
            + "@attribute score numeric\r\n@attribute why {a,'b c'}\r\n@DATA\r\n%\r\n"
            + " 1 , 'y y',0.5,? % so\r\n'f,', x,0.5,?\r\n{0 2, 1 'y y',2 0.5,3 ?}\r\n"
            + "{ 1 'f,',2 0.5,3 ?}\r\n{2 0.5,3 ?}\r\n% end",
        text(copy(file, "u.arff", TableFormat.DEFAULT, NEW, true)));
  }

  @Test
  void otherNamesGetOtherText() throws IOException {
    Path tabs = write("t.tsv", "n\tt\r\n1\t\"x,y\"\r\n");
    assertEquals(
        "n,t\n1,\"x,y\"\n", text(copy(tabs, "u.csv", TableFormat.DEFAULT, List.of(), false)));
    assertEquals(
        "n\tt\r\n1\t\"x,y\"\r\n", text(copy(tabs, "-", TableFormat.DEFAULT, List.of(), false)));
    Path arff = write("t.arff", "@relation r\n@attribute n real\n@data\n?\n1\n");
    assertEquals(
        "n\tscore\twhy\n\t0.5\t\n1\t0.5\t\n",
        text(copy(arff, "u.tsv", TableFormat.DEFAULT, NEW, false)));
    String message =
        assertThrows(
                TableException.class,
                () -> copy(tabs, "u.arff", TableFormat.DEFAULT, List.of(), false))
            .getMessage();
    assertTrue(message.contains("can be written as CSV only"), message);
  }

  @Test
  void cellsThatSpreadsheetsWouldRunAreDefusedIfThatIsTold() throws IOException {
    Path file = write("t.csv", "n,@t\n-1,=1+2\n+3.5e-7,\"@x\"\n-2,-a\n");
    TableFormat defused = TableFormat.DEFAULT.defused(true);
    assertEquals(
        "n,'@t\n-1,'=1+2\n+3.5e-7,\"'@x\"\n-2,'-a\n",
        text(copy(file, "u.csv", defused, List.of(), false)));
  }

  @Test
  void aNewCellThatTheEncodingLacksIsNamed() throws IOException {
    Path file = write("t.csv", "n\n1\n");
    List<NewColumn> column = List.of(NewColumn.label("c", List.of("\u0141")));
    String message =
        assertThrows(
                TableException.class,
                () ->
                    copy(
                        file,
                        "u.csv",
                        TableFormat.DEFAULT.encoding(StandardCharsets.ISO_8859_1),
                        column,
                        false))
            .getMessage();
    assertEquals("column \"c\": \"\u0141\" cannot be written in ISO-8859-1; use UTF-8", message);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A copy with 0.5 in new columns of numbers; missing cells can be filled. */
  private static byte[] copy(
      Path file, String name, TableFormat format, List<NewColumn> appended, boolean fill)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TableStream in = TableStream.open(file, format, NONE, Set.of("n"))) {
      RowCopier copier = in.copier(out, Path.of(name), format, appended);
      for (var chunk = in.next(2); chunk != null; chunk = in.next(2)) {
        for (SourceRow row : chunk.rows()) {
          int columns = row.cells().length;
          String[] cells = Arrays.copyOf(row.cells(), columns + appended.size());
          for (int c = 0; fill && c < columns; c++) {
            cells[c] = in.isMissing(cells[c]) ? "f," : cells[c];
          }
          if (!appended.isEmpty()) {
            cells[columns] = appended.get(0).type() == NewColumn.Type.NUMBER ? "0.5" : null;
          }
          copier.write(row, cells);
        }
      }
      copier.finish();
    }
    return out.toByteArray();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
