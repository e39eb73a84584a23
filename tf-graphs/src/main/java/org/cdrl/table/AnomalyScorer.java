package org.cdrl.table;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.AnomalyScale;
import org.cdrl.table.RowGroups.NearestByOthers;
import org.cdrl.table.data.Table;

/**
 * Anomaly scores of rows, and the contributions of their cells.
 *
 * <p>The score joins how badly the initializer finds the noised row again, at every noise level,
 * and how far the row is from groups of training rows ({@link AnomalyScale}). Where rows are drawn
 * as tokens, how unlikely every cell is given the row's others stands in the place of the levels;
 * of models of DRL, the energies do. It ranks rows under one model, and is no likelihood. Squared
 * errors, logarithms of probabilities and distances are sums over columns, which tells what a cell
 * contributes.
 *
 * <p>Evidence knows nothing of what no training row had: labels that never occurred, missing cells
 * where none was, what is {@linkplain Table#isUnknown unknown} or a number far beyond all others.
 * The row is scored with something likely in the place of such a cell, and each adds as much as
 * lies between the least and the most anomalous of rows like the training table's ({@link
 * AnomalyScale#surprise}). So a row with one is at least about as anomalous as any of them, and one
 * with two is more anomalous. Where cells were missing in training, the levels know how rare that
 * is.
 */
public final class AnomalyScorer {
  /** Cells of a row that are replaced to know what they contribute. */
  private static final int REPLACED = 3;

  /** The share of rows above which a row is worth it. */
  private static final double WORTH_REPLACING = .9;

  private final TableModel model;
  private final AnomalyParts parts;
  private final AnomalyScale scale;
  private final Set<Integer> open;

  AnomalyScorer(TableModel model, AnomalyParts parts) {
    this(model, parts, Set.of());
  }

  private AnomalyScorer(TableModel model, AnomalyParts parts, Set<Integer> open) {
    this.model = model;
    this.parts = parts;
    this.scale = parts.scale();
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
        parts,
        columns.stream().map(model.schema()::indexOf).collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Scores of rows.
   *
   * @param scores higher is more anomalous, at least 0; about minus the logarithm of how rarely
   *     rows like the training table's are as strange: 3 is one in twenty, 4.6 one in a hundred
   * @param shares of rows like the training table's that score less, at least 0 and below 1, as
   *     counted; .99 means that at most one in a hundred of them looks as anomalous
   */
  public record Scores(double[] scores, double[] shares) {}

  /**
   * Why a row is anomalous.
   *
   * @param scores as {@link Scores#scores}
   * @param contributions by how much the score would fall if this one cell fitted the row's others
   *     as well as the column's cells usually do, at least 0; 0 for conditions and for cells that
   *     are the usual ones already, [n][columns]
   * @param usual what the rows have there that are most alike in the other columns, [n][columns];
   *     the cell itself if it contributes nothing
   */
  public record Explanations(double[] scores, double[][] contributions, double[][] usual) {}

  /**
   * Scores rows.
   *
   * @throws IllegalArgumentException if the rows are not of the model's schema
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public Scores score(Table rows) {
    EncodedRows encoded = EncodedRows.of(model, model.learned(rows), open);
    double[] scores = scores(encoded, evidence(encoded));
    return new Scores(scores, Arrays.stream(scores).map(scale::share).toArray());
  }

  /**
   * The score that a share of rows like the training table's does not exceed.
   *
   * @param share from 0 to 1, of which the score is infinite
   */
  public double threshold(double share) {
    return scale.threshold(share);
  }

  /** The share of rows like the training table's that score less, as in {@link Scores}. */
  public double share(double score) {
    return scale.share(score);
  }

  /**
   * Scores rows and tells what every cell contributes; costs little more than {@link #score} where
   * few rows are anomalous.
   *
   * <p>What a cell contributes is first known by its own part of the evidence. But a wrong cell
   * also spoils what the model expects of others. So of rows that are more anomalous than nine of
   * ten like the training table's, the few cells that contribute most are replaced by the usual
   * ones, and the row is scored again.
   */
  public Explanations explain(Table rows) {
    Table learned = model.learned(rows);
    EncodedRows encoded = EncodedRows.of(model, learned, open);
    RowEvidence[] evidence = evidence(encoded);
    int[] data = model.conditions().others();
    double[][] falls = new double[rows.size()][data.length];
    double[][] usual = new double[rows.size()][data.length];
    for (int r = 0; r < falls.length; r++) {
      double score = scale.score(evidence[r].ofColumns());
      NearestByOthers alike =
          parts.groups().nearestByOthers(parts.groups().point(encoded.cells()[r]));
      for (int k = 0; k < data.length; k++) {
        double fitting = scale.score(evidence[r].withUsual(k, parts.usual(), alike.distances()[k]));
        usual[r][k] = cell(data[k], parts.groups().cell(alike.groups()[k], k));
        // Where a cell is the usual one already, others of the row are to blame.
        boolean differs = usual[r][k] != learned.rows()[r][data[k]];
        falls[r][k] = differs ? Math.max(0, score - fitting) : 0;
      }
    }
    replaceLikeliest(encoded, evidence, falls, usual);
    double[][] contributions = new double[rows.size()][rows.schema().size()];
    double[][] told = new double[rows.size()][];
    for (int r = 0; r < told.length; r++) {
      told[r] = rows.rows()[r].clone();
      for (int k = 0; k < data.length; k++) {
        double part = falls[r][k] + (encoded.isAnomalous(r, k) ? scale.surprise() : 0);
        // Any column of a difference can be what is wrong with it.
        for (int c : model.rules().columnsOf(data[k])) {
          contributions[r][c] += part;
        }
        if (data[k] < told[r].length && part > 0) {
          told[r][data[k]] = usual[r][k];
        }
      }
    }
    return new Explanations(scores(encoded, evidence), contributions, told);
  }

  /** Raises falls of the columns where they are largest to what scoring again tells. */
  private void replaceLikeliest(
      EncodedRows rows, RowEvidence[] evidence, double[][] falls, double[][] usual) {
    double least = scale.threshold(WORTH_REPLACING);
    int[] rowOf =
        IntStream.range(0, falls.length)
            .filter(r -> scale.score(evidence[r].values()) > least)
            .flatMap(r -> IntStream.generate(() -> r).limit(Math.min(REPLACED, falls[r].length)))
            .toArray();
    int[] columns = Arrays.stream(rowOf).distinct().flatMap(r -> likeliest(falls[r])).toArray();
    RowEvidence[] replaced = evidence(rows.with(rowOf, columns, usual));
    for (int n = 0; n < rowOf.length; n++) {
      int r = rowOf[n];
      double fall = scale.score(evidence[r].values()) - scale.score(replaced[n].values());
      falls[r][columns[n]] = Math.max(falls[r][columns[n]], fall);
    }
  }

  /** The columns with the largest falls. */
  private static IntStream likeliest(double[] falls) {
    return IntStream.range(0, falls.length)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> -falls[k]))
        .limit(REPLACED)
        .mapToInt(Integer::intValue);
  }

  /** What a group has in a column, as a cell of the column. */
  private double cell(int column, double mean) {
    return model.parts().schema().column(column).isNumeric()
        ? model.likeTraining(column, mean) + 0.
        : mean;
  }

  /**
   * What cells of a kind that no training row had add to a row's -log p: nothing where there are
   * none.
   *
   * @return one per row, nats, by the mean of the levels
   */
  public double[] surprises(Table rows) {
    boolean[][] anomalous = EncodedRows.anomalous(model, model.learned(rows), open);
    return IntStream.range(0, rows.size())
        .mapToDouble(r -> parts.span() * EncodedRows.count(anomalous[r]))
        .toArray();
  }

  private RowEvidence[] evidence(EncodedRows rows) {
    RowEvidence[] evidence = AnomalyEvidence.of(model, rows);
    RowGroups groups = parts.groups();
    Arrays.setAll(evidence, r -> evidence[r].and(groups.nearest(groups.point(rows.cells()[r]))));
    return evidence;
  }

  private double[] scores(EncodedRows rows, RowEvidence[] evidence) {
    double[] scores = new double[evidence.length];
    for (int r = 0; r < scores.length; r++) {
      scores[r] = scale.score(evidence[r].values());
      int anomalous = rows.anomalousCells(r);
      if (anomalous > 0) {
        // Far from all rows nothing is certain: no such row counts as more than usual.
        scores[r] = Math.max(scores[r], scale.threshold(0)) + anomalous * scale.surprise();
      }
    }
    return scores;
  }
}
