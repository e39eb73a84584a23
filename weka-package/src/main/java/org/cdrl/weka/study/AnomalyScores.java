package org.cdrl.weka.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.table.AnomalyScorer;
import org.cdrl.table.TableModel;
import weka.core.Attribute;
import weka.core.Instances;

/**
 * How anomalous the rows of a data set are to a model, and what is anomalous about the most
 * anomalous.
 *
 * @param scores of all rows, at least 0, higher is more anomalous
 * @param mostAnomalous the most anomalous first
 */
public record AnomalyScores(double[] scores, List<AnomalousRow> mostAnomalous) {
  /** Gains below this are noise to a reader. */
  private static final double LEAST = .05;

  /**
   * A row.
   *
   * @param row its number, from 0
   * @param score see {@link AnomalyScores#scores}
   * @param reasons the weightiest first; empty if no single cell is to blame
   */
  public record AnomalousRow(int row, double score, List<Reason> reasons) {}

  /**
   * A cell that makes its row anomalous.
   *
   * @param attribute its position, from 0
   * @param value of the cell, as text
   * @param usual what the rows have there that are most alike in the others, as text
   * @param contribution by how much the row's score would fall if the cell fitted as usual
   */
  public record Reason(Attribute attribute, String value, String usual, double contribution) {}

  /**
   * Scores a study's rows.
   *
   * @param count most anomalous rows to explain, at least 0
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static AnomalyScores of(Study study, TableModel model, int count) {
    AnomalyScorer scorer = model.anomalies();
    double[] scores = scorer.score(study.table()).scores();
    int[] rows =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(r -> -scores[r]))
            .limit(count)
            .mapToInt(Integer::intValue)
            .toArray();
    AnomalyScorer.Explanations why = scorer.explain(study.table().select(rows));
    List<AnomalousRow> mostAnomalous = new ArrayList<>();
    for (int n = 0; n < rows.length; n++) {
      mostAnomalous.add(
          new AnomalousRow(rows[n], scores[rows[n]], reasons(study, rows[n], why, n)));
    }
    return new AnomalyScores(scores, List.copyOf(mostAnomalous));
  }

  /**
   * Scores of other rows.
   *
   * @param rows with the study's attributes
   * @return one per row, see {@link #scores}
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static double[] scores(Study study, TableModel model, Instances rows) {
    return model.anomalies().score(study.table(rows)).scores();
  }

  private static List<Reason> reasons(
      Study study, int row, AnomalyScorer.Explanations why, int at) {
    List<Reason> reasons = new ArrayList<>();
    for (int c = 0; c < why.contributions()[at].length; c++) {
      double contribution = why.contributions()[at][c];
      if (contribution >= LEAST) {
        Attribute attribute = study.data().attribute(c);
        reasons.add(
            new Reason(
                attribute,
                study.text(c, study.table().rows()[row][c]),
                study.text(c, why.usual()[at][c]),
                contribution));
      }
    }
    reasons.sort(Comparator.comparingDouble(Reason::contribution).reversed());
    return List.copyOf(reasons);
  }
}
