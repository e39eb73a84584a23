package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Finds columns that are the product of two others, with a constant factor of few decimals. The
 * constant is what it is in the row where the factors are largest; a few rows have to confirm it,
 * then all. Both factors have to matter: rows must break the rule where either is shuffled.
 */
final class ProductSearch {
  private static final int SAMPLE = 200;
  private static final int DECIMALS = 6;

  /** What doubles lose in a product, as a share of it. */
  private static final double ROUNDING = 1e-9;

  /** Pairs of factors that are looked at, so that wide tables take no longer. */
  private static final int MOST_PAIRS = 10_000;

  private final RuleSearch search;
  private final double[][] rows;

  /** Row by row of the sample, [columns][rows]. */
  private final double[][] sample;

  private final double[] spread;
  private final double[] tolerances;

  ProductSearch(RuleSearch search) {
    this.search = search;
    rows = search.table().rows();
    int[] some = search.sample(SAMPLE);
    sample = new double[search.schema().size()][];
    spread = new double[sample.length];
    tolerances = new double[sample.length];
    for (int c = 0; c < sample.length; c++) {
      int column = c;
      sample[c] = Arrays.stream(some).mapToDouble(r -> rows[r][column]).toArray();
      tolerances[c] = tolerance(rows, search.values(), c);
      double mean = known(sample[c]).average().orElse(0);
      spread[c] = Math.sqrt(known(sample[c]).map(x -> (x - mean) * (x - mean)).average().orElse(0));
    }
  }

  private static DoubleStream known(double[] cells) {
    return Arrays.stream(cells).filter(x -> !Double.isNaN(x));
  }

  List<Product> found() {
    int[] numbers =
        IntStream.range(0, sample.length)
            .filter(c -> search.schema().column(c).isNumeric() && spread[c] > 0)
            .toArray();
    List<Product> found = new ArrayList<>();
    int pairs = 0;
    for (int i = 0; i < numbers.length; i++) {
      for (int j = i + 1; j < numbers.length && pairs < MOST_PAIRS; j++, pairs++) {
        int first = numbers[i];
        int second = numbers[j];
        int largest = largest(first, second);
        for (int total : numbers) {
          boolean apart = total != first && total != second;
          Product product = apart ? product(total, first, second, largest) : null;
          if (product != null && isConfirmed(product)) {
            found.add(product);
          }
        }
      }
    }
    return found;
  }

  /** The row of the sample in which the factors are largest; -1 if they are never there. */
  private int largest(int... columns) {
    int largest = -1;
    double most = 0;
    for (int r = 0; r < sample[0].length; r++) {
      double size = 1;
      for (int c : columns) {
        size *= sample[c][r];
      }
      if (Math.abs(size) > most) {
        most = Math.abs(size);
        largest = r;
      }
    }
    return largest;
  }

  /** What a row says, if the others of the sample agree; else null. */
  private Product product(int total, int first, int second, int row) {
    int largest =
        row >= 0 && Double.isNaN(sample[total][row]) ? largest(first, second, total) : row;
    if (largest < 0 || sample[total][largest] == 0) {
      return null;
    }
    double most = Math.abs(sample[first][largest] * sample[second][largest]);
    double exact = sample[total][largest] / (sample[first][largest] * sample[second][largest]);
    double tolerance = tolerances[total];
    double unit = 1;
    for (int decimals = 0; decimals <= DECIMALS; decimals++, unit *= 10) {
      double weight = Math.rint(exact * unit) / unit;
      boolean near = Math.abs(weight - exact) * most <= tolerance;
      if (weight != 0 && near) {
        Product product = new Product(total, first, second, weight, tolerance);
        return agrees(product) ? product : null;
      }
    }
    return null;
  }

  /**
   * Whether the rows of the sample obey, but for a few, and say more than the weight's digits do.
   */
  private boolean agrees(Product product) {
    int breaking = 0;
    int most = (int) (2 * (1 - RuleSearch.MOST) * sample[0].length);
    for (int r = 0; r < sample[0].length && breaking <= most; r++) {
      double value = product.weight() * sample[product.first()][r] * sample[product.second()][r];
      breaking += Math.abs(value - sample[product.total()][r]) > product.tolerance() ? 1 : 0;
    }
    double explained = Math.log10(spread[product.total()] / product.tolerance());
    return breaking <= most && explained >= Math.max(1, SumFit.digits(product.weight()));
  }

  private boolean isConfirmed(Product product) {
    boolean marks =
        IntStream.of(product.columns())
            .allMatch(c -> known(sample[c]).allMatch(x -> x == 0 || x == 1));
    long[] count = search.count(product);
    return !marks
        && count[1] >= RuleSearch.MOST * count[0]
        && search.hasEvidence(product, product.first())
        && search.hasEvidence(product, product.second());
  }

  /** How far a product may be off because its column is rounded. */
  static double tolerance(double[][] rows, ColumnValues values, int total) {
    double largest = 0;
    for (double[] row : rows) {
      largest = Math.abs(row[total]) > largest ? Math.abs(row[total]) : largest;
    }
    return values.step(total) / 2 + ROUNDING * largest;
  }
}
