package org.cdrl.tribuo.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ARFF is read as it is defined, and what is not supported is said with its line. */
class ArffReaderTest {
  private static final String HEADER =
      """
      % a comment
      @RELATION 'a test'
      @attribute 'the number' Numeric % another
      @Attribute kind { a, 'b c',"it's" , 'd\\'e' }
      @attribute text string
      @attribute day DATE "yyyy-MM-dd"
      @attribute time date

      @DATA
      """;

  @TempDir Path folder;

  @Test
  void rows() throws IOException {
    try (ArffReader reader =
        ArffReader.open(
            write(
                HEADER
                    + """
                    1, 'b c', "x%\\ty", 2024-12-31, '2024-12-31T10:00:00' % comment
                    % nothing
                    ?\t'd\\'e'\t'?' ? ?

                    {0 5, 2 'a b', 3 ?, 4 "2024-12-31T10:00:00"}
                    """),
            Optional.empty())) {
      assertEquals(List.of("the number", "kind", "text", "day", "time"), reader.header());
      assertArrayEquals(
          new String[] {"1", "b c", "x%\ty", "2024-12-31", "2024-12-31T10:00:00"},
          reader.next().cells());
      assertArrayEquals(new String[] {null, "d'e", "?", null, null}, reader.next().cells());
      assertArrayEquals(
          new String[] {"5", "a", "a b", null, "2024-12-31T10:00:00"}, reader.next().cells());
      assertNull(reader.next());
    }
  }

  @Test
  void typesDecideWhatTheyCan() throws IOException {
    Path file =
        write(
            """
            @relation r
            @attribute flag numeric
            @attribute name string
            @attribute kind {NA,b}
            @attribute other {c,d}
            @attribute day date dd.MM.yyyy
            @data
            0,1,NA,c,01.02.2024
            1,2,b,d,02.02.2024
            """);
    Schema schema =
        TableFile.infer(file, TableFormat.DEFAULT, Map.of("other", Kind.BOOLEAN), Set.of());
    assertEquals(
        List.of(Kind.INTEGER, Kind.CATEGORICAL, Kind.CATEGORICAL, Kind.BOOLEAN, Kind.DATE_TIME),
        schema.columns().stream().map(column -> column.kind()).toList());
    double[] row = TableFile.read(file, TableFormat.DEFAULT, schema).rows()[0];
    assertArrayEquals(new double[] {0, 0, 0, 0, 1_706_745_600}, row);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 | line 1: \"1\" stands where @relation, @attribute or @data is needed",
        "@relation r;@attribute a numeric | has no line @data",
        "@relation r;@data | line 2: no attributes are declared",
        "@attribute a numeric;@attribute a string | line 2: attribute \"a\" is declared twice",
        "@attribute a number | line 1: attribute \"a\": \"number\" is no type",
        "@attribute a relational | relational attributes are not supported",
        "@attribute a numeric {2} | nothing may follow its type",
        "@attribute a {x,y,x} | the value \"x\" is declared twice",
        "@attribute a {x,y | the line ends where a value is needed",
        "@attribute a {} | no values are declared",
        "@attribute a {x};@data;y | line 3: column \"a\": \"y\" is not among its declared values",
        "@attribute a numeric;@data;1;1,2 | line 4: the row has 2 values, but 1 attributes",
        "@attribute a numeric;@data;,1 | line 3: \",\" stands where a value is needed",
        "@attribute a numeric;@data;'1 | line 3: a quoted value never ends",
        "@attribute a numeric;@data;1, {3} | line 3: weights of rows are not supported",
        "@attribute a numeric;@data;{1 5} | \"1\" is no number of an attribute; sparse rows count",
        "@attribute a numeric;@data;{0 5, 0 6} | attribute 0 has two values",
        "@attribute a string;@data;{} | a sparse row must give a value to strings and dates",
        "@attribute a date Z;@data;1 | \"Z\" is no pattern of dates",
        "@attribute a numeric;@data;1;x | column \"a\": row 2 has \"x\", which is not a number",
        "@attribute a date yyyy;@data;2024;x | line 4: column \"a\": \"x\" is not a date",
      })
  void errorsNameThePlace(String text, String message) throws IOException {
    Path file = write(text.replace(';', '\n'));
    String actual =
        assertThrows(
                TableException.class,
                () -> TableFile.read(file, TableFormat.DEFAULT, Map.of(), Set.of()))
            .getMessage();
    assertTrue(actual.startsWith(file.toString()), actual);
    assertTrue(actual.contains(message), actual);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("t.arff"), text);
  }
}
