package org.cdrl.weka.learning;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.table.AnomalyScorer;
import org.cdrl.table.Imputer;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import weka.core.Instance;
import weka.core.Utils;

/**
 * Predicts the class of rows by a model.
 *
 * @param detects whether the model tells the normal from anomalies
 * @param contamination share of normal rows that may be called anomalous
 * @param draws whose mean is the prediction of a numeric class
 * @param seed of the draws
 */
public record ClassPredictor(
    LearnedModel model, boolean detects, double contamination, int draws, int seed) {
  /**
   * The class distributions of rows; of a numeric class the value.
   *
   * @return [rows][classes], or [rows][1]
   */
  public double[][] distributions(List<Instance> rows) {
    int classIndex = classIndex();
    double[][] cells = new double[rows.size()][];
    for (int r = 0; r < cells.length; r++) {
      cells[r] = model.columns().cells(rows.get(r));
      // Where anomalies are told, all rows that were learned had the first class value, and a
      // missing one would be an anomaly.
      cells[r][classIndex] = detects ? 0 : Double.NaN;
    }
    Table table = new Table(model.columns().schema(), cells);
    Column ofClass = model.columns().schema().column(classIndex);
    if (detects) {
      return anomalies(table);
    }
    return ofClass.isNumeric()
        ? means(table, classIndex)
        : model.table().classifier(ofClass.name()).probabilities(table);
  }

  private int classIndex() {
    return model.columns().header().classIndex();
  }

  private double[][] means(Table table, int classIndex) {
    Imputer.Imputation filled =
        model.table().imputer().draws(draws).seed(seed).alike(true).conditions(false).fill(table);
    return IntStream.range(0, table.size())
        .mapToDouble(row -> filled.means()[row][classIndex])
        .mapToObj(mean -> new double[] {model.columns().value(classIndex, mean)})
        .toArray(double[][]::new);
  }

  /** Half at the threshold; from there to 0 and 1 so slowly that ranks are kept far out. */
  private double[][] anomalies(Table table) {
    AnomalyScorer scorer = model.table().anomalies();
    double threshold = scorer.threshold(1 - contamination);
    boolean second = model.columns().header().numClasses() > 1;
    return Arrays.stream(scorer.score(table).scores())
        .mapToObj(
            score -> {
              double beyond = score - threshold;
              double p = .5 + .5 * beyond / (1 + Math.abs(beyond));
              return second ? new double[] {1 - p, p} : new double[] {beyond > 0 ? 0 : 1};
            })
        .toArray(double[][]::new);
  }

  /** What is predicted, and from what, for people. */
  public String describe() {
    boolean unseen = model.table().calibratedOnUnseen();
    if (detects) {
      return "what is anomalous: the threshold is at "
          + Utils.doubleToString(100 * (1 - contamination), 1)
          + (unseen
              ? " % of rows like those of training"
              : " % of the training rows, which is too low for others");
    }
    return model.columns().header().classAttribute().isNominal()
        ? "classes from energies, calibrated on "
            + (unseen ? "held-out rows" : "training rows, which makes probabilities too sure")
        : "the mean of " + draws + " draws of the class";
  }
}
