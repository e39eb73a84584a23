package org.cdrl.examples.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.cdrl.quality.Standard;
import org.cdrl.table.data.Table;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Ridge regressions of every column on all others: of numbers, or of one number per label that is 1
 * for it and 0 else.
 *
 * @param random null for predictions as they are, and the label with the largest (ICE); else the
 *     value of one of the five rows whose predictions are nearest, by a regression on a bootstrap
 *     sample, and a label drawn by the predictions (MICE with predictive mean matching)
 */
record ChainedRegressions(Random random) implements Chained.Learner {
  private static final int ROUNDS = 10;
  private static final double RIDGE = 1e-2;
  private static final int DONORS = 5;

  /** Fills in. */
  static Table fill(Table gaps, Random random) {
    Table filled = SimpleFilling.means(gaps);
    for (int round = 0; round < ROUNDS; round++) {
      filled = Chained.round(gaps, filled, new ChainedRegressions(random));
    }
    return filled;
  }

  @Override
  public double[] fill(Table filled, int column, int[] known, int[] open) {
    double[][] x = inputs(filled, column);
    double[] cells = filled.column(column);
    int[] used =
        random == null
            ? known
            : IntStream.range(0, known.length)
                .map(n -> known[random.nextInt(known.length)])
                .toArray();
    if (!filled.schema().column(column).isNumeric()) {
      int labels = filled.schema().column(column).labels().size();
      double[][] scores = new double[labels][];
      for (int l = 0; l < labels; l++) {
        int label = l;
        scores[l] = predicted(x, used, r -> cells[r] == label ? 1 : 0);
      }
      return Arrays.stream(open).mapToDouble(r -> label(scores, r)).toArray();
    }
    double[] predicted = predicted(x, used, r -> cells[r]);
    if (random == null) {
      return Arrays.stream(open).mapToDouble(r -> predicted[r]).toArray();
    }
    int[] donors =
        Arrays.stream(known)
            .boxed()
            .sorted(Comparator.comparingDouble(r -> predicted[r]))
            .mapToInt(Integer::intValue)
            .toArray();
    return Arrays.stream(open)
        .mapToDouble(r -> cells[donor(donors, predicted, predicted[r])])
        .toArray();
  }

  private double label(double[][] scores, int row) {
    double total = 0;
    int most = 0;
    for (int l = 0; l < scores.length; l++) {
      total += Math.max(0, scores[l][row]);
      most = scores[l][row] > scores[most][row] ? l : most;
    }
    if (random == null || total == 0) {
      return most;
    }
    double left = random.nextDouble() * total;
    for (int l = 0; l < scores.length; l++) {
      left -= Math.max(0, scores[l][row]);
      if (left < 0) {
        return l;
      }
    }
    return most;
  }

  /** One of the rows whose predictions are nearest, of rows in the order of their predictions. */
  private int donor(int[] donors, double[] predicted, double wanted) {
    double[] sorted = Arrays.stream(donors).mapToDouble(r -> predicted[r]).toArray();
    int found = Arrays.binarySearch(sorted, wanted);
    int high = found < 0 ? -found - 1 : found;
    int low = high;
    while (high - low < Math.min(DONORS, donors.length)) {
      boolean left =
          high == donors.length || low > 0 && wanted - sorted[low - 1] <= sorted[high] - wanted;
      if (left) {
        low--;
      } else {
        high++;
      }
    }
    return donors[low + random.nextInt(high - low)];
  }

  private static double[] predicted(double[][] x, int[] used, IntToDoubleFunction target) {
    int width = x[0].length;
    DMatrixRMaj a = CommonOps_DDRM.identity(width);
    CommonOps_DDRM.scale(RIDGE * used.length, a);
    DMatrixRMaj b = new DMatrixRMaj(width, 1);
    double mean = Arrays.stream(used).mapToDouble(target).average().orElse(0);
    for (int r : used) {
      double y = target.applyAsDouble(r) - mean;
      for (int i = 0; i < width; i++) {
        b.data[i] += x[r][i] * y;
        for (int j = 0; j < width; j++) {
          a.data[i * width + j] += x[r][i] * x[r][j];
        }
      }
    }
    DMatrixRMaj weights = new DMatrixRMaj(width, 1);
    CommonOps_DDRM.solve(a, b, weights);
    double[] predicted = new double[x.length];
    for (int r = 0; r < x.length; r++) {
      predicted[r] = mean;
      for (int i = 0; i < width; i++) {
        predicted[r] += x[r][i] * weights.data[i];
      }
    }
    return predicted;
  }

  /** All other columns, standardised; labels as ones and zeros. */
  private static double[][] inputs(Table table, int without) {
    List<double[]> columns = new ArrayList<>();
    for (int c = 0; c < table.schema().size(); c++) {
      double[] cells = table.column(c);
      if (c == without) {
        continue;
      }
      if (table.schema().column(c).isNumeric()) {
        columns.add(Standard.of(cells).scaled(cells));
      } else {
        for (int l = 1; l < table.schema().column(c).labels().size(); l++) {
          int label = l;
          double[] hot = Arrays.stream(cells).map(cell -> cell == label ? 1 : 0).toArray();
          columns.add(Standard.of(hot).scaled(hot));
        }
      }
    }
    double[][] x = new double[table.size()][columns.size()];
    for (int k = 0; k < columns.size(); k++) {
      for (int r = 0; r < x.length; r++) {
        x[r][k] = columns.get(k)[r];
      }
    }
    return x;
  }
}
