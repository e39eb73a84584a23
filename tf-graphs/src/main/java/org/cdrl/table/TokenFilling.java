package org.cdrl.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.cdrl.internal.encoding.TokenCode;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.sampling.Conditional;
import org.cdrl.internal.sampling.Revealing;
import org.cdrl.table.data.Table;

/** Fills in the cells that rows lack as tokens. */
final class TokenFilling {
  /** Rows that run together. */
  private static final int PIECE = 4096;

  /** Places in a bin whose mean is taken for that of the bin. */
  private static final int PLACES = 16;

  private final TableModel model;
  private final TokenEncoding encoding;
  private final TokenRows cells;
  private final double[][] present;

  TokenFilling(TableModel model) {
    this.model = model;
    this.encoding = model.parts().tokens().encoding();
    this.cells = new TokenRows(model);
    this.present = model.parts().tokens().present();
  }

  /**
   * Draws what is missing, in place.
   *
   * @param rows of the whole table
   * @param seed where the order of the columns comes from
   * @param own random numbers of every row, by its position
   */
  void draw(List<double[]> rows, long seed, IntFunction<SplittableRandom> own) {
    for (int first = 0; first < rows.size(); first += PIECE) {
      int begin = first;
      double[][] piece =
          rows.subList(first, Math.min(rows.size(), first + PIECE)).toArray(double[][]::new);
      SplittableRandom[] random = new SplittableRandom[piece.length];
      Arrays.setAll(random, r -> own.apply(begin + r));
      int[][] tokens = cells.tokens(piece);
      new Revealing(model.tokens(), present).reveal(tokens, new SplittableRandom(seed), random);
      cells.write(tokens, piece, random, Map.of());
    }
  }

  /**
   * How likely every token of a missing cell is: the mean over draws of what is likely given all
   * else of the draw, which tells more than the draws of the cell do (Rao 1945, Blackwell 1947).
   *
   * @param draws filled tables
   * @param rows in which the cell is missing
   * @param n position of the column among those with tokens
   * @return [rows][tokens], 0 for "missing"
   */
  private double[][] probabilities(List<Table> draws, int[] rows, int n) {
    double[][] mean = new double[rows.length][encoding.codes().get(n).count()];
    for (Table draw : draws) {
      for (int first = 0; first < rows.length; first += PIECE) {
        int[] piece = Arrays.copyOfRange(rows, first, Math.min(rows.length, first + PIECE));
        float[][] logits = model.tokens().logits(cells.tokens(draw.select(piece).rows()), n);
        for (int r = 0; r < piece.length; r++) {
          for (int k = present(n); k < logits[r].length; k++) {
            logits[r][k] = Float.NEGATIVE_INFINITY;
          }
          double total = Conditional.logTotal(logits[r]);
          for (int k = 0; k < logits[r].length; k++) {
            mean[first + r][k] += Math.exp(logits[r][k] - total) / draws.size();
          }
        }
      }
    }
    return mean;
  }

  private int present(int n) {
    return encoding.codes().get(n).present();
  }

  /**
   * What draws expect of missing cells of columns with tokens.
   *
   * @param given the table with its gaps
   * @param draws filled tables
   * @param into where means and medians of numbers and probabilities of labels are put
   */
  void expect(Table given, List<Table> draws, Imputer.Drawn into) {
    for (int n = 0; n < encoding.columns().length; n++) {
      int column = encoding.columns()[n];
      int[] rows =
          IntStream.range(0, given.size())
              .filter(r -> Double.isNaN(given.rows()[r][column]))
              .filter(r -> !Double.isNaN(draws.get(0).rows()[r][column]))
              .toArray();
      double[][] p = probabilities(draws, rows, n);
      int labels = given.schema().column(column).labels().size();
      double[] ofTokens = ofTokens(encoding.codes().get(n));
      for (int r = 0; r < rows.length; r++) {
        into.means()[rows[r]][column] =
            labels == 0 ? new double[] {mean(p[r], ofTokens)} : Arrays.copyOf(p[r], labels);
        into.medians()[rows[r]][column] =
            labels == 0 ? new double[] {median(p[r], ofTokens)} : Arrays.copyOf(p[r], labels);
      }
    }
  }

  /** The mean of every token's cells. */
  private static double[] ofTokens(TokenCode code) {
    double[] means = new double[code.present()];
    for (int k = 0; k < means.length; k++) {
      for (int u = 0; u < PLACES; u++) {
        means[k] += code.cell(k, (u + .5) / PLACES) / PLACES;
      }
    }
    return means;
  }

  private static double mean(double[] p, double[] means) {
    double mean = 0;
    for (int k = 0; k < means.length; k++) {
      mean += p[k] * means[k];
    }
    return mean;
  }

  /** The mean of the token in the middle; tokens of numbers are in their order. */
  private static double median(double[] p, double[] means) {
    int k = 0;
    for (double left = .5; k < means.length - 1 && left > p[k]; k++) {
      left -= p[k];
    }
    return means[k];
  }
}
