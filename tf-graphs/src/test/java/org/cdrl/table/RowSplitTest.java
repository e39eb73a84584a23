package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;
import org.junit.jupiter.api.Test;

class RowSplitTest {
  private static final int ROWS = 40;

  /** Label "b" is in one row, "a" in all others. */
  private static Table table() {
    double[][] rows = new double[ROWS][];
    for (int r = 0; r < ROWS; r++) {
      rows[r] = new double[] {r, r == 7 ? 1 : 0};
    }
    return new Table(
        new Schema(List.of(Column.real("x"), Column.categorical("c", List.of("a", "b")))), rows);
  }

  private static RowSplit split(double share, int folds) {
    RowWeights weights = RowWeights.equal(ROWS);
    ConditionColumns columns = ConditionColumns.of(table(), List.of("c"), weights);
    return RowSplit.of(table(), weights, columns, share, folds, 1);
  }

  @Test
  void onePartOfTheRowsIsLearnedLate() {
    RowSplit split = split(0, 4);
    assertEquals(ROWS / 4, split.late().length);
    assertEquals(0, split.heldOut().length);
    int[] all = split.learned();
    assertArrayEquals(
        split.late(), Arrays.copyOfRange(all, ROWS - ROWS / 4, ROWS), "the late ones are last");
    assertArrayEquals(IntStream.range(0, ROWS).toArray(), Arrays.stream(all).sorted().toArray());
  }

  @Test
  void everyLabelHasARowThatIsLearnedFromTheBeginning() {
    assertTrue(Arrays.stream(split(0, 2).early()).anyMatch(r -> r == 7));
  }

  @Test
  void noRowIsLateWhereSomeAreHeldOutOrNobodyAsks() {
    assertEquals(0, split(.25, 2).late().length);
    assertEquals(ROWS / 4, split(.25, 2).heldOut().length);
    assertEquals(0, split(0, 0).late().length);
  }

  @Test
  void unseenRowsAreSpreadEvenlyOverHowFarOutRowsAre() {
    int n = 400;
    Random random = new Random(3);
    double[][] rows = new double[n][];
    // One in ten is far out, where rows are far from each other.
    Arrays.setAll(
        rows,
        r -> new double[] {random.nextGaussian() + (r % 10 == 0 ? (r - 195) * 10 : 0), r % 2});
    Table table = new Table(table().schema(), rows);
    RowWeights weights = RowWeights.equal(n);
    ConditionColumns columns = ConditionColumns.of(table, List.of("c"), weights);
    int[] often = new int[n];
    int seeds = 200;
    for (int seed = 0; seed < seeds; seed++) {
      int[] late = RowSplit.of(table, weights, columns, 0, 4, seed).late();
      assertEquals(n / 4, late.length);
      assertEquals(10, Arrays.stream(late).filter(r -> r % 10 == 0).count(), 1);
      Arrays.stream(late).forEach(r -> often[r]++);
    }
    for (int r = 0; r < n; r++) {
      assertEquals(.25, often[r] / (double) seeds, .15, "any row with the same chance");
    }
  }
}
