package org.cdrl.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cdrl.table.data.Table;
import org.cdrl.value.Attribute;

/**
 * Classifies rows by one of a model's conditions: probabilities of its labels given the other
 * columns. Where rows are drawn as tokens, they are those by which the column is drawn last. Else
 * they come from what the initializer (energies, in models of DRL) and regressions say of the row
 * under every label, calibrated on rows that were not trained on where there were any.
 */
public final class RowClassifier {
  private final TableModel model;
  private final int column;

  /** None where tokens tell. */
  private final Optional<Calibration> calibration;

  private RowClassifier(TableModel model, int column, Optional<Calibration> calibration) {
    this.model = model;
    this.column = column;
    this.calibration = calibration;
  }

  static RowClassifier of(TableModel model, String name) {
    int column = model.schema().indexOf(name);
    if (!model.conditions().has(column)) {
      throw new IllegalArgumentException(
          "Column \""
              + name
              + "\" is not a condition of the model and cannot be predicted; train with it as a"
              + " condition");
    }
    Optional<Calibration> calibration =
        model.parts().calibrations().stream().filter(c -> c.column().equals(name)).findFirst();
    if (calibration.isEmpty() && !isTold(model, column)) {
      throw new IllegalArgumentException(
          "The model cannot classify by column \""
              + name
              + "\": its training ended before probabilities were calibrated, or no row had a label;"
              + " train it again");
    }
    return new RowClassifier(model, column, calibration);
  }

  /** Whether tokens tell the labels of a condition. */
  private static boolean isTold(TableModel model, int column) {
    return !model.parts().tokens().isEmpty() && model.conditions().seenLabels(column).length > 0;
  }

  /** The labels, in the order of {@link #probabilities}. */
  public List<String> labels() {
    return model.schema().column(column).labels();
  }

  /**
   * Probabilities of every label.
   *
   * @param rows of the model's schema; what they have in the condition itself does not count
   * @return [n][labels], each row sums to 1
   */
  public double[][] probabilities(Table rows) {
    return ofLearned(model.learned(rows));
  }

  /** The same of rows with what is learned beside their columns. */
  double[][] ofLearned(Table rows) {
    if (calibration.isEmpty()) {
      return TokenEvidence.of(model).probabilities(rows, column);
    }
    double[][][] features = LabelEvidence.of(model, rows, column).features();
    return Arrays.stream(features).map(calibration.get()::probabilities).toArray(double[][]::new);
  }

  /** The most probable label of every row. */
  public int[] predict(Table rows) {
    return Arrays.stream(probabilities(rows)).mapToInt(RowClassifier::most).toArray();
  }

  /** The position of the largest probability; of the first of several. */
  public static int most(double[] probabilities) {
    int most = 0;
    for (int l = 1; l < probabilities.length; l++) {
      most = probabilities[l] > probabilities[most] ? l : most;
    }
    return most;
  }

  /** The labels of a condition that rows had which the engine was trained on. */
  static int[] known(TableModel model, int column) {
    String name = model.schema().column(column).name();
    List<Long> counts =
        model.engine().attributes().stream()
            .filter(attribute -> attribute.name().equals(name))
            .findFirst()
            .map(Attribute::counts)
            .orElseThrow();
    return IntStream.range(0, counts.size()).filter(label -> counts.get(label) > 0).toArray();
  }
}
