package org.cdrl.internal.encoding;

import java.util.Optional;

/**
 * The cells of one column as tokens: a label, a number, or a bin of numbers side by side. Where
 * cells were missing in training, the last token stands for that.
 */
public sealed interface TokenCode permits LabelTokens, NumberTokens, ConstantTokens {
  /**
   * The tokens of a column.
   *
   * @param labels of a categorical column
   * @param missing share of cells that were missing in training
   * @return empty if cells are all the same, or numbers too few for their tokens
   */
  static Optional<TokenCode> of(ColumnCode code, int labels, double missing) {
    if (code instanceof CategoryCode of) {
      return Optional.of(new LabelTokens(of.shares(), labels));
    }
    if (code instanceof NumericCode numbers) {
      return NumberTokens.of(numbers, missing).map(TokenCode.class::cast);
    }
    return missing > 0 && missing < 1
        ? Optional.of(new ConstantTokens(((ConstantCode) code).cell(), missing))
        : Optional.empty();
  }

  /** The share of training cells of every token. */
  double[] shares();

  /** The number of tokens that are not "missing". */
  int present();

  /** Whether tokens have an order, that of their numbers; "missing" has no place in it. */
  boolean ordered();

  /** Whether a token is a bin of several numbers. */
  boolean isBin(int token);

  /** The share of training cells in bins that are wider than they would be with more cells. */
  default double coarse() {
    return 0;
  }

  /**
   * The token of a cell.
   *
   * @param cell NaN for missing, if {@link #hasGaps}
   */
  int token(double cell);

  /**
   * A cell of a token.
   *
   * @param u from 0 to 1, where in the bin
   * @return NaN for missing
   */
  double cell(int token, double u);

  /** What is a token and why, for people. */
  String description();

  /** The number of tokens. */
  int count();

  /** Whether training cells were missing. */
  default boolean hasGaps() {
    return count() > present();
  }
}
