package org.cdrl.tribuo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.columns.FeatureColumns;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;

/**
 * Between examples and rows of a model's table.
 *
 * @param features that are the first columns
 * @param conditioning of the outputs
 * @param outputColumns that outputs are, behind those of the features
 * @param schema of the table
 */
record ExampleRows<T extends Output<T>>(
    FeatureColumns features,
    Conditioning<T> conditioning,
    List<Column> outputColumns,
    Schema schema) {
  /**
   * Checks the columns.
   *
   * @throws IllegalArgumentException if the parts do not fit together
   */
  ExampleRows {
    List<Column> columns = new ArrayList<>(features.columns());
    columns.addAll(outputColumns);
    boolean fit = columns.size() == schema.size();
    for (int c = 0; fit && c < columns.size(); c++) {
      fit = columns.get(c).sameAs(schema.column(c));
    }
    if (!fit) {
      throw new IllegalArgumentException(
          "The table has the columns "
              + schema.names()
              + ", but features and outputs are "
              + columns.stream().map(Column::name).toList()
              + ", or of other kinds or labels");
    }
  }

  /**
   * Examples with their outputs as rows.
   *
   * @param missing columns whose cells are missing where an example has no feature of theirs
   */
  Table of(List<Example<T>> examples, Set<String> missing) {
    return rows(examples, missing, true);
  }

  /** Examples as rows whose outputs are missing. */
  Table withoutOutputs(List<Example<T>> examples) {
    return rows(examples, Set.of(), false);
  }

  private Table rows(List<Example<T>> examples, Set<String> missing, boolean withOutputs) {
    double[][] rows = new double[examples.size()][];
    boolean[][] unknown = new boolean[rows.length][];
    for (int n = 0; n < rows.length; n++) {
      double[] row = Arrays.copyOf(features.cells(examples.get(n), missing), schema.size());
      Arrays.fill(row, features.size(), row.length, Double.NaN);
      if (withOutputs) {
        double[] output = conditioning.cells(examples.get(n).getOutput(), outputColumns);
        System.arraycopy(output, 0, row, features.size(), output.length);
      }
      rows[n] = row;
      boolean[] ofFeatures = features.unknown(examples.get(n), row);
      unknown[n] = ofFeatures == null ? null : Arrays.copyOf(ofFeatures, row.length);
    }
    return new Table(schema, rows, unknown);
  }

  /** A row as an example with its output. */
  Example<T> example(double[] row) {
    requireNames();
    List<Feature> ofRow = features.features(row);
    double[] output = Arrays.copyOfRange(row, features.size(), row.length);
    Example<T> example = new ArrayExample<>(conditioning.output(output, outputColumns));
    example.addAll(ofRow);
    return example;
  }

  /**
   * An example with what it lacks: an ArrayExample, whatever the class of the other one, which may
   * not hold all values.
   *
   * @param before its row, NaN where something is missing
   * @param after the row filled in
   */
  Example<T> completed(Example<T> example, double[] before, double[] after) {
    Example<T> more = new ArrayExample<>(example);
    for (int c = 0; c < features.size(); c++) {
      if (Double.isNaN(before[c])) {
        features
            .feature(c, after[c])
            .ifPresent(
                feature -> {
                  if (more.lookup(feature.getName()) == null) {
                    more.add(feature);
                  } else {
                    more.set(feature);
                  }
                });
      }
    }
    return more;
  }

  /**
   * Fails if the names of features are hashed.
   *
   * @throws IllegalStateException saying what is possible all the same
   */
  void requireNames() {
    if (features.areHashed()) {
      throw new IllegalStateException(
          "The names of this model's features are hashed, so that it can predict and score, but not"
              + " draw, fill in, write or compose examples; train without a HashingTrainer");
    }
  }
}
