package org.cdrl.internal.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Intervals of the shares of a column's training cells as tokens. A column of few numbers, each
 * often enough, has a token for each. Any other has bins of about equally many cells, and a token
 * of its own for a number as frequent as half a bin. Inside a bin, every share is as likely.
 *
 * <p>Where cells are too few for bins that tell neighbours apart, there are no tokens.
 */
public final class NumberTokens implements TokenCode {
  /** Columns with more numbers have bins. */
  private static final int MOST_NUMBERS = 128;

  /** More tell no more; fewer are coarse. */
  private static final int MOST_BINS = 64;

  private static final int FEWEST_BINS = 20;

  /** Training cells that a token needs on average: its share then is known to a tenth. */
  private static final int CELLS_PER_TOKEN = 100;

  private final NumericCode code;

  /** Where tokens begin, and 1 as the last. */
  private final double[] edges;

  /** The only number of a token; NaN for bins. */
  private final double[] alone;

  private final double[] shares;

  private NumberTokens(NumericCode code, double[] edges, double[] alone, double missing) {
    this.code = code;
    this.edges = edges;
    this.alone = alone;
    shares = new double[alone.length + (missing > 0 ? 1 : 0)];
    shares[shares.length - 1] = missing;
    for (int k = 0; k < alone.length; k++) {
      shares[k] = (edges[k + 1] - edges[k]) * (1 - missing);
    }
  }

  /** The tokens of a column; empty if they would have too few cells. */
  static Optional<NumberTokens> of(NumericCode code, double missing) {
    Quantiles of = code.quantiles();
    int numbers = of.values().length;
    boolean few = numbers <= MOST_NUMBERS && numbers * CELLS_PER_TOKEN <= of.cells();
    int bins = Math.min(MOST_BINS, of.cells() / CELLS_PER_TOKEN);
    if (!few && bins < FEWEST_BINS) {
      return Optional.empty();
    }
    double row = 1. / of.cells();
    double size = 1. / bins;
    List<Double> ends = new ArrayList<>(List.of(0.));
    List<Double> alone = new ArrayList<>();
    double begin = 0;
    for (int k = 0; k < numbers; k++) {
      // A number that occurs once stands at the middle of its row.
      double half = of.high()[k] > of.low()[k] ? 0 : row / 2;
      double low = k == 0 ? 0 : of.low()[k] - half;
      double high = k == numbers - 1 ? 1 : of.high()[k] + half;
      boolean own = few || high - low >= size / 2;
      if (own && !few && low - begin > row / 2) {
        ends.add(low);
        alone.add(Double.NaN);
        begin = low;
      }
      if (own || high - begin >= size || k == numbers - 1) {
        ends.add(high);
        alone.add(own ? of.values()[k] : Double.NaN);
        begin = high;
      }
    }
    return Optional.of(new NumberTokens(code, array(ends), array(alone), missing));
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public double[] shares() {
    return shares.clone();
  }

  @Override
  public int count() {
    return shares.length;
  }

  @Override
  public int present() {
    return alone.length;
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public boolean isBin(int token) {
    return token < present() && Double.isNaN(alone[token]);
  }

  @Override
  public double coarse() {
    double all = 0;
    for (int k = 0; k < present(); k++) {
      all += isBin(k) && code.quantiles().cells() < MOST_BINS * CELLS_PER_TOKEN ? shares[k] : 0;
    }
    return all;
  }

  @Override
  public int token(double cell) {
    if (Double.isNaN(cell)) {
      return present();
    }
    int found = Arrays.binarySearch(edges, code.quantiles().middle(cell));
    return Math.min(present() - 1, found >= 0 ? found : -found - 2);
  }

  @Override
  public double cell(int token, double u) {
    if (token == present()) {
      return Double.NaN;
    }
    return isBin(token)
        ? code.cell(edges[token] + u * (edges[token + 1] - edges[token]))
        : alone[token];
  }

  /**
   * How much of every token's cells lies in a range; if none does, that of the token whose numbers
   * are around the range counts.
   *
   * @param from may be negative infinity; not beyond all training values
   * @param to may be infinity; the same
   * @return of all tokens, "missing" included, from 0 to 1
   */
  public double[] inside(double from, double to) {
    double[] inside = new double[count()];
    double begin = code.quantiles().begin(from);
    double end = code.quantiles().end(to);
    double sum = 0;
    for (int k = 0; k < present(); k++) {
      inside[k] =
          isBin(k)
              ? Math.max(0, Math.min(end, edges[k + 1]) - Math.max(begin, edges[k]))
                  / (edges[k + 1] - edges[k])
              : alone[k] >= from && alone[k] <= to ? 1 : 0;
      sum += inside[k];
    }
    if (sum == 0) {
      inside[token(Math.max(from, code.quantiles().least()))] = 1;
    }
    return inside;
  }

  /**
   * A cell of a token that lies in a range, which {@link #inside} allows.
   *
   * @param u from 0 to 1, where in the part of the bin
   */
  public double cell(int token, double from, double to, double u) {
    if (!isBin(token)) {
      return Math.max(from, Math.min(to, alone[token]));
    }
    double begin = Math.max(edges[token], code.quantiles().begin(from));
    double end = Math.min(edges[token + 1], code.quantiles().end(to));
    return code.within(from, to, begin + u * (end - begin));
  }

  @Override
  public String description() {
    return Arrays.stream(alone).noneMatch(Double::isNaN)
        ? "drawn as one of " + present() + " numbers, each often enough"
        : "drawn as one of " + present() + " bins and frequent numbers";
  }
}
