package org.cdrl.table;

import java.util.Arrays;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.sampling.Conditional;
import org.cdrl.internal.sampling.Pieces;
import org.cdrl.table.data.Table;

/**
 * What tokens say of rows that are there: how likely every cell is given the row's others (Besag,
 * "Statistical Analysis of Non-Lattice Data", The Statistician 1975). The network that draws rows
 * column by column knows it without further training.
 *
 * @param columns which are conditions
 * @param encoding of the columns that have tokens
 * @param conditional a column's distribution given others
 */
record TokenEvidence(ConditionColumns columns, TokenEncoding encoding, Conditional conditional) {
  /** Rows that run together. */
  private static final int PIECE = 4096;

  /** Of a model whose rows are drawn as tokens. */
  static TokenEvidence of(TableModel model) {
    return new TokenEvidence(model.conditions(), model.parts().tokens().encoding(), model.tokens());
  }

  /**
   * Against rows there is, of every data column, -log p of the cell given the other data columns:
   * evidence of one kind. Nothing of a cell of a kind that no training row had.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  RowEvidence[] of(EncodedRows rows) {
    int[] data = columns.others();
    int[][] tokens = tokens(rows);
    double[][] parts = new double[tokens.length][data.length];
    for (int k = 0; k < data.length; k++) {
      int n = encoding.indexOf(data[k]);
      float[][] logits = n < 0 ? null : logits(tokens, n);
      for (int r = 0; r < tokens.length; r++) {
        int token = n < 0 ? -1 : tokens[r][n];
        parts[r][k] =
            token < 0 ? 0 : Math.max(0, Conditional.logTotal(logits[r]) - logits[r][token]);
      }
    }
    return Arrays.stream(parts)
        .map(of -> RowEvidence.ofParts(new double[][] {of}))
        .toArray(RowEvidence[]::new);
  }

  /** Tokens of data columns; -1 for conditions and for cells that say nothing. */
  private int[][] tokens(EncodedRows rows) {
    int[] data = columns.others();
    double[][] whole = new double[rows.cells().length][data.length + columns.columns().length];
    for (int r = 0; r < whole.length; r++) {
      for (int k = 0; k < data.length; k++) {
        whole[r][data[k]] = rows.cells()[r][k];
      }
    }
    int[][] tokens = encoding.encode(whole);
    for (int r = 0; r < tokens.length; r++) {
      for (int c : columns.columns()) {
        tokens[r][encoding.indexOf(c)] = -1;
      }
      for (int k = 0; k < data.length; k++) {
        int n = encoding.indexOf(data[k]);
        if (n >= 0 && rows.isAnomalous(r, k) && Double.isNaN(whole[r][data[k]])) {
          tokens[r][n] = -1;
        }
      }
    }
    return tokens;
  }

  /**
   * Probabilities of the labels of a condition given all other cells of rows.
   *
   * @param rows with what is learned beside their columns
   * @return [n][labels], 0 for labels that never occurred
   */
  double[][] probabilities(Table rows, int condition) {
    int n = encoding.indexOf(condition);
    double[] shares = encoding.codes().get(n).shares();
    int labels = rows.schema().column(condition).labels().size();
    float[][] logits = logits(encoding.encode(rows.rows()), n);
    double[][] p = new double[logits.length][];
    for (int r = 0; r < p.length; r++) {
      float[] of = Arrays.copyOf(logits[r], labels);
      for (int l = 0; l < labels; l++) {
        of[l] = shares[l] > 0 ? of[l] : Float.NEGATIVE_INFINITY;
      }
      double total = Conditional.logTotal(of);
      p[r] = new double[labels];
      Arrays.setAll(p[r], l -> Math.exp(of[l] - total));
    }
    return p;
  }

  private float[][] logits(int[][] tokens, int n) {
    float[][] logits = new float[tokens.length][];
    for (int first = 0; first < tokens.length; first += PIECE) {
      Pieces.interruptible();
      int end = Math.min(tokens.length, first + PIECE);
      float[][] piece = conditional.logits(Arrays.copyOfRange(tokens, first, end), n);
      System.arraycopy(piece, 0, logits, first, piece.length);
    }
    return logits;
  }
}
