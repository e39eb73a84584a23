package org.cdrl.internal.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;
import org.junit.jupiter.api.Test;

class MarginCorrectionTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.real("normal"),
              Column.real("with gaps"),
              Column.categorical("label", List.of("a", "b", "c"))));

  private final Random random = new Random(1);

  private final Table table =
      new Table(
          SCHEMA,
          random
              .ints(3000, 0, 3)
              .mapToObj(
                  label ->
                      new double[] {
                        random.nextGaussian(),
                        label == 0 ? Double.NaN : Math.exp(random.nextGaussian()),
                        label
                      })
              .toArray(double[][]::new));

  private final TableEncoding encoding = TableEncoding.of(table);

  private final float[][] training =
      Arrays.stream(table.rows()).map(row -> encoding.scatter(row, random)).toArray(float[][]::new);

  /** Points like those of training, but too narrow, too high, and anything where missing. */
  private float[][] drawn() {
    float[][] drawn = Arrays.stream(training).map(float[]::clone).toArray(float[][]::new);
    for (float[] x : drawn) {
      x[0] = .8f * x[0] + .1f;
      x[1] = Float.isNaN(x[1]) ? 30 : .5f * x[1] - 1;
    }
    return drawn;
  }

  @Test
  void quantilesOfDrawnRowsBecomeThoseOfTrainingRows() {
    float[][] drawn = drawn();
    MarginCorrection correction =
        MarginCorrection.of(encoding, drawn, training, RowWeights.equal(training.length));
    float[] before = drawn[0].clone();
    for (int r = 0; r < drawn.length; r++) {
      correction.apply(drawn[r]);
      assertEquals(training[r][0], drawn[r][0], .02 + .05 * Math.abs(training[r][0]));
      if (!Float.isNaN(training[r][1])) {
        assertEquals(training[r][1], drawn[r][1], .02 + .05 * Math.abs(training[r][1]));
      }
    }
    assertArrayEquals(
        Arrays.copyOfRange(before, 2, before.length),
        Arrays.copyOfRange(drawn[0], 2, before.length),
        "labels, and whether cells are missing, stay");
  }

  @Test
  void rowsCountAsTheirWeightSays() {
    double[] weights = new double[training.length];
    for (int r = 0; r < weights.length; r++) {
      weights[r] = training[r][0] < 0 ? 0 : 1;
    }
    float[][] drawn = drawn();
    MarginCorrection correction =
        MarginCorrection.of(encoding, drawn, training, RowWeights.of(weights));
    int low = 0;
    for (float[] x : drawn) {
      correction.apply(x);
      low += x[0] < 0 ? 1 : 0;
    }
    assertTrue(low < 20, low + " of 3000 below 0, where no row counts");
  }

  @Test
  void orderStays() {
    MarginCorrection correction =
        MarginCorrection.of(encoding, drawn(), training, RowWeights.equal(training.length));
    float last = Float.NEGATIVE_INFINITY;
    for (float z = -20; z < 20; z += .001f) {
      float[] x = new float[encoding.width()];
      x[0] = z;
      correction.apply(x);
      assertTrue(x[0] >= last);
      last = x[0];
    }
  }
}
