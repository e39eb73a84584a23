package org.cdrl.table;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.cdrl.TrainingListener;
import org.cdrl.config.Execution;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.network.MaskedNetwork;
import org.cdrl.internal.sampling.MaskedRows;
import org.cdrl.internal.sampling.Pieces;
import org.cdrl.internal.sampling.Revealing;
import org.cdrl.table.data.Table;

/**
 * Draws rows of a network that was trained with noise. The noise also moves single columns, of
 * which more is known than the network learned: so the biases of tokens are moved until columns are
 * drawn as they were told.
 */
final class PrivateDrawing {
  private static final int ROUNDS = 10;
  private static final int ROWS_OF_ROUND = 8192;

  /** Rows that run together. */
  private static final int PIECE = 2048;

  /** Added to shares, so that what chance does to rare tokens is not followed. */
  private static final double RARE = 1e-3;

  private final Table told;
  private final TokenEncoding encoding;
  private final MaskedNetwork network;
  private final Execution way;
  private final TrainingListener listener;

  /**
   * Prepares.
   *
   * @param told independent columns, as many rows as are drawn
   */
  PrivateDrawing(
      Table told,
      TokenEncoding encoding,
      MaskedNetwork network,
      Execution way,
      TrainingListener listener) {
    this.told = told;
    this.encoding = encoding;
    this.network = network;
    this.way = way;
    this.listener = listener;
  }

  /** Draws, with other biases than the weights have. Columns without tokens are as told. */
  Table draw(float[] weights) {
    float[] moved = weights.clone();
    for (int round = 1; round <= ROUNDS; round++) {
      listener.busy("comparing drawn rows with counts, " + round + " of " + ROUNDS);
      // Smaller and smaller steps average what chance does to the rows of a round.
      move(moved, tokens(moved, ROWS_OF_ROUND, round), Math.min(1, 2. / round));
    }
    listener.busy("drawing rows");
    int[][] tokens = tokens(moved, told.size(), 0);
    SplittableRandom places = new SplittableRandom(1);
    double[][] rows = new double[told.size()][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = told.rows()[r].clone();
      for (int n = 0; n < tokens[r].length; n++) {
        rows[r][encoding.columns()[n]] =
            encoding.codes().get(n).cell(tokens[r][n], places.nextDouble());
      }
    }
    return new Table(told.schema(), rows);
  }

  /** Makes tokens likelier that were drawn too seldom, by part of what is lacking. */
  private void move(float[] weights, int[][] drawn, double part) {
    int[] firsts = network.columns().firsts();
    double[] shares = new double[network.columns().tokens()];
    for (int[] row : drawn) {
      for (int n = 0; n < row.length; n++) {
        shares[firsts[n] + row[n]] += 1. / drawn.length;
      }
    }
    int at =
        network.layout().entries().stream()
            .filter(entry -> entry.name().equals(MaskedNetwork.OUTPUT_BIAS))
            .mapToInt(ParameterLayout.Entry::offset)
            .findFirst()
            .orElseThrow();
    for (int v = 0; v < shares.length; v++) {
      weights[at + v] +=
          (float) (part * Math.log((network.columns().shares()[v] + RARE) / (shares[v] + RARE)));
    }
  }

  private int[][] tokens(float[] weights, int count, long seed) {
    int[][] tokens = new int[count][encoding.columns().length];
    try (MaskedRows conditional = new MaskedRows(network, weights, way)) {
      Revealing chains = new Revealing(conditional, new double[encoding.columns().length][]);
      SplittableRandom random = new SplittableRandom(seed);
      for (int first = 0; first < count; first += PIECE) {
        Pieces.interruptible();
        int[][] piece = Arrays.copyOfRange(tokens, first, Math.min(count, first + PIECE));
        SplittableRandom[] own = new SplittableRandom[piece.length];
        for (int r = 0; r < piece.length; r++) {
          Arrays.fill(piece[r], -1);
          own[r] = random.split();
        }
        chains.reveal(piece, random.split(), own);
      }
    }
    return tokens;
  }
}
