package org.cdrl.table;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.cdrl.config.Execution;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.network.MaskedNetwork;
import org.cdrl.internal.sampling.MaskedRows;
import org.cdrl.internal.sampling.Revealing;
import org.cdrl.internal.training.MaskedTraining;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;

/**
 * A model of a table by absorbing levels: it knows the distribution of any column given any others,
 * and draws rows column by column in random order.
 */
final class MaskedTable implements AutoCloseable {
  private static final int WIDTH = 256;
  private static final int BLOCKS = 2;

  /** Rows that run together and share an order of columns. */
  private static final int PIECE = 512;

  private final TokenEncoding encoding;
  private final MaskedRows network;

  private MaskedTable(TokenEncoding encoding, MaskedRows network) {
    this.encoding = encoding;
    this.network = network;
  }

  /** Trains. */
  static MaskedTable fit(Table table, MaskedTraining.Length length, long seed, Execution way) {
    TokenEncoding encoding = TokenEncoding.of(table);
    MaskedNetwork network = new MaskedNetwork(encoding.columns(table.size()), WIDTH, BLOCKS);
    int[][] tokens = Arrays.stream(table.rows()).map(encoding::encode).toArray(int[][]::new);
    RowWeights weights = RowWeights.equal(table.size());
    try (MaskedTraining training =
        new MaskedTraining(network, tokens, weights, length, seed, way)) {
      while (training.done() < length.iterations()) {
        training.step();
      }
      return new MaskedTable(encoding, new MaskedRows(network, training.average(), way));
    }
  }

  /** Draws rows first .. first+n-1; the same whatever the cut. */
  Table draw(long first, int n, long seed) {
    double[][] rows = new double[n][];
    int[] open = new int[encoding.schema().size()];
    Arrays.fill(open, -1);
    for (long piece = first / PIECE * PIECE; piece < first + n; piece += PIECE) {
      int[][] tokens = new int[PIECE][];
      Arrays.setAll(tokens, r -> open.clone());
      double[][] drawn = complete(tokens, piece, seed);
      for (int r = 0; r < PIECE; r++) {
        long at = piece + r - first;
        if (at >= 0 && at < n) {
          rows[(int) at] = drawn[r];
        }
      }
    }
    return new Table(encoding.schema(), rows);
  }

  /** Rows whose masked tokens are drawn given the others. */
  private double[][] complete(int[][] tokens, long first, long seed) {
    SplittableRandom[] own = new SplittableRandom[tokens.length];
    Arrays.setAll(own, r -> random(seed, first + r));
    new Revealing(network, new double[encoding.schema().size()][])
        .reveal(tokens, random(seed, -1 - first), own);
    double[][] rows = new double[tokens.length][];
    Arrays.setAll(rows, r -> encoding.decode(tokens[r], own[r]));
    return rows;
  }

  /** The same rows with one draw of every missing cell; cells that are there stay as they are. */
  Table fill(Table table, long seed) {
    double[][] filled = new double[table.size()][];
    for (int from = 0; from < filled.length; from += PIECE) {
      int n = Math.min(PIECE, filled.length - from);
      int[][] tokens = new int[n][];
      for (int r = 0; r < n; r++) {
        tokens[r] = encoding.encode(table.rows()[from + r]);
        for (int c = 0; c < tokens[r].length; c++) {
          tokens[r][c] = Double.isNaN(table.rows()[from + r][c]) ? -1 : tokens[r][c];
        }
      }
      double[][] drawn = complete(tokens, from, seed);
      for (int r = 0; r < n; r++) {
        double[] row = table.rows()[from + r].clone();
        for (int c = 0; c < row.length; c++) {
          row[c] = Double.isNaN(row[c]) ? drawn[r][c] : row[c];
        }
        filled[from + r] = row;
      }
    }
    return new Table(table.schema(), filled);
  }

  private static SplittableRandom random(long seed, long row) {
    return new SplittableRandom((seed * 31 + 11) * 0x9E3779B97F4A7C15L + row);
  }

  /**
   * Probabilities of a column's tokens given the other cells.
   *
   * @return [n][tokens]
   */
  float[][] probabilities(double[][] rows, int column) {
    int[][] tokens = Arrays.stream(rows).map(encoding::encode).toArray(int[][]::new);
    float[][] of = network.logits(tokens, column);
    for (float[] row : of) {
      MaskedRows.softmax(row);
    }
    return of;
  }

  @Override
  public void close() {
    network.close();
  }
}
