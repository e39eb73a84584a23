package org.cdrl.internal.encoding;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.cdrl.value.TokenColumns;

/**
 * Those columns of a table that have tokens.
 *
 * @param columns their positions in the table, increasing [d]
 * @param codes of these columns
 */
public record TokenEncoding(int[] columns, List<TokenCode> codes) {
  /** How fine the bumps are that let tokens know of their neighbours. */
  private static final int[] BUMPS = {4, 8, 16};

  /** Normal scores are those of shares this far from 0 and 1 at least. */
  private static final double TAIL = 1e-3;

  /** What a network takes as the share of tokens that have none: they are never drawn. */
  private static final double LEAST_SHARE = 1e-9;

  /** Where a column of the table is among those with tokens; negative if it is not. */
  public int indexOf(int column) {
    return Arrays.binarySearch(columns, column);
  }

  /** What a network has to know of the tokens. */
  public TokenColumns tokens() {
    int[] counts = codes.stream().mapToInt(TokenCode::count).toArray();
    int all = Arrays.stream(counts).sum();
    float[] shares = new float[all];
    float[] free = new float[all];
    float[][] basis = new float[all][codes.stream().mapToInt(TokenEncoding::functions).sum()];
    Arrays.fill(free, 1);
    int at = 0;
    int function = 0;
    for (TokenCode code : codes) {
      double[] of = code.shares();
      double below = 0;
      for (int k = 0; k < of.length; k++) {
        shares[at + k] = (float) Math.max(LEAST_SHARE, of[k]);
        if (code.ordered() && k < code.present()) {
          values(below + of[k] / 2, code.present(), basis[at + k], function);
          free[at + k] = code.isBin(k) ? 0 : 1;
          below += of[k];
        }
      }
      at += of.length;
      function += functions(code);
    }
    return new TokenColumns(counts, shares, basis, free);
  }

  private static int functions(TokenCode code) {
    return code.ordered() ? 2 + Arrays.stream(BUMPS).filter(m -> code.present() > m).sum() : 0;
  }

  /** z, z² - 1 of the normal score z of a rank, and bumps along the ranks. */
  private static void values(double rank, int tokens, float[] into, int at) {
    double z =
        NormalDistribution.of(0, 1)
            .inverseCumulativeProbability(Math.max(TAIL, Math.min(1 - TAIL, rank)));
    into[at++] = (float) z;
    into[at++] = (float) (z * z - 1);
    for (int m : BUMPS) {
      for (int n = 0; tokens > m && n < m; n++) {
        double away = rank * m - n - .5;
        into[at++] = (float) Math.exp(-away * away / 2);
      }
    }
  }

  /** Which tokens no training cell had, [d][tokens]. */
  private boolean[][] unseen() {
    return codes.stream()
        .map(
            code -> {
              double[] shares = code.shares();
              boolean[] unseen = new boolean[shares.length];
              for (int k = 0; k < unseen.length; k++) {
                unseen[k] = shares[k] == 0;
              }
              return unseen;
            })
        .toArray(boolean[][]::new);
  }

  /**
   * The tokens of rows of the table.
   *
   * @return -1 for a missing cell where no training cell was missing, and for a label that did not
   *     occur in training, [n][d]
   */
  public int[][] encode(double[][] rows) {
    boolean[][] unseen = unseen();
    int[][] tokens = new int[rows.length][columns.length];
    for (int r = 0; r < rows.length; r++) {
      for (int n = 0; n < columns.length; n++) {
        double cell = rows[r][columns[n]];
        TokenCode code = codes.get(n);
        int token = Double.isNaN(cell) && !code.hasGaps() ? -1 : code.token(cell);
        tokens[r][n] = token >= 0 && unseen[n][token] ? -1 : token;
      }
    }
    return tokens;
  }
}
