package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
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

  /** What the probability of every token is multiplied by; null for nothing. */
  private final double[][] factors;

  TokenDrawing(RowRequest request) {
    this.request = request;
    this.encoding = request.model().parts().tokens().encoding();
    int d = encoding.columns().length;
    double[][] present = request.model().parts().tokens().present();
    this.factors = request.missing() ? new double[d][] : present;
    for (int n = 0; n < d; n++) {
      RowRequest.Range range = request.ranges().get(encoding.columns()[n]);
      if (range != null) {
        factors[n] =
            encoding.codes().get(n) instanceof NumberTokens numbers
                ? numbers.inside(range.low(), range.high())
                : present[n];
      }
    }
  }

  /** Whether rows are drawn as tokens: all models have the same ones. */
  static boolean serves(RowRequest request) {
    int[] counts = counts(request.model());
    return counts.length > 0
        && request.sources().stream()
            .allMatch(source -> Arrays.equals(counts, counts(source.model())));
  }

  private static int[] counts(TableModel model) {
    return model.parts().tokens().encoding().codes().stream().mapToInt(TokenCode::count).toArray();
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
    TokenRows cells = new TokenRows(request.model());
    int[][] tokens = cells.tokens(rows);
    if (conditionsKnown && !request.hasConcepts()) {
      int[][] missing = encoding.encode(rows);
      for (int c : request.model().conditions().columns()) {
        int n = encoding.indexOf(c);
        for (int r = 0; r < rows.length; r++) {
          tokens[r][n] = missing[r][n];
        }
      }
    }
    SplittableRandom[] own = new SplittableRandom[rows.length];
    Arrays.setAll(own, r -> random.apply(OWN + first + r));
    for (Part part : parts(tokens, own)) {
      part.draw(random.apply(COMMON + first));
    }
    cells.write(tokens, rows, own, request.ranges());
  }

  /** Rows that are drawn from one density. */
  private final class Part {
    private final Conditional density;
    private final boolean settled;
    private final int[][] tokens;
    private final SplittableRandom[] own;

    /**
     * Some rows.
     *
     * @param settled whether the density's columns can be drawn one after the other
     */
    Part(Conditional density, boolean settled, int[][] tokens, SplittableRandom[] own) {
      this.density = density;
      this.settled = settled;
      this.tokens = tokens;
      this.own = own;
    }

    void draw(SplittableRandom common) {
      if (tokens.length == 0) {
        return;
      }
      boolean[] fixed = new boolean[factors.length];
      boolean[] left = new boolean[factors.length];
      for (int n = 0; n < factors.length; n++) {
        int column = n;
        left[n] = request.hasConcepts() && request.model().conditions().has(encoding.columns()[n]);
        fixed[n] = left[n] || Arrays.stream(tokens).anyMatch(row -> row[column] >= 0);
      }
      Revealing chains = new Revealing(density, factors);
      chains.reveal(tokens, left, common, own);
      if (!settled) {
        chains.settle(tokens, fixed, common, own);
      }
    }
  }

  /** Rows of a mixture by the model they come from; all of them otherwise. */
  private List<Part> parts(int[][] tokens, SplittableRandom[] own) {
    List<RowRequest.Source> sources = request.sources();
    if (!request.mixture()) {
      boolean plain = sources.size() == 1 && sources.get(0).isPlain();
      return List.of(new Part(TokenDensity.product(sources), plain, tokens, own));
    }
    double[][] log = new double[sources.size()][];
    for (int m = 0; m < log.length; m++) {
      log[m] = TokenDensity.logKnown(TokenDensity.of(sources.get(m)), tokens);
    }
    int[] of = new int[tokens.length];
    for (int r = 0; r < of.length; r++) {
      of[r] = choose(log, r, own[r].nextDouble());
    }
    List<Part> parts = new ArrayList<>();
    for (int m = 0; m < log.length; m++) {
      int which = m;
      int[] rows = IntStream.range(0, of.length).filter(r -> of[r] == which).toArray();
      parts.add(
          new Part(
              TokenDensity.of(sources.get(m)),
              sources.get(m).isPlain(),
              IntStream.of(rows).mapToObj(r -> tokens[r]).toArray(int[][]::new),
              IntStream.of(rows).mapToObj(r -> own[r]).toArray(SplittableRandom[]::new)));
    }
    return parts;
  }

  /** The model of a row: as likely as its weight times what it says of the known cells. */
  private int choose(double[][] log, int row, double u) {
    double most = Arrays.stream(log).mapToDouble(of -> of[row]).max().orElseThrow();
    double[] upTo = new double[log.length];
    for (int m = 0; m < log.length; m++) {
      upTo[m] = request.sources().get(m).weight() * Math.exp(log[m][row] - most);
    }
    Arrays.parallelPrefix(upTo, Double::sum);
    int m = 0;
    while (m < log.length - 1 && u * upTo[log.length - 1] >= upTo[m]) {
      m++;
    }
    return m;
  }
}
