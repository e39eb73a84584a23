package org.cdrl.table;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.cdrl.internal.encoding.ConstantCode;
import org.cdrl.internal.encoding.NumberTokens;
import org.cdrl.internal.encoding.TokenCode;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.sampling.Conditional;
import org.cdrl.internal.sampling.Revealing;

/** Draws wanted rows as tokens, column by column. */
final class TokenDrawing {
  /** Beyond the numbers of rows, for random numbers of their own. */
  private static final long OWN = 1L << 61;

  private static final long COMMON = 1L << 60;

  private final RowRequest request;
  private final TokenEncoding encoding;
  private final double[][] factors;

  TokenDrawing(RowRequest request) {
    this.request = request;
    this.encoding = request.model().parts().tokens().encoding();
    this.factors = new double[encoding.columns().length][];
    Arrays.setAll(factors, n -> factors(encoding.codes().get(n), encoding.columns()[n]));
  }

  /** Whether rows are drawn as tokens: of one model, without concepts. */
  static boolean serves(RowRequest request) {
    return request.sources().size() == 1
        && !request.hasConcepts()
        && !request.model().parts().tokens().isEmpty();
  }

  /** What the probability of every token of a column is multiplied by; null for nothing. */
  private double[] factors(TokenCode code, int column) {
    RowRequest.Range range = request.ranges().get(column);
    double[] by = null;
    if (range != null && code instanceof NumberTokens numbers) {
      by = numbers.inside(range.low(), range.high());
    } else if (!request.missing() && code.hasGaps()) {
      by = new double[code.count()];
      Arrays.fill(by, 0, code.present(), 1);
    }
    return by;
  }

  /**
   * Draws the tokens that rows lack, in place. What is missing afterwards was drawn as missing.
   *
   * @param rows of the whole table, NaN where open
   * @param first number of the first row
   * @param conditionsKnown whether conditions that are NaN are missing, not open
   * @param random numbers by seed
   */
  void draw(
      double[][] rows, long first, boolean conditionsKnown, LongFunction<SplittableRandom> random) {
    ConditionColumns conditions = request.model().conditions();
    int[][] tokens = encoding.encode(rows);
    for (int r = 0; r < rows.length; r++) {
      for (int n = 0; n < factors.length; n++) {
        int column = encoding.columns()[n];
        boolean known = conditionsKnown && conditions.has(column);
        if (Double.isNaN(rows[r][column]) && !known) {
          tokens[r][n] = -1;
        }
      }
    }
    SplittableRandom[] own = new SplittableRandom[rows.length];
    Arrays.setAll(own, r -> random.apply(OWN + first + r));
    new Revealing(conditional(), factors).reveal(tokens, random.apply(COMMON + first), own);
    for (int r = 0; r < rows.length; r++) {
      for (int n = 0; n < factors.length; n++) {
        int column = encoding.columns()[n];
        if (Double.isNaN(rows[r][column])) {
          rows[r][column] = cell(n, tokens[r][n], own[r].nextDouble());
        }
      }
    }
    putConstants(rows);
  }

  private void putConstants(double[][] rows) {
    int[] others = request.model().conditions().others();
    for (int k = 0; k < others.length; k++) {
      if (encoding.indexOf(others[k]) < 0) {
        double cell = ((ConstantCode) request.model().encoding().codes().get(k)).cell();
        for (double[] row : rows) {
          row[others[k]] = cell;
        }
      }
    }
  }

  private double cell(int n, int token, double u) {
    TokenCode code = encoding.codes().get(n);
    RowRequest.Range range = request.ranges().get(encoding.columns()[n]);
    return range != null && code instanceof NumberTokens numbers
        ? numbers.cell(token, range.low(), range.high(), u)
        : code.cell(token, u);
  }

  private Conditional conditional() {
    Conditional learned = request.model().tokens();
    double w = request.sources().get(0).guidance();
    int[] conditions =
        IntStream.of(request.model().conditions().columns()).map(encoding::indexOf).toArray();
    return w == 0 || conditions.length == 0 ? learned : learned.guided(conditions, w);
  }
}
