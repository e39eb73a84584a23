package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cdrl.AnomalyScale;
import org.cdrl.ProgressLog;
import org.cdrl.Sampler;
import org.cdrl.table.encoding.CategoryCode;
import org.cdrl.table.encoding.ColumnCode;
import org.cdrl.table.encoding.NumericCode;

/**
 * Tells how strange rows are to a model, and which of their cells make them so.
 *
 * <p>The score is made of the energies of several noise levels (method of Liu et al., NeurIPS 2020,
 * for one level; the combination is this project's). It is unnormalised: it ranks rows under one
 * model, and is no likelihood.
 */
public final class AnomalyScorer {
  /** Values tried in a cell's place. */
  private static final int ALTERNATIVES = 17;

  private final TableModel model;
  private final AnomalyScale scale;

  AnomalyScorer(TableModel model, AnomalyScale scale) {
    this.model = model;
    this.scale = scale;
  }

  /**
   * Scores of rows.
   *
   * @param scores higher is stranger; in standard deviations of rows like the training table's
   * @param shares of rows like the training table's that score less, from 0 to 1; .99 means that
   *     one in a hundred of them looks as strange
   */
  public record Scores(double[] scores, double[] shares) {}

  /**
   * Why a row is strange.
   *
   * @param scores as {@link Scores#scores}
   * @param contributions by how much the score would fall if this one cell were the most usual one
   *     beside the row's others, at least 0; 0 for conditions and missing cells, [n][columns]
   * @param usual that most usual cell, [n][columns]
   */
  public record Explanations(double[] scores, double[][] contributions, double[][] usual) {}

  /**
   * Scores rows; cells that are missing, but never were in training, are filled in first.
   *
   * @throws IllegalArgumentException if the rows are not of the model's schema
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public Scores score(Table rows) {
    Imputer.requireSchema(model, rows);
    double[] scores = scale.scores(logs(encoded(rows)));
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
    Imputer.requireSchema(model, rows);
    float[][] points = encoded(rows);
    double[] scores = scale.scores(logs(points));
    int[] data = model.conditions().others();
    double[][] contributions = new double[rows.size()][rows.schema().size()];
    double[][] usual = new double[rows.size()][];
    for (int r = 0; r < usual.length; r++) {
      usual[r] = rows.rows()[r].clone();
    }
    ProgressLog progress = new ProgressLog("Explaining scores, columns", data.length);
    for (int k = 0; k < data.length; k++) {
      progress.done(k);
      int c = data[k];
      for (double alternative : alternatives(k)) {
        double[] tried = scale.scores(logs(replaced(points, k, alternative)));
        for (int r = 0; r < tried.length; r++) {
          double gain = scores[r] - tried[r];
          if (!Double.isNaN(rows.rows()[r][c]) && gain > contributions[r][c]) {
            contributions[r][c] = gain;
            usual[r][c] = alternative;
          }
        }
      }
    }
    return new Explanations(scores, contributions, usual);
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

  private float[][] replaced(float[][] points, int k, double cell) {
    float[][] replaced = new float[points.length][];
    for (int r = 0; r < points.length; r++) {
      replaced[r] = points[r].clone();
      model.encoding().codes().get(k).encode(cell, replaced[r], model.encoding().first(k));
    }
    return replaced;
  }

  private float[][] logs(float[][] points) {
    return model.engine().sampler().logDensities(points, scale.levels());
  }

  private float[][] encoded(Table rows) {
    return encoded(model, rows);
  }

  /** Rows as points; what is missing but never was in training is filled in. */
  static float[][] encoded(TableModel model, Table rows) {
    float[][] points = new float[rows.size()][];
    List<Integer> open = new ArrayList<>();
    for (int r = 0; r < points.length; r++) {
      points[r] = model.encoding().encode(model.dataCells(rows.rows()[r]));
      for (float value : points[r]) {
        if (Float.isNaN(value)) {
          open.add(r);
          break;
        }
      }
    }
    if (!open.isEmpty()) {
      Sampler sampler = model.engine().sampler();
      float[][] filled = sampler.fill(open.stream().map(r -> points[r]).toArray(float[][]::new));
      for (int n = 0; n < filled.length; n++) {
        points[open.get(n)] = filled[n];
      }
    }
    return points;
  }
}
