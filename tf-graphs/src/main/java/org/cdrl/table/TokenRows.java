package org.cdrl.table;

import java.util.Map;
import java.util.SplittableRandom;
import org.cdrl.internal.encoding.ConstantCode;
import org.cdrl.internal.encoding.NumberTokens;
import org.cdrl.internal.encoding.TokenCode;
import org.cdrl.internal.encoding.TokenEncoding;

/** Rows of a table as tokens, and back. */
record TokenRows(TableModel model) {
  private TokenEncoding encoding() {
    return model.parts().tokens().encoding();
  }

  /** Tokens of rows of the whole table, -1 where cells are missing, [n][d]. */
  int[][] tokens(double[][] rows) {
    int[][] tokens = encoding().encode(rows);
    for (int r = 0; r < rows.length; r++) {
      for (int n = 0; n < tokens[r].length; n++) {
        tokens[r][n] = Double.isNaN(rows[r][encoding().columns()[n]]) ? -1 : tokens[r][n];
      }
    }
    return tokens;
  }

  /**
   * Writes cells of tokens where rows lack them; what is masked stays missing.
   *
   * @param random numbers of every row, for where in a bin
   * @param ranges in which cells have to be, by column of the table
   */
  void write(
      int[][] tokens,
      double[][] rows,
      SplittableRandom[] random,
      Map<Integer, RowRequest.Range> ranges) {
    for (int r = 0; r < rows.length; r++) {
      for (int n = 0; n < tokens[r].length; n++) {
        int column = encoding().columns()[n];
        if (Double.isNaN(rows[r][column]) && tokens[r][n] >= 0) {
          rows[r][column] =
              cell(
                  encoding().codes().get(n),
                  tokens[r][n],
                  random[r].nextDouble(),
                  ranges.get(column));
        }
      }
      writeConstants(rows[r]);
    }
  }

  private static double cell(TokenCode code, int token, double u, RowRequest.Range range) {
    return range != null && code instanceof NumberTokens numbers
        ? numbers.cell(token, range.low(), range.high(), u)
        : code.cell(token, u);
  }

  private void writeConstants(double[] row) {
    int[] others = model.conditions().others();
    for (int k = 0; k < others.length; k++) {
      if (encoding().indexOf(others[k]) < 0
          && Double.isNaN(row[others[k]])
          && model.encoding().codes().get(k) instanceof ConstantCode constant) {
        row[others[k]] = constant.cell();
      }
    }
  }
}
