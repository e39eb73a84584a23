package org.cdrl.tribuo.source;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.cdrl.table.data.Schema;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.classification.Label;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.MultiLabelFactory;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * Makes outputs of the cells of rows.
 *
 * @param from where rows come from, for errors
 * @param factory of the outputs
 * @param schema of the rows
 * @param columns positions of those that become outputs; none for events that are all expected, and
 *     outputs that are all unknown
 */
record OutputCells<T extends Output<T>>(
    String from, OutputFactory<T> factory, Schema schema, int[] columns) {
  private static final Set<String> YES = Set.of("true", "yes", "1", "t", "y");

  /**
   * The output of a row; unknown if a cell of it is missing.
   *
   * @param row its number, from 0
   * @param cells of all columns
   * @param texts of all columns
   * @throws IOException if the cells make no output, saying why
   */
  @SuppressWarnings("unchecked") // each factory makes the outputs that are made in its place
  T output(int row, double[] cells, String[] texts) throws IOException {
    for (int column : columns) {
      if (Double.isNaN(cells[column])) {
        return factory.getUnknownOutput();
      }
    }
    if (columns.length == 0) {
      return factory instanceof AnomalyFactory
          ? (T) AnomalyFactory.EXPECTED_EVENT.copy()
          : factory.getUnknownOutput();
    }
    if (factory instanceof RegressionFactory) {
      return (T) targets(cells);
    }
    if (columns.length == 1) {
      return single(row, texts[columns[0]]);
    }
    if (factory instanceof MultiLabelFactory) {
      return (T) labels(texts);
    }
    throw new IOException(
        "Outputs of "
            + factory.getClass().getSimpleName()
            + " need one column, not "
            + String.join(", ", names()));
  }

  private Regressor targets(double[] cells) throws IOException {
    String[] names = names();
    double[] values = new double[names.length];
    for (int k = 0; k < values.length; k++) {
      if (!schema.column(columns[k]).isNumeric()) {
        throw new IOException(from + ": the target \"" + names[k] + "\" is no column of numbers");
      }
      values[k] = cells[columns[k]];
    }
    return new Regressor(names, values);
  }

  private T single(int row, String text) throws IOException {
    try {
      return factory.generateOutput(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          from + ", row " + (row + 1) + ", column \"" + names()[0] + "\": " + e.getMessage(), e);
    }
  }

  private MultiLabel labels(String[] texts) {
    String[] names = names();
    Set<Label> labels = new HashSet<>();
    for (int k = 0; k < columns.length; k++) {
      if (YES.contains(texts[columns[k]].toLowerCase(Locale.ROOT))) {
        labels.add(new Label(names[k]));
      }
    }
    return new MultiLabel(labels);
  }

  private String[] names() {
    String[] names = new String[columns.length];
    for (int k = 0; k < names.length; k++) {
      names[k] = schema.column(columns[k]).name();
    }
    return names;
  }
}
