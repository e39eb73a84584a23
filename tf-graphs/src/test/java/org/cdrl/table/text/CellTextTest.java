package org.cdrl.table.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written reads as what it was, and what cannot be read is said by name. */
class CellTextTest {
  private static final String[] PATTERNS = {
    "yyyy-MM-dd", "dd/MM/yyyy", "yyyy-MM-dd'T'HH:mm:ss", "MMM d, yyyy h:mm a"
  };

  @Test
  void numbersAreReadAndWrittenWithTheDecimalCommaThatIsTold() {
    Schema schema = new Schema(List.of(Column.real("x"), Column.categorical("y", List.of("1,5"))));
    CellFormat comma = new CellFormat(MissingTokens.DEFAULT, ',', DateOrder.UNKNOWN);
    CellText text = new CellText(schema, comma);
    double[] row = text.parse(new String[] {"-3,25", "1,50"});
    assertArrayEquals(new double[] {-3.25, 0}, row);
    assertArrayEquals(new String[] {"-3,25", "1,5"}, text.format(row));
  }

  @Test
  void readingWhatWasWrittenGivesTheSameRow() {
    Random random = new Random(1);
    for (int table = 0; table < 200; table++) {
      Schema schema = RandomTables.schema(random, PATTERNS);
      CellText text = new CellText(schema, MissingTokens.DEFAULT);
      for (int r = 0; r < 20; r++) {
        double[] row = RandomTables.row(random, schema);
        assertArrayEquals(row, text.parse(text.format(row)), 0, () -> schema.toString());
      }
      assertTrue(text.unseen().isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.2, 0.2",
    "1500, 1500",
    "-0.0, 0",
    "1e-5, 0.00001",
    "1e-7, 1.0E-7",
    "123456789012, 123456789012",
    "9007199254740992, 9007199254740992",
    "1e300, 1.0E300",
    "0.1000000000000000055, 0.1"
  })
  void numbersAreShort(double number, String text) {
    assertEquals(text, NumberText.format(number));
  }

  @Test
  void labelsAreFoundInOtherSpellings() {
    CellText text =
        new CellText(
            new Schema(
                List.of(
                    Column.categorical("x", List.of("0", "1", "007", "NA", " b")),
                    Column.categorical("y", List.of("a")))),
            MissingTokens.DEFAULT);
    assertArrayEquals(new double[] {1, 0}, text.parse(new String[] {" 1.0", " a "}));
    assertArrayEquals(new double[] {2, Double.NaN}, text.parse(new String[] {"007", "NA"}));
    assertArrayEquals(new double[] {3, Double.NaN}, text.parse(new String[] {"NA", null}));
    assertArrayEquals(new double[] {4, 0}, text.parse(new String[] {" b", "a"}));
    assertTrue(text.unseen().isEmpty());
    assertArrayEquals(new double[] {Double.NaN, 0}, text.parse(new String[] {"7", "a"}));
    text.parse(new String[] {"7", "a"});
    assertEquals(Map.of("x", Map.of("7", 2L)), text.unseen().counts());
    assertEquals(
        "column \"x\": 2 cells with unknown labels, taken as missing: \"7\" (2)",
        text.unseen().toString());
  }

  @Test
  void unseenLabelsAreBounded() {
    CellText text =
        new CellText(
            new Schema(List.of(Column.categorical("x", List.of("a")))), MissingTokens.DEFAULT);
    for (int i = 0; i < 1000; i++) {
      text.parse(new String[] {"b" + i});
    }
    assertEquals(1000, text.unseen().total("x"));
    assertEquals(100, text.unseen().counts().get("x").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REAL | 1.5f | \"1.5f\" is not a number",
        "REAL | 1e999 | \"1e999\" is not a finite number",
        "INTEGER | 1.5 | \"1.5\" is not a whole number",
        "INTEGER | 9007199254740994 | \"9007199254740994\" is beyond 2^53",
        "DATE_TIME | 2023-02-29 | \"2023-02-29\" is not a date of the pattern yyyy-MM-dd",
      })
  void wrongCellsAreNamed(Kind kind, String cell, String message) {
    String pattern = kind == Kind.DATE_TIME ? "yyyy-MM-dd" : "";
    Schema schema = new Schema(List.of(new Column("x", kind, List.of(), pattern, "")));
    CellText text = new CellText(schema, MissingTokens.DEFAULT);
    String actual =
        assertThrows(IllegalArgumentException.class, () -> text.parse(new String[] {cell}))
            .getMessage();
    assertTrue(actual.startsWith("column \"x\": " + message), actual);
  }

  @Test
  void patternsThatTellNoDateAreRefused() {
    for (String pattern : Set.of("yyyy-MM-dd Z", "qqqqqqq", "'today'")) {
      Schema schema = new Schema(List.of(new Column("x", Kind.DATE_TIME, List.of(), pattern, "")));
      assertThrows(
          IllegalArgumentException.class, () -> new CellText(schema, MissingTokens.DEFAULT));
    }
  }

  /** Schemas and rows that are as odd as they may be. */
  private static final class RandomTables {
    private static final int[] ODD = {
      '"', '\'', ',', ';', '\t', '\n', '\r', '\\', ' ', '%', '{', '}', '?', 0xe4, 0x4e2d, 0x1f600
    };

    static Schema schema(Random random, String[] patterns) {
      Set<String> names = new LinkedHashSet<>();
      int columns = 1 + random.nextInt(8);
      while (names.size() < columns) {
        names.add(text(random));
      }
      return new Schema(names.stream().map(name -> column(random, name, patterns)).toList());
    }

    private static Column column(Random random, String name, String[] patterns) {
      List<Kind> kinds = List.copyOf(ColumnChoice.kinds());
      Kind kind = kinds.get(random.nextInt(kinds.size()));
      int labels =
          switch (kind) {
            case CATEGORICAL -> 1 + random.nextInt(10);
            case BOOLEAN -> 2;
            case CONSTANT -> random.nextInt(2);
            default -> 0;
          };
      Set<String> texts = new LinkedHashSet<>();
      while (texts.size() < labels) {
        texts.add(text(random));
      }
      String pattern = kind == Kind.DATE_TIME ? patterns[random.nextInt(patterns.length)] : "";
      return new Column(name, kind, List.copyOf(texts), pattern, "");
    }

    private static String text(Random random) {
      int length = random.nextInt(50) == 0 ? 10_000 : random.nextInt(6);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.appendCodePoint(
            random.nextBoolean() ? ODD[random.nextInt(ODD.length)] : '0' + random.nextInt(70));
      }
      return text.toString();
    }

    static double[] row(Random random, Schema schema) {
      return schema.columns().stream().mapToDouble(column -> cell(random, column)).toArray();
    }

    private static double cell(Random random, Column column) {
      if (random.nextInt(5) == 0 || !column.isNumeric() && column.labels().isEmpty()) {
        return Double.NaN;
      }
      return switch (column.kind()) {
        case REAL -> real(random);
        case INTEGER -> (double) (random.nextLong() >> (10 + random.nextInt(50)));
        case DATE_TIME -> {
          int days = random.nextInt(60_000) - 20_000;
          boolean time = column.pattern().contains("m");
          yield days * 86_400.0 + (time ? 60 * random.nextInt(1440) : 0);
        }
        default -> random.nextInt(column.labels().size());
      };
    }

    private static double real(Random random) {
      double value = Double.longBitsToDouble(random.nextLong());
      boolean ordinary = random.nextBoolean() || !Double.isFinite(value);
      return ordinary ? random.nextInt(1000) / 100.0 : value;
    }
  }
}
