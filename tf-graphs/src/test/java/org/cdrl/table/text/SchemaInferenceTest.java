package org.cdrl.table.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kind of a column follows from its cells, or an error says which cell is in the way. */
class SchemaInferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a;a;a | CONSTANT",
        ";?;NA | CONSTANT",
        "a;;a | CATEGORICAL",
        "1;;1 | INTEGER",
        "true;FALSE | BOOLEAN",
        "Yes;;no | BOOLEAN",
        "0;1;1 | BOOLEAN",
        "M;F | CATEGORICAL",
        "true;false;maybe | CATEGORICAL",
        "1;+5;-7.0;1e3 | INTEGER",
        "9007199254740992;1 | INTEGER",
        "9007199254740993000;1 | CATEGORICAL",
        "9007199254740993.0;1 | INTEGER",
        "1e20;1 | REAL",
        "00123;7 | CATEGORICAL",
        "0;7;10 | INTEGER",
        "0.5;.5;5. | REAL",
        "007;0.5 | REAL",
        "1,000;2,000 | INTEGER",
        "1d;2f | CATEGORICAL",
        "0x10;0x11 | CATEGORICAL",
        "Infinity;a | CATEGORICAL",
        "2024-02-29;2023-12-31 | DATE_TIME",
        "2023-02-29;2023-12-31 | CATEGORICAL",
        "2024-02-29T12:30;2024-02-29T00:00 | DATE_TIME",
        "2024-02-29 12:30:01;2024-02-28 12:30:00 | DATE_TIME",
        "2024-02-29T12:30:01Z;2024-02-28T12:30:00Z | DATE_TIME",
        "2024-02-29;2024-02-29T12:30 | CATEGORICAL",
        "31.12.2024;01.02.2024 | DATE_TIME",
        "31/12/2024;01/02/2024 | DATE_TIME",
        "12/31/2024;01/02/2024 | DATE_TIME",
        "2024/12/31;2024/01/02 | DATE_TIME",
      })
  void kinds(String cells, Kind kind) {
    assertEquals(kind, infer(cells).kind());
  }

  @Test
  void patternsTellDayAndMonthApart() {
    assertEquals("dd/MM/yyyy", infer("01/02/2024;31/12/2024").pattern());
    assertEquals("MM/dd/yyyy", infer("01/02/2024;12/31/2024").pattern());
  }

  @Test
  void labelsDoNotDependOnTheOrderOfRows() {
    assertEquals(List.of("2", "10", "a", "b"), infer("b;10;a;2;a").labels());
    assertEquals(List.of("n", "Y"), infer("Y;n;n").labels());
  }

  @Test
  void reasonsAreForPeople() {
    assertEquals(
        "all 3 cells are whole numbers with 2 different values; override with x=categorical if they"
            + " are codes",
        infer("3;5;3").reason());
    assertTrue(infer("3;5;x;4").reason().contains("3 of 4 cells are numbers: row 3 has \"x\""));
    assertEquals(
        "all 3 cells are numbers, although row 2 has \"1.10\", whose last zero is lost; override with"
            + " x=categorical if they are versions or codes",
        infer("1.2;1.10;1.9").reason());
    assertEquals("all 3 cells are numbers", infer("1.20;1.10;1.95").reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1;x | REAL | column \"x\" cannot be real: row 2 has \"x\", which is not a number",
        "1;1.5;2.5 | INTEGER | row 2 has \"1.5\", which is not a whole number",
        "a;b;a;c | BOOLEAN | row 4 has \"c\", a third value",
        "a;a;b | CONSTANT | row 1 has \"a\", but row 3 has \"b\"",
        "2024-12-31;2024-13-31 | DATE_TIME | row 2 has \"2024-13-31\"",
        ";; | REAL | every cell is missing",
      })
  void overridesMustFit(String cells, Kind kind, String message) {
    assertError(message, cells.split(";", -1), EnumSet.of(kind));
  }

  @Test
  void overridesThatFit() {
    assertEquals(Kind.INTEGER, infer("001;002", EnumSet.of(Kind.INTEGER)).kind());
    assertEquals(List.of("F", "M"), infer("M;F", EnumSet.of(Kind.BOOLEAN)).labels());
    assertEquals(List.of("2", "10"), infer("10;2", EnumSet.of(Kind.CATEGORICAL)).labels());
    assertEquals(Kind.INTEGER, infer("0;1", EnumSet.of(Kind.INTEGER, Kind.REAL)).kind());
  }

  @Test
  void whatNoModelCanUseIsLeftOut() {
    assertLeftOut(
        "1001 labels in 1001 cells, row 1 has \"name a\": an identifier",
        many(1001, i -> "name " + "a".repeat(1 + i % 50) + "b".repeat(i / 50)));
    assertLeftOut(
        "more than 10000 labels, row 10001 has \"00010000\": an identifier",
        many(10_002, i -> String.format("%08d", i % 10_001)));
    assertLeftOut(
        "1999 of 2000 cells are numbers: row 8 has \"7;5\"; correct such cells",
        many(2000, i -> i == 7 ? "7;5" : i + ".5"));
    assertLeftOut("-5 to 24, none twice: a row number", many(30, i -> "" + (i - 5)));
    assertLeftOut("e-mail addresses", many(12, i -> "name" + i % 3 + "@example.org"));
    assertLeftOut("free text", many(40, i -> "a note of words, number " + i % 25));
    assertLeftOut("; may be telephone numbers", many(30, i -> "+4420836348" + (100 + i)));
    assertLeftOut("row 1 has \"0007\"", many(30, i -> i == 29 ? "0007" : "000" + (i + 7)));
  }

  @Test
  void keysAreFoundAndMadeAnew() {
    assertKey("name1001", many(1001, i -> "name" + i));
    assertKey("00010001", many(10_001, i -> String.format("%08d", i)));
    assertKey("31", many(30, i -> "" + (i + 1)));
    assertKey("31", many(30, i -> "" + (i * 7 % 30 + 1)));
    String[] gaps = many(30, i -> i % 3 == 0 ? "" : "A-" + i);
    assertKey("A-30", gaps);
    assertEquals(0, beside(EnumSet.allOf(Kind.class), "B7", "B8").keys().size(), "too few to tell");
    assertEquals("B9", beside(EnumSet.of(Kind.KEY), "B7", "B8").keys().get("x").key(0, 0));
    assertError(
        "cannot be key: row 2 has \"7\", as a row before", cells("7", "7"), Set.of(Kind.KEY));
    assertEquals(Kind.TEXT, beside(EnumSet.of(Kind.TEXT), "B7", "B7").schema().column(0).kind());
  }

  private static void assertKey(String next, String[] cells) {
    SchemaInference inference = beside(EnumSet.allOf(Kind.class), cells);
    assertEquals(Kind.KEY, inference.schema().column(0).kind());
    assertEquals(next, inference.keys().get("x").key(0, 0));
    assertTrue(inference.leftOut().isEmpty());
  }

  /** Beside a column that can be learned. */
  private static SchemaInference beside(Set<Kind> kinds, String... cells) {
    SchemaInference inference = new SchemaInference(List.of("x", "y"), CellFormat.DEFAULT);
    inference.allow("x", kinds);
    for (int r = 0; r < cells.length; r++) {
      inference.add(new String[] {cells[r], r % 3 == 0 ? "a" : "b"});
    }
    inference.schema();
    return inference;
  }

  private static void assertLeftOut(String reason, String[] cells) {
    SchemaInference inference = inference(EnumSet.allOf(Kind.class), cells);
    String message = assertThrows(IllegalArgumentException.class, inference::schema).getMessage();
    assertTrue(message.startsWith("no column is left to learn"), message);
    assertTrue(inference.leftOut().get("x").contains(reason), inference.leftOut().toString());
    if (cells.length <= 10_000) {
      SchemaInference kept = inference(EnumSet.allOf(Kind.class), cells).keep("x");
      assertEquals(List.of("x"), kept.schema().names());
    }
  }

  @ParameterizedTest
  @CsvSource({"7919, 20", "1, 12", "1000003, 400", "97, 9"})
  void wholeNumbersThatMayBeMeasuredAreKept(int step, int cells) {
    // None repeats, but of so few in such a range none need to.
    assertEquals(
        Kind.INTEGER,
        infer(many(cells, i -> "" + i * step % 100_000_007), EnumSet.allOf(Kind.class)).kind());
  }

  @Test
  void yearsAreNoRowNumbers() {
    assertEquals(
        Kind.INTEGER, infer(many(60, i -> "" + (1960 + i)), EnumSet.allOf(Kind.class)).kind());
  }

  @Test
  void aColumnThatIsAskedForIsLearned() {
    assertEquals(Kind.INTEGER, infer(many(100, i -> "" + i), EnumSet.of(Kind.INTEGER)).kind());
    assertEquals(100, infer(many(100, i -> "" + i), EnumSet.of(Kind.CATEGORICAL)).labels().size());
  }

  @Test
  void whatNoModelCanUseIsRefused() {
    Set<Kind> all = EnumSet.allOf(Kind.class);
    assertError("row 2 has \"-Infinity\", which is not finite", cells("1", "-Infinity"), all);
    assertError("day or the month first, row 1", cells("01/02/2024", "03/04/2024"), all);
    assertError("There are no rows", new String[0], all);
  }

  @Test
  void declaredColumnsAreNotLookedAt() {
    Column given = Column.categorical("x", List.of("b", "a"));
    SchemaInference inference = new SchemaInference(List.of("x"), CellFormat.DEFAULT);
    inference.declare(given).add(cells("a"));
    assertEquals(given, inference.schema().column(0));
  }

  @Test
  void datesThatCanBeReadInTwoWaysAreReadAsTold() {
    String cells = "01/02/2024;03/04/2024";
    assertEquals("dd/MM/yyyy", infer(cells, told(DateOrder.DAY_FIRST)).pattern());
    assertEquals("MM/dd/yyyy", infer(cells, told(DateOrder.MONTH_FIRST)).pattern());
    // What is told goes before what the cells would tell.
    assertEquals(
        Kind.CATEGORICAL, infer("01/31/2024;01/02/2024", told(DateOrder.DAY_FIRST)).kind());
    assertEquals("yyyy-MM-dd", infer("2024-01-02;2024-01-03", told(DateOrder.DAY_FIRST)).pattern());
  }

  @Test
  void numbersWithADecimalCommaAreNumbersIfThatIsTold() {
    CellFormat comma = new CellFormat(MissingTokens.DEFAULT, ',', DateOrder.UNKNOWN);
    assertEquals(Kind.REAL, infer("1,5;-0,25;3", comma).kind());
    assertEquals(Kind.INTEGER, infer("1,0;2;3", comma).kind());
    assertEquals(Kind.CATEGORICAL, infer("1.5;2.5;3", comma).kind());
  }

  @Test
  void aTextThatMeansMissingIsToldWhereItCouldBeALabel() {
    assertEquals(
        "2 labels that are neither numbers nor dates; 2 cells \"None\" taken as missing"
            + " (--not-missing None if it is a label)",
        infer("Brick;None;Stone;None;").reason());
    CellFormat label =
        CellFormat.of(MissingTokens.DEFAULT.plus(List.of("-")).minus(List.of("None")));
    assertEquals(List.of("Brick", "None", "Stone"), infer("Brick;None;Stone;-", label).labels());
    assertEquals("", MissingTokens.DEFAULT.written());
    assertEquals("-", label.missing().written());
    assertThrows(IllegalArgumentException.class, () -> MissingTokens.DEFAULT.minus(List.of("")));
  }

  @Test
  void labelsThatDifferInCaseOnlyAreToldApartAndPointedOut() {
    Column column = infer("yes;YES;no");
    assertEquals(List.of("YES", "no", "yes"), column.labels());
    assertEquals(
        "3 labels that are neither numbers nor dates; \"YES\" and \"yes\" are two labels, though"
            + " alike but for case",
        column.reason());
  }

  private static String[] cells(String... cells) {
    return cells;
  }

  private static String[] many(int count, IntFunction<String> cell) {
    String[] cells = new String[count];
    Arrays.setAll(cells, cell);
    return cells;
  }

  private static Column infer(String cells) {
    return infer(cells, EnumSet.allOf(Kind.class));
  }

  private static Column infer(String cells, Set<Kind> kinds) {
    return infer(cells.split(";", -1), kinds);
  }

  private static Column infer(String[] cells, Set<Kind> kinds) {
    return inference(kinds, cells).schema().column(0);
  }

  private static CellFormat told(DateOrder order) {
    return new CellFormat(MissingTokens.DEFAULT, '.', order);
  }

  private static Column infer(String cells, CellFormat format) {
    return inference(EnumSet.allOf(Kind.class), format, cells.split(";", -1)).schema().column(0);
  }

  private static SchemaInference inference(Set<Kind> kinds, String... cells) {
    return inference(kinds, CellFormat.DEFAULT, cells);
  }

  private static SchemaInference inference(Set<Kind> kinds, CellFormat format, String... cells) {
    SchemaInference inference = new SchemaInference(List.of("x"), format);
    inference.allow("x", kinds);
    for (String cell : cells) {
      inference.add(new String[] {cell});
    }
    return inference;
  }

  private static void assertError(String message, String[] cells, Set<Kind> kinds) {
    String actual =
        assertThrows(IllegalArgumentException.class, () -> infer(cells, kinds)).getMessage();
    assertTrue(actual.contains(message), actual);
  }
}
