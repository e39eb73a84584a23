package org.cdrl.internal.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableEncodingTest {
  /** Columns of all kinds and shapes: skewed, coarse, repeated, huge, rare, constant, with gaps. */
  private static Table random(long seed, int rows) {
    Random random = new Random(seed);
    List<Column> columns = new ArrayList<>();
    List<double[]> cells = new ArrayList<>();
    for (int c = 0; c < 12; c++) {
      String name = "column " + c + " ä\u4e16";
      int labels = new int[] {2, 5, 64, 65, 1000, 1}[random.nextInt(6)];
      boolean gaps = random.nextInt(3) == 0;
      int shape = c % 6;
      columns.add(
          switch (shape) {
            case 0, 1, 2 -> Column.real(name);
            case 3 -> Column.integer(name);
            default ->
                Column.categorical(
                    name, IntStream.range(0, labels).mapToObj(l -> "l" + l).toList());
          });
      double[] column = new double[rows];
      for (int r = 0; r < rows; r++) {
        column[r] =
            switch (shape) {
              case 0 -> Math.exp(2 * random.nextGaussian());
              case 1 -> random.nextInt(3) == 0 ? 0 : Math.round(1e3 * random.nextGaussian()) / 10.;
              case 2 -> 1e-7 * random.nextInt(50) - 5;
              case 3 -> random.nextLong() >> 12;
              default -> random.nextInt(labels);
            };
        column[r] = gaps && random.nextInt(4) == 0 ? Double.NaN : column[r];
      }
      cells.add(column);
    }
    double[][] table = new double[rows][];
    for (int r = 0; r < rows; r++) {
      int row = r;
      table[r] = cells.stream().mapToDouble(column -> column[row]).toArray();
    }
    return new Table(new Schema(columns), table);
  }

  @Test
  void decodingAnEncodedRowGivesTheRow() {
    for (int seed = 0; seed < 20; seed++) {
      Table table = random(seed, seed < 10 ? 60 : 3);
      TableEncoding encoding = TableEncoding.of(table);
      for (double[] row : table.rows()) {
        requireSame(table, row, encoding.decode(encoding.encode(row), true));
        requireSame(table, row, encoding.decode(encoding.scatter(row, new Random(seed)), true));
      }
    }
  }

  private static void requireSame(Table table, double[] row, double[] back) {
    for (int c = 0; c < row.length; c++) {
      // Coordinates are floats: seven digits of the range.
      double range =
          Arrays.stream(table.column(c))
              .filter(v -> !Double.isNaN(v))
              .map(Math::abs)
              .max()
              .orElse(0);
      assertEquals(
          row[c],
          back[c],
          table.schema().column(c).isNumeric() ? 2e-6 * range : 0,
          table.schema().column(c).name());
    }
  }

  @Test
  void valuesThatRepeatComeBackAsOftenAsTheyWere() {
    double[] cells = new double[100];
    for (int r = 0; r < 100; r++) {
      cells[r] = r < 30 ? (r % 2 == 0 ? 0 : -0.) : r < 32 ? 1.5 : r < 50 ? 7 : 10 + Math.sqrt(r);
    }
    NumericCode code = NumericCode.of(cells);
    int[] counts = new int[3];
    Set<Double> others = new HashSet<>();
    for (int k = 0; k < 10_000; k++) {
      double cell = code.cell((k + .5) / 10_000);
      if (cell == 0 || cell == 1.5 || cell == 7) {
        counts[cell == 0 ? 0 : cell == 1.5 ? 1 : 2]++;
      } else {
        others.add(cell);
      }
    }
    assertArrayEquals(new int[] {3000, 200, 1800}, counts);
    assertTrue(others.size() > 4800, "what only one row has is not handed out again and again");
  }

  @Test
  void scatteredCoordinatesHaveNoSpikes() {
    Random random = new Random(5);
    double[] cells = new double[4000];
    for (int r = 0; r < cells.length; r++) {
      double z = random.nextGaussian();
      cells[r] = random.nextInt(3) > 0 ? 10 * Math.rint(z) : Math.rint(10 * z);
    }
    NumericCode code = NumericCode.of(cells);
    float[] x = new float[cells.length];
    for (int r = 0; r < x.length; r++) {
      code.scatter(cells[r], x, r, random);
    }
    Arrays.sort(x);
    // Normal scores have a density of .4 at most; their mean with something that does not decrease
    // has twice that.
    int window = (int) (1.3 * .8 * .05 * x.length);
    for (int r = 0; r + window < x.length; r++) {
      assertTrue(x[r + window] - x[r] > .05, window + " coordinates near " + x[r]);
    }
  }

  @Test
  void whateverIsDecodedIsAValidRow() {
    Random random = new Random(3);
    for (int seed = 0; seed < 10; seed++) {
      Table table = random(seed, 40);
      TableEncoding encoding = TableEncoding.of(table);
      double[][] rows = new double[200][];
      for (int r = 0; r < rows.length; r++) {
        float[] x = new float[encoding.width()];
        for (int k = 0; k < x.length; k++) {
          x[k] =
              (float)
                  (random.nextInt(20) == 0
                      ? 1e30 * random.nextGaussian()
                      : 2 * random.nextGaussian());
        }
        rows[r] = encoding.decode(x, r % 2 == 0);
        if (r % 2 == 1) {
          for (int c = 0; c < rows[r].length; c++) {
            int column = c;
            boolean known = Arrays.stream(table.rows()).anyMatch(row -> !Double.isNaN(row[column]));
            assertEquals(known, !Double.isNaN(rows[r][c]), "present where it ever was");
          }
        }
      }
      // The table's own constructor checks every cell.
      Table drawn = new Table(table.schema(), rows);
      for (int c = 0; c < table.schema().size(); c++) {
        double[] real = Arrays.stream(table.column(c)).filter(v -> !Double.isNaN(v)).toArray();
        double least = Arrays.stream(real).min().orElse(0);
        double most = Arrays.stream(real).max().orElse(0);
        for (double cell : drawn.column(c)) {
          assertTrue(Double.isNaN(cell) || cell >= least && cell <= most, "within the range");
        }
      }
    }
  }

  @Test
  void aNumberThatRepeatsOwnsAnInterval() {
    double[] cells = new double[100];
    for (int r = 50; r < 100; r++) {
      cells[r] = r;
    }
    NumericCode code = NumericCode.of(cells);
    float[] x = new float[1];
    int zeros = 0;
    for (int n = 0; n < 1000; n++) {
      x[0] = (float) (-3 + 6 * n / 999.);
      zeros += code.decode(x, 0) == 0 ? 1 : 0;
    }
    assertTrue(zeros > 200, zeros + " of 1000 scores decode to 0");
    code.encode(0, x, 0);
    assertEquals(0, code.decode(x, 0));
  }

  @Test
  void grainsAreFoundAndKept() {
    assertEquals(.1, NumericCode.of(new double[] {.3, .5, .6}).grain().step(), 1e-12);
    assertEquals(25, NumericCode.of(new double[] {100, 150, 225}).grain().step(), 1e-12);
    assertEquals(0, NumericCode.of(new double[] {1, Math.PI, 5}).grain().step());
    NumericCode tenths = NumericCode.of(new double[] {.1, .2, .4, .7, 1.1});
    for (float z = -2; z < 2; z += .01f) {
      double cell = tenths.decode(new float[] {z}, 0);
      assertEquals(Math.rint(cell * 10) / 10, cell, "no digits beyond the grain");
    }
  }

  @Test
  void meansHaveTheDecimalsOfTrainingCells() {
    NumericCode prices = NumericCode.of(new double[] {9.99, 14.99, 19.99, 149.99});
    assertEquals(6.79, prices.rounded(6.790000000000001));
    assertEquals(6.79, prices.rounded(6.7912));
    assertEquals(Math.PI, NumericCode.of(new double[] {1, Math.PI, 5}).rounded(Math.PI));
    assertEquals(120, NumericCode.of(new double[] {100, 150, 225}).rounded(120.3));
    assertEquals(.12346, NumericCode.of(new double[] {0, .99539, .00001}).rounded(.123456789));
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01-01;2020-02-01;2020-07-01, 2020-05-01",
    "2020-01-31;2020-02-29;2020-04-30, 2020-03-31",
    "2019-02-28;2020-01-30;2020-04-30, 2019-08-30",
    "1990-01-01;1995-01-01;2020-01-01, 2000-01-01",
    "2020-01-01;2020-04-01;2021-10-01, 2020-10-01",
    "2020-02-10;2020-03-02;2020-03-16, 2020-02-24",
    "2020-02-10T06:00;2020-02-11T18:00;2020-02-12T06:00, 2020-02-11T06:00"
  })
  void datesStayOnTheirGrain(String dates, String other) {
    double[] cells =
        Arrays.stream(dates.split(";")).mapToDouble(TableEncodingTest::seconds).toArray();
    NumericCode code = NumericCode.ofDates(cells);
    Set<Double> drawn = new HashSet<>();
    for (float z = -3; z < 3; z += .002f) {
      double date = code.decode(new float[] {z}, 0);
      assertEquals(date, code.nearest(date));
      drawn.add(date);
    }
    assertTrue(drawn.contains(seconds(other)), other + " may be drawn");
    double least = Arrays.stream(cells).min().orElseThrow();
    double most = Arrays.stream(cells).max().orElseThrow();
    assertTrue(drawn.size() <= 1 + (most - least) / (seconds("1970-01-02") / 2), "and few others");
    assertTrue(drawn.contains(least) && drawn.contains(most));
    for (double cell : cells) {
      float[] x = new float[1];
      code.encode(cell, x, 0);
      assertEquals(cell, code.decode(x, 0));
    }
  }

  private static double seconds(String date) {
    return LocalDateTime.parse(date.contains("T") ? date : date + "T00:00")
        .toEpochSecond(ZoneOffset.UTC);
  }

  @Test
  void beyondTheTrainingRangeScoresGoOn() {
    NumericCode code = NumericCode.of(new double[] {1, 2, 3, 4, 5});
    float[] x = new float[3];
    code.encode(5, x, 0);
    code.encode(50, x, 1);
    code.encode(500, x, 2);
    assertTrue(x[0] < x[1] && x[1] < x[2]);
    assertEquals(10, (x[2] - x[0]) / (x[1] - x[0]), 1.1, "linear");
  }

  @Test
  void numbersFurtherOutThanTrainingValuesAreApartAreUnknown() {
    NumericCode code = NumericCode.of(new double[] {1, 2, 3, 4, 5});
    assertTrue(code.knows(-3) && code.knows(3.3) && code.knows(9));
    assertFalse(code.knows(-3.1) || code.knows(9.1) || code.knows(Double.MAX_VALUE));
    NumericCode dates =
        NumericCode.ofDates(new double[] {seconds("2018-01-01"), seconds("2022-12-01")});
    assertTrue(dates.knows(seconds("2026-01-01")));
    assertFalse(dates.knows(seconds("1800-01-01")));
  }

  @Test
  void labelsAreEquallyFarApart() {
    CategoryCode code = new CategoryCode(new double[] {.7, .2, .1});
    float[][] x = new float[3][3];
    for (int l = 0; l < 3; l++) {
      code.encode(l, x[l], 0);
    }
    assertEquals(2, distance(x[0], x[1]), 1e-6);
    assertEquals(2, distance(x[0], x[2]), 1e-6);
    assertEquals(2, distance(x[1], x[2]), 1e-6);
    double[] mean = new double[3];
    for (int k = 0; k < 3; k++) {
      mean[k] = .7 * x[0][k] + .2 * x[1][k] + .1 * x[2][k];
    }
    assertArrayEquals(new double[3], mean, 1e-6);
  }

  private static double distance(float[] a, float[] b) {
    double squares = 0;
    for (int k = 0; k < a.length; k++) {
      squares += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return Math.sqrt(squares);
  }

  @Test
  void missingCellsAreAStateOrOpen() {
    Table table =
        new Table(
            new Schema(List.of(Column.real("a"), Column.real("b"))),
            new double[][] {{1, 5}, {2, 6}, {Double.NaN, 7}});
    TableEncoding encoding = TableEncoding.of(table);
    assertEquals(3, encoding.width(), "a, whether a is missing, b");
    float[] learned = encoding.encode(new double[] {Double.NaN, 5});
    assertTrue(Float.isNaN(learned[0]) && !Float.isNaN(learned[1]), "known to be missing");
    float[] free = encoding.encodeGiven(new double[] {Double.NaN, 5}, true);
    assertTrue(Float.isNaN(free[0]) && Float.isNaN(free[1]), "perhaps missing");
    float[] present = encoding.encodeGiven(new double[] {Double.NaN, 5}, false);
    assertTrue(Float.isNaN(present[0]), "open");
    assertEquals(encoding.encode(new double[] {1, 5})[1], present[1], "but present");
  }
}
