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
 * How strange the rows of a data set are to a model, and what is strange about the strangest.
 *
 * @param scores of all rows: energy on a common scale, higher is stranger, in standard deviations
 *     of the data's rows
 * @param strangest the strangest first
 */
public record Strangeness(double[] scores, List<StrangeRow> strangest) {
  /** Gains below this are noise to a reader. */
  private static final double LEAST = .05;

  /**
   * A row.
   *
   * @param row its number, from 0
   * @param score see {@link Strangeness#scores}
   * @param reasons the weightiest first; empty if no single cell is to blame
   */
  public record StrangeRow(int row, double score, List<Reason> reasons) {}

  /**
   * A cell that makes its row strange.
   *
   * @param attribute its position, from 0
   * @param value of the cell, as text
   * @param usual the most usual value beside the row's others, as text
   * @param contribution by how much the row's score would fall with that one
   */
  public record Reason(Attribute attribute, String value, String usual, double contribution) {}

  /**
   * Scores a study's rows.
   *
   * @param count strangest rows to explain, at least 0
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static Strangeness of(Study study, TableModel model, int count) {
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
    List<StrangeRow> strangest = new ArrayList<>();
    for (int n = 0; n < rows.length; n++) {
      strangest.add(new StrangeRow(rows[n], scores[rows[n]], reasons(study, rows[n], why, n)));
    }
    return new Strangeness(scores, List.copyOf(strangest));
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
