package org.cdrl.table;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.AnomalyScale;
import org.cdrl.ProgressLog;
import org.cdrl.internal.encoding.CategoryCode;
import org.cdrl.internal.encoding.ColumnCode;
import org.cdrl.internal.encoding.NumericCode;
import org.cdrl.table.data.Table;

/**
 * Anomaly scores of rows, and the contributions of their cells.
 *
 * <p>The score is made of the energies of several noise levels (method of Liu et al., NeurIPS 2020,
 * for one level; the combination is this project's). It is unnormalised: it ranks rows under one
 * model, and is no likelihood.
 *
 * <p>Energies know nothing of what no training row had: labels that never occurred, missing cells
 * where none was, what is {@linkplain Table#isUnknown unknown} or a number far beyond all others.
 * The row is scored with something likely in the place of such a cell, and each adds as much as
 * lies between the least and the most anomalous of rows like the training table's ({@link
 * AnomalyScale#surprise}). So a row with one is at least about as anomalous as any of them, and one
 * with two is more anomalous. Where cells were missing in training, the energies know how rare that
 * is.
 */
public final class AnomalyScorer {
  /** Values tried in a cell's place. */
  private static final int ALTERNATIVES = 17;

  private final TableModel model;
  private final AnomalyScale scale;
  private final Set<Integer> open;

  AnomalyScorer(TableModel model, AnomalyScale scale) {
    this(model, scale, Set.of());
  }

  private AnomalyScorer(TableModel model, AnomalyScale scale, Set<Integer> open) {
    this.model = model;
    this.scale = scale;
    this.open = open;
  }

  /**
   * The same with columns whose cells may be missing because they are asked for, such as the target
   * of a prediction: where they are, something likely stands in their place, and nothing is
   * anomalous about it.
   *
   * @param columns names
   * @throws IllegalArgumentException if there is no such column
   */
  public AnomalyScorer open(Collection<String> columns) {
    return new AnomalyScorer(
        model,
        scale,
        columns.stream().map(model.schema()::indexOf).collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Scores of rows.
   *
   * @param scores higher is more anomalous; in standard deviations of rows like the training
   *     table's
   * @param shares of rows like the training table's that score less, from 0 to 1; .99 means that
   *     one in a hundred of them looks as anomalous
   */
  public record Scores(double[] scores, double[] shares) {}

  /**
   * Why a row is anomalous.
   *
   * @param scores as {@link Scores#scores}
   * @param contributions by how much the score would fall if this one cell were the most usual one
   *     beside the row's others, at least 0; 0 for conditions, [n][columns]
   * @param usual that most usual cell, [n][columns]
   */
  public record Explanations(double[] scores, double[][] contributions, double[][] usual) {}

  /**
   * Scores rows.
   *
   * @throws IllegalArgumentException if the rows are not of the model's schema
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public Scores score(Table rows) {
    double[] scores = scores(EncodedRows.of(model, rows, open));
    return new Scores(scores, Arrays.stream(scores).map(scale::share).toArray());
  }

  /**
   * The score that a share of rows like the training table's stays below.
   *
   * @param share from 0 to 1
   */
  public double threshold(double share) {
    return scale.threshold(share);
  }

  /**
   * Scores rows and tries other values in every cell; costs many times as much as {@link #score}.
   */
  public Explanations explain(Table rows) {
    EncodedRows encoded = EncodedRows.of(model, rows, open);
    double[] scores = scores(encoded);
    double[][] contributions = new double[rows.size()][rows.schema().size()];
    double[][] usual = new double[rows.size()][];
    for (int r = 0; r < usual.length; r++) {
      usual[r] = rows.rows()[r].clone();
    }
    int[] data = model.conditions().others();
    ProgressLog progress = new ProgressLog("Explaining scores, columns", data.length);
    for (int k = 0; k < data.length; k++) {
      progress.done(k);
      int c = data[k];
      for (int r = 0; r < usual.length; r++) {
        if (encoded.isAnomalous(r, k)) {
          contributions[r][c] = scale.surprise();
          usual[r][c] = encoded.likely(r, k);
        }
      }
      for (double alternative : alternatives(k)) {
        double[] tried = scores(encoded.with(k, alternative));
        for (int r = 0; r < tried.length; r++) {
          double gain = scores[r] - tried[r];
          if (gain > contributions[r][c]) {
            contributions[r][c] = gain;
            usual[r][c] = alternative;
          }
        }
      }
    }
    return new Explanations(scores, contributions, usual);
  }

  /**
   * What cells of a kind that no training row had add to a row's -log p: nothing where there are
   * none.
   *
   * @return one per row, nats, by the level of the score that tells rows apart most
   */
  public double[] surprises(Table rows) {
    boolean[][] anomalous = EncodedRows.anomalous(model, rows, open);
    double each = scale.surprise() * Arrays.stream(scale.deviation()).max().orElseThrow();
    return IntStream.range(0, rows.size())
        .mapToDouble(r -> each * EncodedRows.count(anomalous[r]))
        .toArray();
  }

  private double[] alternatives(int k) {
    ColumnCode code = model.encoding().codes().get(k);
    if (code instanceof NumericCode numbers) {
      return numbers.evenly(ALTERNATIVES);
    }
    if (code instanceof CategoryCode labels) {
      // Without the one that stands for missing cells.
      int present = model.encoding().schema().column(k).labels().size();
      return Arrays.stream(labels.mostFrequent(ALTERNATIVES))
          .filter(label -> label < present)
          .toArray();
    }
    return new double[0];
  }

  private double[] scores(EncodedRows rows) {
    double[] scores =
        scale.scores(model.engine().sampler().logDensities(rows.points(), scale.levels()));
    for (int r = 0; r < scores.length; r++) {
      int anomalous = rows.anomalousCells(r);
      if (anomalous > 0) {
        // Far from all rows energies may like anything: no such row counts as more than usual.
        scores[r] = Math.max(scores[r], scale.threshold(0)) + anomalous * scale.surprise();
      }
    }
    return scores;
  }
}
