package org.cdrl.table.rules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.table.data.Schema;

/**
 * Cells of some columns occur only together as they did in training.
 *
 * @param columns in the order in which they are trusted
 * @param deciding how many of the columns, from the first on, together decide the others; 0 if none
 *     do
 * @param seen cells that went together, [combinations][columns], increasing in the first column;
 *     NaN for what is not known
 * @param counts training rows of each
 */
public record Combinations(int[] columns, int deciding, double[][] seen, double[] counts)
    implements Rule {
  /**
   * What goes together in some rows; rows with a gap do not count. Of a function whose rows differ,
   * what most of them have counts.
   */
  static Combinations of(double[][] rows, int[] columns, int deciding) {
    Map<List<Double>, Double> found = new LinkedHashMap<>();
    for (double[] row : rows) {
      if (Arrays.stream(columns).noneMatch(c -> Double.isNaN(row[c]))) {
        List<Double> cells =
            Arrays.stream(columns).mapToObj(c -> row[c] + 0.).collect(Collectors.toList());
        found.merge(cells, 1., Double::sum);
      }
    }
    Map<List<Double>, Double> most = new LinkedHashMap<>();
    found.forEach((cells, count) -> most.merge(cells.subList(0, deciding), count, Math::max));
    Map<List<Double>, List<Double>> first = new LinkedHashMap<>();
    found.forEach(
        (cells, count) -> {
          if (count.equals(most.get(cells.subList(0, deciding)))) {
            first.putIfAbsent(cells.subList(0, deciding), cells);
          }
        });
    List<List<Double>> kept =
        found.keySet().stream()
            .filter(cells -> deciding == 0 || first.get(cells.subList(0, deciding)) == cells)
            .sorted(Comparator.comparing(cells -> cells.get(0)))
            .toList();
    return new Combinations(
        columns,
        deciding,
        kept.stream()
            .map(cells -> cells.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new),
        kept.stream().mapToDouble(found::get).toArray());
  }

  /** Whether some columns decide the others. */
  public boolean isFunction() {
    return deciding > 0;
  }

  /** The columns that decide. */
  int[] keys() {
    return Arrays.copyOf(columns, deciding);
  }

  @Override
  public int[] decides() {
    return Arrays.copyOfRange(columns, deciding, columns.length);
  }

  @Override
  public boolean obeys(double[] row) {
    boolean meant = false;
    int first = columns[0];
    boolean known = !Double.isNaN(row[first]);
    for (int n = known ? begin(row[first]) : 0;
        n < seen.length && !(known && seen[n][0] != row[first]);
        n++) {
      boolean alike = fits(seen[n], row, deciding);
      meant |= alike;
      if (alike && fits(seen[n], row, columns.length)) {
        return true;
      }
    }
    // Of what was never seen, a function tells nothing.
    return isFunction() && !meant || Arrays.stream(columns).allMatch(c -> Double.isNaN(row[c]));
  }

  /** Whether the first cells are a row's, as far as they are there. */
  private boolean fits(double[] cells, double[] row, int first) {
    for (int k = 0; k < first; k++) {
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
    return isFunction()
        ? String.join(", ", names.subList(0, deciding))
            + " -> "
            + String.join(", ", names.subList(deciding, names.size()))
        : String.join(" & ", names);
  }

  @Override
  public void derive(double[] row, ColumnValues values) {
    if (concerns(row)) {
      return;
    }
    double[] common = null;
    for (double[] cells : seen) {
      if (fits(cells, row, columns.length)) {
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
      Set<Integer> first = new HashSet<>();
      for (int k = 0; k < Math.max(1, deciding); k++) {
        first.add(columns[k]);
      }
      choose(row, c -> row.isGiven(c) || first.contains(c));
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
        left = k < deciding && unseen ? alike(left, k, row) : with(left, k, row.cell(columns[k]));
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

  /** Whether the cells of the columns that decide are there, but never were together. */
  private boolean isUnseen(RowDraft row) {
    double[] cells = row.cells();
    if (Arrays.stream(keys()).anyMatch(c -> Double.isNaN(cells[c]))) {
      return false;
    }
    double first = cells[columns[0]];
    for (int n = begin(first); n < seen.length && seen[n][0] == first; n++) {
      if (fits(seen[n], cells, deciding)) {
        return false;
      }
    }
    return isFunction();
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

  /** What one of its columns may have, given what the others may. */
  List<Double> cells(int column, Domains domains) {
    int at =
        IntStream.range(0, columns.length).filter(k -> columns[k] == column).findAny().orElse(-1);
    return at < 0
        ? List.of()
        : Arrays.stream(seen)
            .filter(cells -> isIn(cells, domains))
            .map(cells -> cells[at])
            .toList();
  }

  private boolean isIn(double[] cells, Domains domains) {
    for (int k = 0; k < columns.length; k++) {
      if (!domains.has(columns[k], cells[k])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void narrow(Domains domains) {
    boolean decided = isFunction() && Arrays.stream(keys()).allMatch(domains::isDecided);
    if (decided && Arrays.stream(seen).noneMatch(cells -> isKey(cells, domains))) {
      return;
    }
    double[] low = new double[columns.length];
    double[] high = new double[columns.length];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    for (double[] cells : seen) {
      if (isIn(cells, domains)) {
        for (int k = 0; k < columns.length; k++) {
          low[k] = Math.min(low[k], cells[k]);
          high[k] = Math.max(high[k], cells[k]);
        }
      }
    }
    for (int k = 0; k < columns.length; k++) {
      domains.keep(columns[k], low[k], high[k]);
    }
  }

  private boolean isKey(double[] cells, Domains domains) {
    return IntStream.range(0, deciding).allMatch(k -> domains.has(columns[k], cells[k]));
  }
}
