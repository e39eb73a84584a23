package org.cdrl.quality;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.RandomRows;
import org.cdrl.table.quality.SameColumns;

/**
 * What learners trained on one table know of another: with synthetic training rows and real test
 * rows "train on synthetic, test on real" (TSTR), with real training rows what is to be reached.
 *
 * <p>The score is macro-averaged F1 where the target is a label, and R² where it is a number or a
 * date. F1 goes from 0 to 1, R² from below 0 (worse than the mean) to 1; higher is better. A class
 * that is missing from the training rows has F1 0. Rows without target are left out. Learners see
 * missing cells as {@code 0} with a mark.
 *
 * <p>Source: the four learners, their settings and the scores are those of ForestDiffusion (AISTATS
 * 2024) by kind, without its exact implementations.
 *
 * @param scores of every learner
 * @param areasUnderCurve of every learner where the target has two labels; else empty
 */
public record Utility(Map<Learner, Double> scores, Map<Learner, Double> areasUnderCurve) {
  private static final int MOST_ROWS = 10_000;

  /** Makes the maps unmodifiable. */
  public Utility {
    scores = Collections.unmodifiableMap(scores);
    areasUnderCurve = Collections.unmodifiableMap(areasUnderCurve);
  }

  /** The mean score over the learners. */
  public double mean() {
    return mean(scores);
  }

  /** The mean area under the curve over the learners; NaN unless the target has two labels. */
  public double meanAreaUnderCurve() {
    return mean(areasUnderCurve);
  }

  private static double mean(Map<Learner, Double> of) {
    return of.values().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** What the score of a target column is called. */
  public static String scoreName(Column target) {
    return target.isNumeric() ? "R²" : "F1";
  }

  /**
   * Trains and tests all learners, on at most 10,000 random rows.
   *
   * @param target position of the column to predict
   * @param seed of choice and learners
   * @throws IllegalArgumentException if the target is constant by its kind, or missing everywhere
   */
  public static Utility of(Table training, Table test, int target, long seed) {
    SameColumns.require(training, test);
    Table some = RandomRows.of(withTarget(training, target), MOST_ROWS, seed);
    return of(some, test, target, seed, EnumSet.allOf(Learner.class));
  }

  /**
   * Trains and tests some learners, on all rows.
   *
   * @param target position of the column to predict
   * @param seed of choice and learners
   * @param learners whose scores are wanted
   * @throws IllegalArgumentException if the target is constant by its kind, or missing everywhere
   */
  public static Utility of(
      Table training, Table test, int target, long seed, Set<Learner> learners) {
    SameColumns.require(training, test);
    Column column = training.schema().column(target);
    if (column.kind() == Column.Kind.CONSTANT || column.isText()) {
      throw new IllegalArgumentException(
          "Column \"" + column.name() + "\" is constant; choose another target");
    }
    Table from = withTarget(training, target);
    Table to = withTarget(test, target);
    Inputs inputs = Inputs.of(from, target);
    double[][] x = inputs.of(from);
    double[][] testX = inputs.of(to);
    double[] y = from.column(target);
    double[] testY = to.column(target);
    Map<Learner, Double> scores = new EnumMap<>(Learner.class);
    Map<Learner, Double> areas = new EnumMap<>(Learner.class);
    for (Learner learner : learners) {
      if (column.isNumeric()) {
        double[] predicted = Regression.predictions(learner, x, y, testX, seed);
        scores.put(learner, Scores.r2(testY, predicted));
        continue;
      }
      int count = column.labels().size();
      int[] truth = whole(testY);
      double[][] classScores = Classification.scores(learner, x, whole(y), count, testX, seed);
      scores.put(learner, Scores.macroF1(truth, Scores.best(classScores), count));
      if (count == 2) {
        areas.put(learner, areaUnderCurve(truth, classScores));
      }
    }
    return new Utility(scores, areas);
  }

  private static double areaUnderCurve(int[] truth, double[][] scores) {
    boolean[] second = new boolean[truth.length];
    double[] of = new double[truth.length];
    for (int r = 0; r < truth.length; r++) {
      second[r] = truth[r] == 1;
      of[r] = scores[r][1] - scores[r][0];
    }
    return Scores.areaUnderCurve(second, of);
  }

  private static int[] whole(double[] cells) {
    return Arrays.stream(cells).mapToInt(cell -> (int) cell).toArray();
  }

  private static Table withTarget(Table table, int target) {
    Table some =
        table.select(
            IntStream.range(0, table.size())
                .filter(r -> !Double.isNaN(table.rows()[r][target]))
                .toArray());
    if (some.size() == 0) {
      throw new IllegalArgumentException(
          "Column \""
              + table.schema().column(target).name()
              + "\" is missing in every row; choose another target");
    }
    return some;
  }
}
