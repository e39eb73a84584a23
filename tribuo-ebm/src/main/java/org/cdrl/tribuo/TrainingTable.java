package org.cdrl.tribuo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.columns.FeatureColumns;
import org.cdrl.tribuo.columns.TableColumns;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.cdrl.tribuo.dataset.SourceDataset;
import org.cdrl.tribuo.dataset.TableRows;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.hash.HashedFeatureMap;

/**
 * A data set as the table that a model learns. Rows of a source that has a table are taken from
 * there, without examples in between.
 *
 * @param features the first columns
 * @param outputs the columns behind them
 * @param rows one per example
 */
record TrainingTable(FeatureColumns features, List<Column> outputs, Table rows) {
  /**
   * The columns that a data set's features are.
   *
   * @throws IllegalArgumentException as {@link FeatureColumns#of}
   */
  static FeatureColumns columns(Dataset<?> data, Absent absent, Map<String, Column.Kind> kinds) {
    return data instanceof SourceDataset<?> lazy && lazy.source() instanceof TableRows table
        ? TableColumns.of(table, absent, kinds)
        : FeatureColumns.of(data, absent, kinds);
  }

  /** What makes more keys, by columns of keys, where the data's source knows. */
  Map<String, KeyMaker> keys(Dataset<?> data) {
    if (!(data instanceof SourceDataset<?> lazy && lazy.source() instanceof TableRows table)) {
      return Map.of();
    }
    Map<String, KeyMaker> keys = new HashMap<>(table.keys());
    keys.keySet()
        .removeIf(
            name ->
                rows.schema().columns().stream()
                    .noneMatch(
                        column -> column.name().equals(name) && column.kind() == Column.Kind.KEY));
    return keys;
  }

  /**
   * The examples as rows.
   *
   * @throws IllegalArgumentException if an output and a feature have the same name, or an example
   *     does not fit the columns
   */
  static <T extends Output<T>> TrainingTable of(
      Dataset<T> data, Conditioning<T> conditioning, FeatureColumns features) {
    List<Column> outputs = conditioning.columns(data.getOutputIDInfo());
    List<Column> columns = new ArrayList<>(features.columns());
    for (Column output : outputs) {
      if (columns.stream().anyMatch(column -> column.name().equals(output.name()))) {
        throw new IllegalArgumentException(
            "The output and a feature are both named \""
                + output.name()
                + "\"; rename one (the column of labels is a setting of LabelConditioning)");
      }
    }
    columns.addAll(outputs);
    double[][] rows = new double[data.size()][];
    if (data instanceof SourceDataset<T> lazy
        && lazy.source() instanceof TableRows table
        && TableColumns.has(table, features)) {
      double[][] cells = TableColumns.cells(table, features);
      for (int n = 0; n < rows.length; n++) {
        rows[n] = join(cells[n], conditioning.cells(lazy.source().output(n), outputs));
      }
    } else {
      int n = 0;
      for (Example<T> example : data) {
        rows[n++] = join(features.cells(example), conditioning.cells(example.getOutput(), outputs));
      }
    }
    return new TrainingTable(features, outputs, new Table(new Schema(columns), rows));
  }

  private static double[] join(double[] cells, double[] output) {
    double[] row = Arrays.copyOf(cells, cells.length + output.length);
    System.arraycopy(output, 0, row, cells.length, output.length);
    return row;
  }

  /**
   * Fails if the names of features are hashed, for a model that another is encoded like.
   *
   * @throws IllegalArgumentException saying what to do
   */
  static void requireNames(Dataset<?> data) {
    if (data.getFeatureIDMap() instanceof HashedFeatureMap) {
      throw new IllegalArgumentException(
          "encodedLike is for models that are composed, which needs the names of features: train"
              + " without a HashingTrainer, or without encodedLike");
    }
  }

  /**
   * Fails unless examples can be learned from.
   *
   * @throws IllegalArgumentException telling what is wrong
   */
  static <T extends Output<T>> void requireTrainable(
      Dataset<T> data, Conditioning<T> conditioning) {
    // First of all, for generics are not checked by OLCUT: another type would fail late and oddly.
    Class<?> found = data.getOutputFactory().getUnknownOutput().getClass();
    if (found != conditioning.outputType()) {
      throw new IllegalArgumentException(
          conditioning.getClass().getSimpleName()
              + " is for "
              + conditioning.outputType().getSimpleName()
              + " outputs, but the data have "
              + found.getSimpleName()
              + "; there are conditionings for Label, MultiLabel, Regressor and Event outputs");
    }
    if (data.size() == 0) {
      throw new IllegalArgumentException("There is nothing to learn from: no examples");
    }
    conditioning.requireTrainable(data);
  }
}
