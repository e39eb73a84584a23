package org.cdrl.table;

import java.util.Arrays;
import org.cdrl.CdrlModel;
import org.cdrl.ProgressLog;
import org.cdrl.Sampler;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Method;
import org.cdrl.internal.encoding.TableEncoding;

/**
 * How badly rows fit what was learned. Where rows are drawn as tokens, {@link TokenEvidence} tells.
 * Else an engine does, level by level: by how far what its initializer makes of the noised row is
 * from the row. Where rows are rare the initializer never learned to find them again, at whichever
 * level tells them from frequent ones: near data if columns depend on each other closely, far from
 * it if rows are just remote.
 *
 * <p>Energies are left out although they are there: beside proposals that are good already they
 * learn little from chains. They are all there is in models of DRL.
 */
final class AnomalyEvidence {
  private AnomalyEvidence() {}

  /** How many kinds there are beside the distance from groups of rows. */
  static int kinds(TokenModel tokens, CdrlConfig config) {
    return tokens.isEmpty() ? config.chains().levels() : 1;
  }

  /**
   * What the kinds weigh in the score: half for the distance from groups of rows, which comes last,
   * half for all others together.
   *
   * @param kinds beside the distance
   */
  static double[] weights(int kinds) {
    double[] weights = new double[kinds + 1];
    Arrays.fill(weights, .5 / kinds);
    weights[kinds] = .5;
    return weights;
  }

  /**
   * What a model says of rows, without the distance.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  static RowEvidence[] of(TableModel model, EncodedRows rows) {
    return model.parts().tokens().isEmpty()
        ? ofLevels(model.engine(), model.encoding(), rows.points())
        : TokenEvidence.of(model).of(rows);
  }

  /** Whether values of different engines mean the same. */
  static boolean isComparable(CdrlModel engine) {
    return engine.config().method() != Method.DRL;
  }

  /**
   * The evidence of all levels of an engine.
   *
   * @param points encoded rows, without gaps
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  static RowEvidence[] ofLevels(CdrlModel engine, TableEncoding encoding, float[][] points) {
    RowEvidence[] all = new RowEvidence[points.length];
    ProgressLog progress = new ProgressLog("Scoring rows", points.length);
    for (int at = 0; at < points.length; at += Sampler.ROWS_AT_ONCE) {
      progress.done(at);
      int end = Math.min(points.length, at + Sampler.ROWS_AT_ONCE);
      float[][] piece = Arrays.copyOfRange(points, at, end);
      RowEvidence[] told =
          isComparable(engine) ? denoising(engine, encoding, piece) : energies(engine, piece);
      System.arraycopy(told, 0, all, at, told.length);
    }
    return all;
  }

  private static RowEvidence[] denoising(
      CdrlModel engine, TableEncoding encoding, float[][] points) {
    float[][][] squares = engine.sampler().denoisingSquares(points, LabelEvidence.NOISES);
    int columns = encoding.codes().size();
    RowEvidence[] evidence = new RowEvidence[points.length];
    for (int r = 0; r < evidence.length; r++) {
      double[][] parts = new double[squares.length][columns];
      for (int t = 0; t < squares.length; t++) {
        for (int c = 0; c < columns; c++) {
          for (int j = encoding.first(c); j < encoding.end(c); j++) {
            parts[t][c] += squares[t][r][j];
          }
        }
      }
      evidence[r] = RowEvidence.ofParts(parts);
    }
    return evidence;
  }

  private static RowEvidence[] energies(CdrlModel engine, float[][] points) {
    float[][] logs = engine.sampler().logDensities(points);
    RowEvidence[] evidence = new RowEvidence[points.length];
    for (int r = 0; r < evidence.length; r++) {
      double[] values = new double[logs.length];
      for (int t = 0; t < logs.length; t++) {
        values[t] = -logs[t][r];
      }
      evidence[r] = new RowEvidence(values, new double[logs.length][0]);
    }
    return evidence;
  }
}
