package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.cdrl.internal.encoding.CategoryCode;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** y is 3 x and noise, a label tells the side of x, and another is a condition that shifts x. */
class NormalCellsTest {
  private static final double GAP = Double.NaN;
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.real("x"),
              Column.real("y"),
              Column.categorical("side", List.of("left", "right")),
              Column.categorical("group", List.of("a", "b"))));

  private static NormalCells fitted(boolean plain) {
    Random random = new Random(1);
    double[][] rows = new double[2000][];
    for (int r = 0; r < rows.length; r++) {
      double x = random.nextGaussian() + 2 * (r % 2);
      double y = 3 * x + .3 * random.nextGaussian();
      boolean gap = r % 5 == 0;
      rows[r] = new double[] {x, gap ? GAP : y, gap ? GAP : x > 1 ? 1 : 0, r % 2};
    }
    Table table = new Table(SCHEMA, rows);
    ConditionColumns columns =
        ConditionColumns.of(table, List.of("group"), RowWeights.equal(rows.length));
    double[][] data = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      data[r] = columns.dataCells(rows[r]);
    }
    TableEncoding encoding =
        TableEncoding.of(new Table(new Schema(SCHEMA.columns().subList(0, 3)), data));
    return NormalCells.of(columns, encoding, rows, plain, 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void missingCellsAreExpectedByTheRestOfTheirRow(boolean plain) {
    NormalCells cells = fitted(plain);
    double[][] told = cells.expect(new double[] {1.5, GAP, GAP, GAP});
    assertNull(told[0], "it is there");
    assertEquals(4.5, told[1][0], .3);
    assertEquals(1, told[2][0] + told[2][1], 1e-9);
    double right = cells.expect(new double[] {3, 9, GAP, 1})[2][1];
    double left = cells.expect(new double[] {-1, -3, GAP, 0})[2][1];
    assertEquals(1, right, .1);
    assertEquals(0, left, .1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void conditionsCountUnlessTheyAreMissing(boolean plain) {
    NormalCells cells = fitted(plain);
    assertEquals(0, cells.expect(new double[] {GAP, GAP, GAP, 0})[0][0], .2);
    assertEquals(2, cells.expect(new double[] {GAP, GAP, GAP, 1})[0][0], .2);
    assertEquals(1, cells.expect(new double[] {GAP, GAP, GAP, GAP})[0][0], .2);
  }

  @Test
  void logDensitiesOfLabelsAreLinearDiscriminants() {
    NormalCells cells = fitted(true);
    // Of x alone: (x - 0)^2 / 2 - (x - 2)^2 / 2 = 2 x - 2, and a constant of the labels.
    assertEquals(2 * 1.5, ratio(cells, 2) - ratio(cells, .5), .15);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void valuesBeyondMeasureTellNumbers(boolean plain) {
    NormalCells cells = fitted(plain);
    for (double x : new double[] {1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      assertTrue(Double.isFinite(cells.logDensity(new double[] {x, 0, 0, 1})), "log p of " + x);
      assertTrue(Double.isFinite(cells.expect(new double[] {x, GAP, 0, 1})[1][0]), "y of " + x);
    }
  }

  private static double ratio(NormalCells cells, double x) {
    return cells.logDensity(new double[] {x, GAP, GAP, 1})
        - cells.logDensity(new double[] {x, GAP, GAP, 0});
  }

  @Test
  void meansOfVerticesAreProbabilitiesOfLabels() {
    for (double[] shares : new double[][] {{.5, .3, .2}, {.7, .3}}) {
      CategoryCode code = new CategoryCode(shares);
      double[] mean = new double[code.width()];
      for (int l = 0; l < shares.length; l++) {
        float[] vertex = new float[code.width()];
        code.encode(l, vertex, 0);
        for (int k = 0; k < mean.length; k++) {
          mean[k] += shares[l] * vertex[k];
        }
      }
      assertArrayEquals(shares, code.probabilities(mean, 0, shares.length), 1e-6);
    }
  }
}
