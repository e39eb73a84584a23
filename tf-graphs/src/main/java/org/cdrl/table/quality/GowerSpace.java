package org.cdrl.table.quality;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;

/**
 * Distances between rows of mixed columns, under a reference table. Two rows differ in a column by
 *
 * <ul>
 *   <li>numbers, dates: the difference divided by the range of the reference, so from 0 to 1 within
 *       that range and more beyond it;
 *   <li>labels: 0 if equal, else 1;
 *   <li>missing: 1 from everything, 0 from another missing cell;
 *   <li>a number whose reference has no range: 0 if both or neither are the reference's one value,
 *       else 1.
 * </ul>
 *
 * <p>{@link #distance} adds the differences and {@link #squaredDistance} their squares. These are
 * the L1 distance after min-max scaling and one-hot codes divided by 2, and the squared L2 distance
 * after min-max scaling and one-hot codes divided by the root of 2, without the one-hot codes.
 * Without missing cells both are metrics.
 *
 * <p>Sources: Gower, "A General Coefficient of Similarity and Some of Its Properties", Biometrics
 * 27 (1971), times the number of columns; as used by Jolicoeur-Martineau, Fatras and Kachman,
 * "Generating and Imputing Tabular Data via Diffusion and Flow-based Gradient-Boosted Trees",
 * AISTATS 2024 (L1), and by Kotelnikov, Baranchuk, Rubachev and Babenko, "TabDDPM", ICML 2023 (L2).
 * They say nothing of missing cells.
 */
public final class GowerSpace {
  private static final float NO_LABEL = -1;

  private final Table reference;
  private final int[] numeric;
  private final int[] labelled;
  private final double[] low;
  private final double[] range;

  private GowerSpace(Table reference) {
    this.reference = reference;
    List<Integer> numbers = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int c = 0; c < reference.schema().size(); c++) {
      Column column = reference.schema().column(c);
      (column.isNumeric() ? numbers : labels).add(c);
    }
    numeric = numbers.stream().mapToInt(Integer::intValue).toArray();
    labelled = labels.stream().mapToInt(Integer::intValue).toArray();
    low = new double[numeric.length];
    range = new double[numeric.length];
    for (int k = 0; k < numeric.length; k++) {
      Range of = Range.of(reference.column(numeric[k]));
      low[k] = of.low();
      range[k] = of.width();
    }
  }

  /** The space that a table, usually the training table, spans. */
  public static GowerSpace of(Table reference) {
    return new GowerSpace(reference);
  }

  /**
   * The rows of a table as points of this space; only its distances can read them.
   *
   * @throws IllegalArgumentException if the columns are not those of the reference
   */
  public float[][] points(Table table) {
    SameColumns.require(reference, table);
    float[][] points = new float[table.size()][numeric.length + labelled.length];
    for (int r = 0; r < points.length; r++) {
      double[] row = table.rows()[r];
      for (int k = 0; k < numeric.length; k++) {
        points[r][k] = (float) scaled(row[numeric[k]], k);
      }
      for (int k = 0; k < labelled.length; k++) {
        double cell = row[labelled[k]];
        points[r][numeric.length + k] = Double.isNaN(cell) ? NO_LABEL : (float) cell;
      }
    }
    return points;
  }

  private double scaled(double cell, int k) {
    if (range[k] > 0) {
      return (cell - low[k]) / range[k];
    }
    return Double.isNaN(cell) || cell == low[k] ? cell - low[k] : 1;
  }

  /** The sum of the differences: at least 0, up to the number of columns within the range. */
  public double distance(float[] a, float[] b) {
    float sum = 0;
    for (int k = 0; k < numeric.length; k++) {
      float difference = Math.abs(a[k] - b[k]);
      sum += Float.isNaN(difference) ? missing(a[k], b[k]) : difference;
    }
    return sum + labelsApart(a, b);
  }

  /**
   * The sum of the squared differences: at least 0, up to the number of columns within the range.
   */
  public double squaredDistance(float[] a, float[] b) {
    float sum = 0;
    for (int k = 0; k < numeric.length; k++) {
      float difference = a[k] - b[k];
      sum += Float.isNaN(difference) ? missing(a[k], b[k]) : difference * difference;
    }
    return sum + labelsApart(a, b);
  }

  private int labelsApart(float[] a, float[] b) {
    int apart = 0;
    for (int k = numeric.length; k < a.length; k++) {
      if (a[k] != b[k]) {
        apart++;
      }
    }
    return apart;
  }

  private static float missing(float a, float b) {
    return Float.isNaN(a) && Float.isNaN(b) ? 0 : 1;
  }
}
