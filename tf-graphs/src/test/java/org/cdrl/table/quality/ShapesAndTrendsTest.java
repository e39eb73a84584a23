package org.cdrl.table.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

class ShapesAndTrendsTest {
  private static final double NONE = Double.NaN;

  @Test
  void kolmogorovSmirnovByHand() {
    // F reaches 3/4 at 3 where G is still 1/3; the missing cell is left out.
    assertEquals(
        1 - (.75 - 1 / 3.0),
        ColumnShapes.of(Tables.column(1, 2, 3, 9), Tables.column(2, NONE, 5, 9)).of(0),
        1e-12);
    assertEquals(0, ColumnShapes.of(Tables.column(1, 2), Tables.column(NONE, NONE)).mean());
    assertEquals(1, ColumnShapes.of(Tables.column(NONE), Tables.column(NONE, NONE)).mean());
  }

  @Test
  void totalVariationByHand() {
    Schema schema = new Schema(List.of(Column.categorical("c", List.of("a", "b"))));
    Table real = new Table(schema, new double[][] {{0}, {0}, {1}, {NONE}});
    Table synthetic = new Table(schema, new double[][] {{0}, {1}});
    // a: 1/2 and 1/2, b: 1/4 and 1/2, missing: 1/4 and 0.
    assertEquals(1 - .25, ColumnShapes.of(real, synthetic).mean(), 1e-12);
  }

  @Test
  void trendsByHand() {
    Schema schema =
        new Schema(
            List.of(
                Column.real("x"), Column.real("y"), Column.categorical("c", List.of("a", "b"))));
    Table real = new Table(schema, new double[][] {{0, 1, 0}, {1, 2, 0}, {2, 3, 1}, {NONE, 9, 1}});
    Table flipped =
        new Table(schema, new double[][] {{0, 3, 0}, {1, 2, 0}, {2, 1, 1}, {-1, NONE, 1}});
    PairTrends trends = PairTrends.of(real, flipped);
    assertEquals(1, trends.pairs().get(0).real(), 1e-12);
    assertEquals(-1, trends.pairs().get(0).synthetic(), 1e-12);
    assertEquals(0, trends.pairs().get(0).score(), 1e-12);
    // x with c: only the class of the fourth row, missing against below, differs.
    assertEquals(1 - 1 / 4.0, trends.pairs().get(1).score(), 1e-12);
    // y (1 | 2 | 3 | 9 in bins 1, 2, 3, from 9 on) with c: (1,a) and (3,b) change, 9 is missing.
    assertEquals(1 - 3 / 4.0, trends.pairs().get(2).score(), 1e-12);
    assertEquals(
        List.of(0, 2, 1), trends.worstFirst().stream().map(trends.pairs()::indexOf).toList());
  }

  @Test
  void onlyTrendsTellIndependentColumnsApart() {
    Table real = Tables.mixed(4000, 1);
    Table fresh = Tables.mixed(4000, 2);
    Table independent = IndependentColumns.of(real).draw(4000, 3);
    assertEquals(1, PairTrends.of(real, real).mean(), 1e-12);
    assertTrue(ColumnShapes.of(real, independent).mean() > .97);
    assertTrue(PairTrends.of(real, fresh).mean() > .96);
    assertTrue(PairTrends.of(real, independent).mean() < .85);
  }
}
