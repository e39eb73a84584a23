package org.cdrl.table.rules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.table.data.Schema;

/**
 * Cells of some columns occur only together as they did in training.
 *
 * @param columns in the order in which they are trusted
 * @param function whether the first decides the others
 * @param seen cells that went together, [combinations][columns], increasing in the first column;
 *     NaN for what is not known
 * @param counts training rows of each
 */
public record Combinations(int[] columns, boolean function, double[][] seen, double[] counts)
    implements Rule {
  /**
   * What goes together in some rows; rows with a gap do not count. Of a function whose rows differ,
   * what most of them have counts.
   */
  static Combinations of(double[][] rows, int[] columns, boolean function) {
    Map<List<Double>, Double> found = new LinkedHashMap<>();
    for (double[] row : rows) {
      if (Arrays.stream(columns).noneMatch(c -> Double.isNaN(row[c]))) {
        List<Double> cells =
            Arrays.stream(columns).mapToObj(c -> row[c] + 0.).collect(Collectors.toList());
        found.merge(cells, 1., Double::sum);
      }
    }
    Map<Double, Double> most = new LinkedHashMap<>();
    found.forEach((cells, count) -> most.merge(cells.get(0), count, Math::max));
    Map<Double, List<Double>> first = new LinkedHashMap<>();
    found.forEach(
        (cells, count) -> {
          if (count.equals(most.get(cells.get(0)))) {
            first.putIfAbsent(cells.get(0), cells);
          }
        });
    List<List<Double>> kept =
        found.keySet().stream()
            .filter(cells -> !function || first.get(cells.get(0)) == cells)
            .sorted(Comparator.comparing(cells -> cells.get(0)))
            .toList();
    return new Combinations(
        columns,
        function,
        kept.stream()
            .map(cells -> cells.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new),
        kept.stream().mapToDouble(found::get).toArray());
  }

  @Override
  public int[] decides() {
    return function ? Arrays.copyOfRange(columns, 1, columns.length) : columns;
  }

  @Override
  public boolean obeys(double[] row) {
    int first = columns[0];
    boolean known = !Double.isNaN(row[first]);
    int from = known ? begin(row[first]) : 0;
    for (int n = from; n < seen.length && !(known && seen[n][0] != row[first]); n++) {
      if (fits(seen[n], row)) {
        return true;
      }
    }
    // Of what was never seen, a function tells nothing.
    return function && known && (from == seen.length || seen[from][0] != row[first])
        || Arrays.stream(columns).allMatch(c -> Double.isNaN(row[c]));
  }

  private boolean fits(double[] cells, double[] row) {
    for (int k = 0; k < columns.length; k++) {
      if (!Double.isNaN(row[columns[k]]) && row[columns[k]] != cells[k]) {
        return false;
      }
    }
    return true;
  }

  /** The first combination whose first cell is not less. */
  private int begin(double cell) {
    int low = 0;
    int high = seen.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (seen[middle][0] < cell) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public String text(Schema schema) {
    List<String> names = Arrays.stream(columns).mapToObj(c -> schema.column(c).name()).toList();
    return function
        ? names.get(0) + " -> " + String.join(", ", names.subList(1, names.size()))
        : String.join(" & ", names);
  }

  @Override
  public void derive(double[] row, ColumnValues values) {
    if (concerns(row)) {
      return;
    }
    double[] common = null;
    for (double[] cells : seen) {
      if (fits(cells, row)) {
        common = common == null ? cells.clone() : common;
        for (int k = 0; k < common.length; k++) {
          common[k] = common[k] == cells[k] ? common[k] : Double.NaN;
        }
      }
    }
    for (int k = 0; common != null && k < common.length; k++) {
      row[columns[k]] = Double.isNaN(row[columns[k]]) ? common[k] : row[columns[k]];
    }
  }

  @Override
  public void back(RowDraft row) {
    choose(row, row::isSettled);
    Arrays.stream(columns).forEach(row::settle);
  }

  @Override
  public void forth(RowDraft row) {
    if (!obeys(row.cells())) {
      choose(row, c -> row.isGiven(c) || c == columns[0]);
    }
  }

  /** Puts the combination that is nearest to a row, of those that have its fixed cells. */
  private void choose(RowDraft row, IntPredicate fixed) {
    boolean unseen = isUnseen(row);
    boolean fits = obeys(row.cells()) && !unseen && isWithin(row);
    if (fits) {
      return;
    }
    int[] left = IntStream.range(0, seen.length).toArray();
    for (int k = 0; k < columns.length; k++) {
      if (fixed.test(columns[k]) && !row.isMissing(columns[k])) {
        left = k == 0 && unseen ? alike(left, k, row) : with(left, k, row.cell(columns[k]));
      }
    }
    int[] inLimits =
        Arrays.stream(left)
            .filter(
                n ->
                    IntStream.range(0, columns.length)
                        .allMatch(
                            k ->
                                fixed.test(columns[k])
                                    || row.isWithinLimits(columns[k], seen[n][k])))
            .toArray();
    left = inLimits.length > 0 ? inLimits : left;
    if (left.length == 0) {
      return;
    }
    for (int k = 0; k < columns.length; k++) {
      if (!fixed.test(columns[k]) && !row.isMissing(columns[k])) {
        left = alike(left, k, row);
      }
    }
    double[] weights = Arrays.stream(left).mapToDouble(n -> counts[n]).toArray();
    double[] cells = seen[left[left.length == 1 ? 0 : row.draw(weights)]];
    for (int k = 0; k < columns.length; k++) {
      if (!fixed.test(columns[k]) && !row.isMissing(columns[k])) {
        row.set(columns[k], cells[k]);
      }
    }
  }

  private boolean isUnseen(RowDraft row) {
    double cell = row.cell(columns[0]);
    int n = begin(cell);
    return !Double.isNaN(cell) && (n == seen.length || seen[n][0] != cell);
  }

  private boolean isWithin(RowDraft row) {
    return Arrays.stream(columns).allMatch(c -> row.isWithinLimits(c, row.cell(c)));
  }

  /** Those with a row's cell in a column; of numbers, if there are none, with the nearest one. */
  private int[] alike(int[] among, int k, RowDraft row) {
    double cell = row.cell(columns[k]);
    int[] agreeing = with(among, k, cell);
    if (agreeing.length > 0) {
      return agreeing;
    }
    return row.values().isNumber(columns[k])
        ? with(
            among,
            k,
            Arrays.stream(among)
                .mapToObj(n -> seen[n][k])
                .min(Comparator.comparing(near -> Math.abs(near - cell)))
                .orElseThrow())
        : among;
  }

  private int[] with(int[] among, int k, double cell) {
    return Arrays.stream(among).filter(n -> seen[n][k] == cell).toArray();
  }
}
