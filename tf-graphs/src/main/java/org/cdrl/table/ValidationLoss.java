package org.cdrl.table;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.cdrl.CdrlModel;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.metrics.EnergyDistance;
import org.cdrl.table.data.Table;
import org.cdrl.value.Condition;

/**
 * How far what a model draws is from rows that it was not trained on: their energy distance, with
 * the held-out rows' own conditions, as marks, on both sides. Unlike the energy gap it tells good
 * models from bad ones, and copies of training rows do not please it more than new ones.
 *
 * @param heldOut rows of the table
 * @param seed of drawing, the same at every look, so that looks compare
 */
record ValidationLoss(Table heldOut, ConditionColumns columns, TableEncoding encoding, long seed)
    implements ToDoubleFunction<CdrlModel> {
  private static final int DRAWN = 4096;

  @Override
  public double applyAsDouble(CdrlModel model) {
    double[][] rows = heldOut.rows();
    List<Condition> given = Arrays.stream(rows).map(columns::condition).toList();
    float[][] drawn =
        model.sampler().seed(seed).given(n -> given.get((int) (n % given.size()))).draw(DRAWN);
    for (int n = 0; n < drawn.length; n++) {
      double[] cells = encoding.decode(drawn[n], true);
      drawn[n] = marked(encoding.encode(cells), rows[n % rows.length]);
    }
    float[][] real = new float[rows.length][];
    for (int n = 0; n < real.length; n++) {
      real[n] = marked(encoding.encode(columns.dataCells(rows[n])), rows[n]);
    }
    return EnergyDistance.between(drawn, real);
  }

  /** A point and its conditions; what is missing is 0. */
  private float[] marked(float[] point, double[] row) {
    float[] marked = Arrays.copyOf(point, point.length + columns.width());
    for (int c = 0; c < point.length; c++) {
      marked[c] = Float.isNaN(marked[c]) ? 0 : marked[c];
    }
    columns.mark(row, marked, point.length);
    return marked;
  }
}
