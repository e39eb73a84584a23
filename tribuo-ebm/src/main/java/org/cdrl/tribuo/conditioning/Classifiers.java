package org.cdrl.tribuo.conditioning;

import org.cdrl.table.RowClassifier;
import org.cdrl.table.TableModel;

/** A model's classifiers. */
final class Classifiers {
  private Classifiers() {}

  /**
   * The classifier of a condition.
   *
   * @throws IllegalStateException if the model was not calibrated, saying what to do
   */
  static RowClassifier of(TableModel model, String column) {
    try {
      return model.classifier(column);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "The model cannot predict \""
              + column
              + "\", for its training ended before probabilities were calibrated: train it again."
              + " It can sample, impute and score as it is",
          e);
    }
  }
}
