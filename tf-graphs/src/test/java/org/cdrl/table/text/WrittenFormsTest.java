package org.cdrl.table.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and dates are read in the forms that people use, and written back in them. */
class WrittenFormsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Numbers.
        "59.90;7.00;120.50 | REAL | 0.00 | 6.79",
        "37.0;36.6;40.0 | REAL | 0.0 | 37.5",
        "37.0;36.65;40.0 | REAL | 0.0# | 37.5",
        "37.0;36.0 | INTEGER | 0.0 | 35.0",
        "0;0.0;0.001;1.0 | REAL | '' | 0.5",
        "$1,894.33;$8.5;-$994.68;$100 | REAL | $#,##0.## | $12,345.6",
        "($5.25);$1,200.00 | REAL | $#,##0.00;($#,##0.00) | ($1,000.25)",
        "$-5;$7 | INTEGER | $0;$-0 | $-8",
        "−5.5;7.0 | REAL | 0.0;−0.0 | −8.5",
        "$−5;$7 | INTEGER | $0;$−0 | $−8",
        "+5;−3;+12 | INTEGER | +0;−0 | −7",
        "USD 12;USD 15 | INTEGER | USD 0 | USD 99",
        "1,234;987;12,500,000 | INTEGER | #,##0 | 1,000",
        "1 234,50;987,25 | REAL | '# ##0,00' | 1 000,00",
        "56,69;1938,08 | REAL | 0,00 | 7,50",
        "1.938,08 €;56,69 € | REAL | #.##0,00 € | 12.345,60 €",
        "1'234.5;9'999.5 | REAL | #'##0.0 | 1'000.5",
        "48%;3%;100% | INTEGER | 0% | 7%",
        "4.5 %;-3.25 % | REAL | 0.0# % | 7.0 %",
        "+5;-3;0;+12 | INTEGER | +0 | +7",
        "6.0134e-11;9.4350e-13 | REAL | 0.0000e00 | 1.0000e-12",
        "1.5E+07;2.5E+10 | INTEGER | 0.0E+00 | 3.5E+08",
        "1e-05;1.5e-07 | REAL | 0.#e00 | 3e-06",
        "33:36:46;9:07:00;40:51:00 | INTEGER | [h]:mm:ss | 120:00:01",
        "25:30;09:15 | INTEGER | [hh]:mm | 08:05",
        // Dates.
        "19640217;19721014;20030306 | DATE_TIME | yyyyMMdd | 19991231",
        "202401;202311;202212 | DATE_TIME | yyyyMM | 202010",
        "11:00;17:30 | DATE_TIME | HH:mm | 09:45",
        "9:05;17:30 | DATE_TIME | H:mm | 7:05",
        "11:00:01.5;17:30:02.7 | DATE_TIME | HH:mm:ss.S | 09:45:00.3",
        "2014-01;2008-10 | DATE_TIME | yyyy-MM | 2020-02",
        "2005Q3;2012Q4 | DATE_TIME | yyyy'Q'Q | 2020Q1",
        "2005-Q3;2012-Q4 | DATE_TIME | yyyy-'Q'Q | 2020-Q1",
        "17/03/1956;11/02/1973 | DATE_TIME | dd/MM/yyyy | 01/12/2020",
        "1/3/2020;11/25/2020 | DATE_TIME | M/d/yyyy | 1/2/2021",
        "08.11.96;01.02.12 | DATE_TIME | dd.MM.yy | 31.12.29",
        "01-Jun-2009;05-Apr-2016 | DATE_TIME | dd-MMM-yyyy | 30-Sep-1998",
        "June 1, 2009;April 15, 2016 | DATE_TIME | MMMM d, yyyy | May 3, 1998",
        "02/04/2014 10:29 AM;03/28/2013 1:25 PM | DATE_TIME | MM/dd/yyyy h:mm a | 12/31/1999 12:01 AM",
        "2021-09-24T07:30:00Z;2022-02-26T19:30:00Z | DATE_TIME | yyyy-MM-dd'T'HH:mm:ss'Z' |"
            + " 2020-02-29T00:00:00Z",
        "2022-09-02 19:30:00+05:30;2023-01-14 03:30:00+05:30 | DATE_TIME |"
            + " yyyy-MM-dd HH:mm:ss'+05:30' | 2020-02-29 23:59:59+05:30",
        "2022-10-20 12:00:00.922465;2020-02-20 12:00:00.947763 | DATE_TIME |"
            + " yyyy-MM-dd HH:mm:ss.SSSSSS | 2020-02-29 23:59:59.000001",
        "2022-10-20T12:00:00.922Z;2020-02-20T12:00:00.947Z | DATE_TIME |"
            + " yyyy-MM-dd'T'HH:mm:ss.SSS'Z' | 2020-02-29T23:59:59.001Z",
        "2022-10-20 12:00:00 UTC;2020-02-20 12:00:00 UTC | DATE_TIME |"
            + " yyyy-MM-dd HH:mm:ss' UTC' | 2020-02-29 23:59:59 UTC",
        "2022-10-20 12:00:00,25 -08;2020-02-20 12:00:00,50 -08 | DATE_TIME |"
            + " yyyy-MM-dd HH:mm:ss,SS' -08' | 2020-02-29 23:59:59,75 -08",
        "1534-06-24;1663-05-18 | DATE_TIME | yyyy-MM-dd | 1503-01-13",
      })
  void cellsComeBackAsTheyWere(String cells, Kind kind, String pattern, String other) {
    Column column = infer(cells.split(";")).column(0);
    assertEquals(kind, column.kind(), column.reason());
    assertEquals(pattern, column.pattern());
    CellText text = new CellText(new Schema(List.of(column)), MissingTokens.NONE);
    for (String cell : (cells + (pattern.isEmpty() ? "" : ";" + other)).split(";")) {
      double[] row = text.parse(new String[] {cell});
      String back = text.format(row)[0];
      if (!pattern.isEmpty()) {
        assertEquals(cell, back);
      }
      assertArrayEquals(row, text.parse(new String[] {back}));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 cm;7 cm;9 cm | all 3 cells are whole numbers with \" cm\" behind; override with x=integer",
        "$5;$7;9;$5 | whole numbers with \"$\" in front",
        "2021-01-02;2021-02-30;2021-01-02 | 2 of 3 cells are dates of the pattern yyyy-MM-dd: row 2 has"
            + " \"2021-02-30\"; correct",
        "2016-03-09;2016-03-10;0000-00-00;2016-03-09 | 3 of 4 cells are dates of the pattern"
            + " yyyy-MM-dd: row 3 has \"0000-00-00\"",
        "2009-07-01;26/06/2008;2017-07-19 | 2 of 3 cells are dates of the pattern yyyy-MM-dd: row 2",
        "2020-01-01T10:00+01:00;2020-07-01T10:00+02:00;2020-01-02T10:00+01:00 | 3 of 3 cells are"
            + " times of several offsets or a named time zone, row 2 has \"2020-07-01T10:00+02:00\";"
            + " write all with the same offset, or without one",
        "2020-01-01 10:00 CET;2020-07-01 10:00 CEST | 2 of 2 cells are times of several offsets",
        "2020-01-01 10:00 Europe/Rome;2020-07-01 10:30 Europe/Rome | times of several offsets or a",
        "2020-01-01T10:00+01:00[Europe/Rome];2020-07-01T10:00+02:00[Europe/Rome] | times of several",
        "3.5;7;x;8 | 3 of 4 cells are numbers: row 3 has \"x\"",
        "red;green;blue | 3 labels that are neither numbers nor dates",
      })
  void reasonsTellWhatMostCellsAre(String cells, String reason) {
    Column column = infer(cells.split(";")).column(0);
    assertEquals(Kind.CATEGORICAL, column.kind());
    assertTrue(column.reason().contains(reason), column.reason());
  }

  @Test
  void timesOfTwoOffsetsThatAllDifferAreNamed() {
    String[] cells =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    "2020-01-01T10:"
                        + (10 + i % 50)
                        + ":"
                        + (10 + i) % 60
                        + (i % 2 == 0 ? "+01:00" : "+02:00"))
            .toArray(String[]::new);
    SchemaInference inference = new SchemaInference(List.of("x", "y"), CellFormat.DEFAULT);
    for (int r = 0; r < cells.length; r++) {
      inference.add(new String[] {cells[r], "" + r % 7});
    }
    inference.schema();
    String reason = inference.leftOut().get("x");
    assertTrue(reason.contains("write all with the same offset"), reason);
  }

  @Test
  void nanosecondsAreToldToBeCutOff() {
    Column column =
        infer("2022-10-20 12:00:00.922465123", "2020-02-20 12:00:00.947763001").column(0);
    assertEquals(Kind.DATE_TIME, column.kind());
    assertTrue(column.reason().contains("in which they are written from now on"), column.reason());
  }

  @ParameterizedTest
  @CsvSource({"00501,01234", "0007,0010", "AbC,aBc", "1.10,1.9a", "00,0"})
  void codesAndSpellingsComeBackAsTheyWere(String one, String other) {
    Column column = infer(one, other, one).column(0);
    CellText text = new CellText(new Schema(List.of(column)), MissingTokens.NONE);
    for (String cell : List.of(one, other)) {
      assertEquals(cell, text.format(text.parse(new String[] {cell}))[0]);
    }
  }

  @Test
  void oneBadDateAmongManyIsNamed() {
    String[] cells =
        IntStream.range(0, 41)
            .mapToObj(i -> i == 40 ? "2021-02-30" : "2021-01-" + (10 + i % 20))
            .toArray(String[]::new);
    String reason = infer(cells).column(0).reason();
    assertTrue(
        reason.contains("40 of 41 cells are dates of the pattern yyyy-MM-dd: row 41"), reason);
  }

  @Test
  void codesFarFromAllNumbersArePointedOut() {
    String[] cells =
        IntStream.range(0, 60)
            .mapToObj(i -> i % 20 == 0 ? "-999" : "" + i % 50)
            .toArray(String[]::new);
    assertTrue(infer(cells).column(0).reason().contains("3 cells are -999, far from all others"));
    String[] dates =
        IntStream.range(0, 60)
            .mapToObj(i -> i % 20 == 0 ? "9999-12-31" : "2016-03-" + (10 + i % 20))
            .toArray(String[]::new);
    assertTrue(infer(dates).column(0).reason().contains("3 cells are 9999-12-31, far from all"));
  }

  @Test
  void numbersThatAreNoCodesAreNot() {
    String[] prices = {"4.99", "9.99", "19.99", "49.99"};
    for (IntFunction<String> cell :
        List.<IntFunction<String>>of(i -> prices[i % 4], i -> "" + (18 + i * 7 % 82))) {
      String[] cells = IntStream.range(0, 60).mapToObj(cell).toArray(String[]::new);
      String reason = infer(cells).column(0).reason();
      assertTrue(!reason.contains("far from"), reason);
    }
  }

  @Test
  void whatIsToldOfTheFileDecides() {
    String[] commas = {"1,234", "5,678"};
    CellFormat comma = new CellFormat(MissingTokens.DEFAULT, ',', DateOrder.UNKNOWN);
    assertEquals("0,000", infer(comma, commas).column(0).pattern());
    assertEquals("#,##0", infer(commas).column(0).pattern());
    // What was learned with points is read and written with commas, too.
    CellText text = new CellText(infer("$1,234.50", "$7.25"), comma);
    assertArrayEquals(new String[] {"$9.876,50"}, text.format(text.parse(new String[] {"9876,5"})));
  }

  @Test
  void numbersOfAFormMayLackWhatStandsAroundThem() {
    Column column = infer("$1,894.33", "$5.10").column(0);
    CellText text = new CellText(new Schema(List.of(column)), MissingTokens.DEFAULT);
    assertEquals(1234.5, text.parse(new String[] {"1234.5"})[0]);
    String message =
        assertThrows(IllegalArgumentException.class, () -> text.parse(new String[] {"€5"}))
            .getMessage();
    assertTrue(message.contains("\"€5\" is not a number of the pattern $#,##0.00"), message);
  }

  private static Schema infer(String... cells) {
    return infer(CellFormat.DEFAULT, cells);
  }

  private static Schema infer(CellFormat format, String... cells) {
    SchemaInference inference = new SchemaInference(List.of("x"), format);
    Arrays.stream(cells).forEach(cell -> inference.add(new String[] {cell}));
    return inference.keep("x").schema();
  }
}
