package org.cdrl.quality;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.RandomRows;
import org.cdrl.table.quality.SameColumns;

/**
 * Whether a classifier tells synthetic rows from real ones: the classifier two-sample test with
 * XGBoost. As many real as synthetic rows, at most 10,000 of each and drawn at random, are split
 * into three parts; each is judged by what was learned from the other two.
 *
 * <p>The score is 1 - (2 max(AUC, 1/2) - 1), averaged over the parts: from 0, always told apart, to
 * 1, not told apart at all; higher is better. It is a severe test, for one impossible value in one
 * column is enough to fail it. A copy of the real rows scores 1.
 *
 * <p>Sources: Lopez-Paz and Oquab, "Revisiting Classifier Two-Sample Tests", ICLR 2017;
 * LogisticDetection of SDMetrics, here with boosted trees, since linear models overlook too much.
 *
 * @param score from 0 to 1
 * @param areaUnderCurve mean AUC of the parts; .5 is chance
 */
public record Detection(double score, double areaUnderCurve) {
  private static final int PARTS = 3;
  private static final int MOST_ROWS = 10_000;

  /**
   * Measures.
   *
   * @param seed of choice, split and learner
   * @throws IllegalArgumentException if a table has fewer than 3 rows
   */
  public static Detection of(Table real, Table synthetic, long seed) {
    SameColumns.require(real, synthetic);
    int rows = Math.min(MOST_ROWS, Math.min(real.size(), synthetic.size()));
    if (rows < PARTS) {
      throw new IllegalArgumentException("Detection needs at least 3 rows of either table");
    }
    Table a = RandomRows.of(real, rows, seed);
    Table b = RandomRows.of(synthetic, rows, seed + 1);
    double score = 0;
    double area = 0;
    for (int part = 0; part < PARTS; part++) {
      double of = areaUnderCurve(a, b, part, seed);
      area += of / PARTS;
      score += (1 - (2 * Math.max(of, .5) - 1)) / PARTS;
    }
    return new Detection(score, area);
  }

  private static double areaUnderCurve(Table real, Table synthetic, int part, long seed) {
    List<double[]> train = new ArrayList<>();
    List<double[]> test = new ArrayList<>();
    for (int r = 0; r < real.size(); r++) {
      List<double[]> to = r % PARTS == part ? test : train;
      to.add(real.rows()[r]);
      to.add(synthetic.rows()[r]);
    }
    Table training = new Table(real.schema(), train.toArray(double[][]::new));
    Table judged = new Table(real.schema(), test.toArray(double[][]::new));
    Inputs inputs = Inputs.of(training, -1);
    int[] classes = new int[training.size()];
    for (int r = 0; r < classes.length; r++) {
      classes[r] = r % 2;
    }
    double[][] scores =
        Classification.scores(
            Learner.XGBOOST, inputs.of(training), classes, 2, inputs.of(judged), seed);
    boolean[] made = new boolean[scores.length];
    double[] suspicion = new double[scores.length];
    for (int r = 0; r < scores.length; r++) {
      made[r] = r % 2 == 1;
      suspicion[r] = scores[r][1];
    }
    return Scores.areaUnderCurve(made, suspicion);
  }
}
