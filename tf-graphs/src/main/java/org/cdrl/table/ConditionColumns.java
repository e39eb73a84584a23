package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.value.Condition;
import org.cdrl.value.RowWeights;

/**
 * The columns of a table that are conditions of the model, and which of their values went together
 * in training: rows drawn without a condition get one as frequent as there.
 */
public final class ConditionColumns {
  private final Schema schema;
  private final int[] columns;
  private final int[][] combinations;
  private final long[] counts;
  private final int[] others;

  /**
   * Conditions.
   *
   * @param schema of the whole table
   * @param columns positions of the conditions, increasing
   * @param combinations [combinations][columns] labels that went together, -1 for missing
   * @param counts training rows per combination, those that count more as often as their weight
   *     says
   */
  ConditionColumns(Schema schema, int[] columns, int[][] combinations, long[] counts) {
    this.schema = schema;
    this.columns = columns;
    this.combinations = combinations;
    this.counts = counts;
    others = IntStream.range(0, schema.size()).filter(c -> !has(c)).toArray();
  }

  /**
   * Counts what goes together.
   *
   * @throws IllegalArgumentException if a column is not there, has no labels, or nothing else is
   *     left
   */
  static ConditionColumns of(Table table, List<String> names, RowWeights weights) {
    Schema schema = table.schema();
    int[] columns = names.stream().mapToInt(schema::indexOf).sorted().distinct().toArray();
    for (int c : columns) {
      Column column = schema.column(c);
      if (!column.isCategorical()) {
        throw new IllegalArgumentException(
            "Column \""
                + column.name()
                + "\" is "
                + column.kind()
                + " ("
                + column.reason()
                + ") and cannot be a condition; only categorical and boolean columns can");
      }
    }
    if (columns.length == schema.size()) {
      throw new IllegalArgumentException(
          "Every column is a condition ("
              + String.join(", ", schema.names())
              + "); at least one must be left to learn");
    }
    Map<List<Integer>, Double> seen = new LinkedHashMap<>();
    for (int r = 0; r < table.size(); r++) {
      List<Integer> key = new ArrayList<>();
      for (int c : columns) {
        key.add(label(table.rows()[r][c]));
      }
      seen.merge(key, weights.of(r), Double::sum);
    }
    int[][] combinations =
        seen.keySet().stream()
            .map(key -> key.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    return new ConditionColumns(
        schema,
        columns,
        combinations,
        seen.values().stream().mapToLong(RowWeights::rounded).toArray());
  }

  private static int label(double cell) {
    return Double.isNaN(cell) ? -1 : (int) cell;
  }

  /** Positions of the conditions, increasing. */
  int[] columns() {
    return columns;
  }

  /** Labels that went together in training, [combinations][columns], -1 for missing. */
  int[][] combinations() {
    return combinations;
  }

  /** Training rows per combination, those that count more as often as their weight says. */
  long[] counts() {
    return counts;
  }

  /** Whether a column is a condition. */
  boolean has(int column) {
    return Arrays.binarySearch(columns, column) >= 0;
  }

  /** The names of the conditions, in the schema's order. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (int c : columns) {
      names.add(schema.column(c).name());
    }
    return names;
  }

  /** Positions of the columns that are no conditions. */
  int[] others() {
    return others;
  }

  /** The cells of a row that are no conditions. */
  double[] dataCells(double[] row) {
    return Arrays.stream(others).mapToDouble(c -> row[c]).toArray();
  }

  /** The columns of a table that are no conditions. */
  Table data(Table table) {
    return new Table(
        new Schema(Arrays.stream(others).mapToObj(schema::column).toList()),
        Arrays.stream(table.rows()).map(this::dataCells).toArray(double[][]::new));
  }

  /** The label of every row in one of the conditions, -1 where missing. */
  int[] labels(Table table, int column) {
    return Arrays.stream(table.column(column)).mapToInt(ConditionColumns::label).toArray();
  }

  /**
   * The training rows with each label of a condition, and as the last those without one.
   *
   * @throws IllegalArgumentException if the column is no condition
   */
  public long[] labelCounts(int column) {
    int k = Arrays.binarySearch(columns, column);
    if (k < 0) {
      throw new IllegalArgumentException(
          "Column \"" + schema.column(column).name() + "\" is no condition");
    }
    long[] perLabel = new long[schema.column(column).labels().size() + 1];
    for (int n = 0; n < counts.length; n++) {
      int label = combinations[n][k];
      perLabel[label < 0 ? perLabel.length - 1 : label] += counts[n];
    }
    return perLabel;
  }

  /**
   * Puts labels for those that are missing in a row, as they went together in training with those
   * that are there.
   *
   * @param row of the whole table; only its conditions are read and written
   * @param u decides which, from 0 to below 1
   */
  void complete(double[] row, double u) {
    if (columns.length == 0 || Arrays.stream(columns).noneMatch(c -> Double.isNaN(row[c]))) {
      return;
    }
    long fitting = 0;
    for (int n = 0; n < counts.length; n++) {
      fitting += fits(combinations[n], row) ? counts[n] : 0;
    }
    // Labels that never went together leave the others to their frequencies.
    boolean any = fitting == 0;
    long at = (long) (u * (any ? Arrays.stream(counts).sum() : fitting));
    for (int n = 0; n < counts.length; n++) {
      at -= any || fits(combinations[n], row) ? counts[n] : 0;
      if (at < 0) {
        for (int k = 0; k < columns.length; k++) {
          if (Double.isNaN(row[columns[k]]) && combinations[n][k] >= 0) {
            row[columns[k]] = combinations[n][k];
          }
        }
        return;
      }
    }
  }

  private boolean fits(int[] combination, double[] row) {
    for (int k = 0; k < columns.length; k++) {
      if (!Double.isNaN(row[columns[k]]) && row[columns[k]] != combination[k]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The first rows of an order that can be held out so that every label keeps a row to be learned
   * from; fewer than asked for if there are not as many.
   */
  int[] spared(Table table, int[] order, int count) {
    long[][] left =
        Arrays.stream(columns).mapToObj(c -> rowsPerLabel(table, c)).toArray(long[][]::new);
    return Arrays.stream(order)
        .filter(
            r -> {
              int[] labels = new int[columns.length];
              for (int k = 0; k < columns.length; k++) {
                labels[k] = label(table.rows()[r][columns[k]]);
                if (labels[k] >= 0 && left[k][labels[k]] < 2) {
                  return false;
                }
              }
              for (int k = 0; k < columns.length; k++) {
                left[k][labels[k] < 0 ? left[k].length - 1 : labels[k]]--;
              }
              return true;
            })
        .limit(count)
        .toArray();
  }

  /** The rows with each label of a column, and as the last those without one. */
  private long[] rowsPerLabel(Table table, int column) {
    long[] rows = new long[schema.column(column).labels().size() + 1];
    for (int label : labels(table, column)) {
      rows[label < 0 ? rows.length - 1 : label]++;
    }
    return rows;
  }

  /** The number of marks of a row's conditions: one per label. */
  int width() {
    return Arrays.stream(columns).map(c -> schema.column(c).labels().size()).sum();
  }

  /** Marks the labels of a row with ones. */
  void mark(double[] row, float[] into, int at) {
    mark(row, into, at, 0);
  }

  /**
   * The same with something else in the place of the marks of missing labels.
   *
   * @param open for every label that a missing one may be
   */
  void mark(double[] row, float[] into, int at, float open) {
    int begin = at;
    for (int c : columns) {
      int end = begin + schema.column(c).labels().size();
      Arrays.fill(into, begin, end, Double.isNaN(row[c]) ? open : 0);
      if (!Double.isNaN(row[c])) {
        into[begin + (int) row[c]] = 1;
      }
      begin = end;
    }
  }

  /** The engine's condition of a row: its labels, open where missing or never seen in training. */
  Condition condition(double[] row) {
    Condition condition = Condition.none();
    for (int k = 0; k < columns.length; k++) {
      double label = row[columns[k]];
      if (seen(k, label)) {
        condition = condition.and(schema.column(columns[k]).name(), (int) label);
      }
    }
    return condition;
  }

  /** The labels of a condition that occurred in training. */
  int[] seenLabels(int column) {
    long[] perLabel = labelCounts(column);
    return IntStream.range(0, perLabel.length - 1).filter(l -> perLabel[l] > 0).toArray();
  }

  private boolean seen(int k, double label) {
    for (int[] combination : combinations) {
      if (combination[k] == label) {
        return true;
      }
    }
    return false;
  }

  /**
   * Fails if the column is a condition and this label never occurred in training.
   *
   * @throws IllegalArgumentException naming column and label
   */
  void requireSeen(int column, double label) {
    int k = Arrays.binarySearch(columns, column);
    if (k >= 0 && !seen(k, label)) {
      throw neverSeen(schema.column(column), (int) label);
    }
  }

  static IllegalArgumentException neverSeen(Column column, int label) {
    return new IllegalArgumentException(
        "Column \""
            + column.name()
            + "\" never had the label \""
            + column.labels().get(label)
            + "\" in the training data");
  }

  /** Writes what a concept names into a row, if it names it positively. */
  void name(Condition concept, double weight, double[] row) {
    int[] labels = labels(concept);
    for (int k = 0; k < columns.length; k++) {
      if (weight > 0 && labels[k] >= 0) {
        row[columns[k]] = labels[k];
      }
    }
  }

  /** The label of every condition that a concept names, -1 for others. */
  int[] labels(Condition concept) {
    int[] labels = new int[columns.length];
    for (int k = 0; k < labels.length; k++) {
      Object label = concept.labels().get(schema.column(columns[k]).name());
      labels[k] =
          label == null
              ? -1
              : label instanceof String text
                  ? schema.column(columns[k]).labels().indexOf(text)
                  : (Integer) label;
    }
    return labels;
  }
}
