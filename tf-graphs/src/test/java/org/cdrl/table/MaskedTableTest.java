package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.config.Execution;
import org.cdrl.internal.training.MaskedTraining;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MaskedTableTest {
  /** How often three binary columns occur together. */
  private static final int[] COUNTS = {40, 5, 10, 25, 5, 60, 30, 25};

  private static Table table() {
    List<Column> columns = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      columns.add(Column.categorical(name, List.of("0", "1")));
    }
    List<double[]> rows = new ArrayList<>();
    for (int k = 0; k < COUNTS.length; k++) {
      for (int n = 0; n < COUNTS[k]; n++) {
        rows.add(new double[] {k >> 2, k >> 1 & 1, k & 1});
      }
    }
    return new Table(new Schema(columns), rows.toArray(double[][]::new));
  }

  private static MaskedTable model;

  @BeforeAll
  static void train() {
    model =
        MaskedTable.fit(
            table(), new MaskedTraining.Length(400, 128, 2e-3), 1, Execution.DEFAULT);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void conditionalsAreThoseOfTheTable() {
    // P(c = 1 | a, b), then P(c = 1 | a) with b masked.
    double[][] rows = new double[6][];
    double[] expected = new double[6];
    for (int ab = 0; ab < 4; ab++) {
      rows[ab] = new double[] {ab >> 1, ab & 1, 0};
      expected[ab] = (double) COUNTS[2 * ab + 1] / (COUNTS[2 * ab] + COUNTS[2 * ab + 1]);
    }
    for (int a = 0; a < 2; a++) {
      rows[4 + a] = new double[] {a, Double.NaN, 0};
      double of = COUNTS[4 * a + 1] + COUNTS[4 * a + 3];
      expected[4 + a] = of / (of + COUNTS[4 * a] + COUNTS[4 * a + 2]);
    }
    float[][] p = model.probabilities(rows, 2);
    for (int r = 0; r < rows.length; r++) {
      assertEquals(expected[r], p[r][1], .04);
    }
  }

  @Test
  void drawnRowsAreAsFrequentAsTrainingRows() {
    Table drawn = model.draw(0, 20_000, 7);
    double[] shares = new double[COUNTS.length];
    for (double[] row : drawn.rows()) {
      shares[(int) (4 * row[0] + 2 * row[1] + row[2])] += 1. / drawn.size();
    }
    double[] expected = new double[COUNTS.length];
    for (int k = 0; k < expected.length; k++) {
      expected[k] = COUNTS[k] / 200.;
    }
    assertArrayEquals(expected, shares, .02);
  }

  @Test
  void aRowIsTheSameHoweverManyAreDrawn() {
    double[][] all = model.draw(0, 1100, 3).rows();
    double[][] some = model.draw(500, 30, 3).rows();
    for (int r = 0; r < some.length; r++) {
      assertArrayEquals(all[500 + r], some[r]);
    }
  }
}
