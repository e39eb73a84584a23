package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;

/**
 * Finds columns whose numbers are never above those of another.
 *
 * <p>Smooth distributions, too, keep a distance that is hardly ever crossed. A rule has an edge:
 * the smallest distances come close to 0, measured by those of the nearest twentieth of the rows.
 * Where a few rows break a rule, as many more lie as close to the edge on its right side.
 */
final class OrderSearch {
  private static final int SAMPLE = 500;
  private static final double NEAREST = .05;

  /** How much closer than the nearest twentieth of the rows the closest one is. */
  private static final double CLOSE = 1. / 3;

  /** Pairs that are looked at in all rows, so that wide tables take no longer. */
  private static final int MOST_PAIRS = 5000;

  private final RuleSearch search;
  private final double[][] sample;

  OrderSearch(RuleSearch search) {
    this.search = search;
    int[] rows = search.sample(SAMPLE);
    sample = new double[search.schema().size()][rows.length];
    for (int c = 0; c < sample.length; c++) {
      for (int r = 0; r < rows.length; r++) {
        sample[c][r] = search.table().rows()[rows[r]][c];
      }
    }
  }

  List<Rule> found() {
    List<Rule> found = new ArrayList<>();
    int pairs = 0;
    for (int a = 0; a < sample.length; a++) {
      for (int b = 0; b < sample.length; b++) {
        if (a != b && pairs < MOST_PAIRS && isPossible(a, b)) {
          pairs++;
          Order order = Order.of(a, b);
          if (hasEdge(a, b) && search.hasEvidence(order, b)) {
            found.add(order);
          }
        }
      }
    }
    return found;
  }

  private boolean isPossible(int a, int b) {
    Column lower = search.schema().column(a);
    Column upper = search.schema().column(b);
    ColumnValues values = search.values();
    boolean comparable =
        lower.isNumeric()
            && upper.isNumeric()
            && (lower.kind() == Column.Kind.DATE_TIME) == (upper.kind() == Column.Kind.DATE_TIME);
    if (!comparable || !(values.most()[a] > values.least()[b])) {
      return false;
    }
    int breaking = 0;
    int most = (int) (2 * (1 - RuleSearch.MOST) * sample[a].length);
    for (int r = 0; r < sample[a].length && breaking <= most; r++) {
      breaking += sample[a][r] > sample[b][r] ? 1 : 0;
    }
    return breaking <= most;
  }

  private boolean hasEdge(int a, int b) {
    double[][] rows = search.table().rows();
    int wrong = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int r = 0; r < rows.length && wrong <= (1 - RuleSearch.MOST) * rows.length; r++) {
      double distance = rows[r][b] - rows[r][a];
      wrong += distance < 0 ? 1 : 0;
      least = distance < least ? distance : least;
    }
    if (wrong > 0) {
      double depth = -least;
      long near =
          Arrays.stream(rows)
              .filter(row -> row[b] - row[a] >= 0 && row[b] - row[a] <= depth)
              .count();
      return wrong <= (1 - RuleSearch.MOST) * rows.length && near >= (long) RuleSearch.EDGE * wrong;
    }
    double[] distances =
        IntStream.range(0, sample[a].length)
            .mapToDouble(r -> sample[b][r] - sample[a][r])
            .filter(distance -> !Double.isNaN(distance))
            .sorted()
            .toArray();
    int n = distances.length;
    double step = Math.max(search.values().step(a), search.values().step(b));
    return n > 0
        && distances[n - 1] > 0
        && least <= Math.max(CLOSE * distances[(int) (NEAREST * n)], step);
  }
}
