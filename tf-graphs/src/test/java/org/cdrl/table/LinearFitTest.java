package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;
import org.junit.jupiter.api.Test;

/** Straight lines between numbers, between logarithms, and between nothing. */
class LinearFitTest {
  private static final double GAP = Double.NaN;

  private static LinearFit fit(Table table) {
    ConditionColumns columns =
        ConditionColumns.of(table, List.of(), RowWeights.equal(table.size()));
    return LinearFit.of(columns, TableEncoding.of(table), table.rows(), 1);
  }

  private static Table table(int n, int columns, Function<Random, double[]> row) {
    Random random = new Random(2);
    double[][] rows = new double[n][];
    Arrays.setAll(rows, r -> row.apply(random));
    Column[] all = new Column[columns];
    Arrays.setAll(all, c -> Column.real("c" + c));
    return new Table(new Schema(List.of(all)), rows);
  }

  private static double skewed(Random random) {
    return Math.exp(1.5 * random.nextGaussian());
  }

  @Test
  void totalsOfSkewedPartsAreSumsOfNumbers() {
    Table parts =
        table(
            150,
            3,
            random -> {
              double a = skewed(random);
              double b = skewed(random);
              return new double[] {a, b, a + b};
            });
    LinearFit fit = fit(parts);
    assertTrue(Arrays.stream(fit.weights()).allMatch(w -> w < .1), Arrays.toString(fit.weights()));
    assertEquals(.03, fit.plain(), "the total follows from the parts");
    double[] expected = fit.fit(parts.rows()).expect(new double[] {1, 2, GAP})[2];
    assertEquals(3, expected[0], .15);
  }

  @Test
  void powersOfSkewedNumbersAreStraightLinesOfCoordinates() {
    Table powers =
        table(
            400,
            2,
            random -> {
              double a = skewed(random);
              return new double[] {a, Math.sqrt(a)};
            });
    double[] weights = fit(powers).weights();
    assertTrue(Arrays.stream(weights).allMatch(w -> w > .9), Arrays.toString(weights));
  }

  @Test
  void whereLittleFollowsShrinkageStaysAsItIs() {
    Table noise = table(60, 12, random -> random.doubles(12, -1, 1).toArray());
    LinearFit fit = fit(noise);
    assertEquals(1, fit.coded());
    assertEquals(1, fit.plain());
  }
}
