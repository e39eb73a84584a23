package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cdrl.internal.encoding.LabelTokens;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.internal.encoding.TokenCode;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.network.MaskedNetwork;

/**
 * A table as tokens, and the weights of the network that draws them, where every column has tokens:
 * a network of tokens knows nothing of numbers without.
 *
 * @param encoding of the columns
 * @param weights of the network, flat; none where rows are not drawn as tokens
 */
record TokenModel(TokenEncoding encoding, float[] weights) {
  /** Rows are not drawn as tokens. */
  static final TokenModel NONE =
      new TokenModel(new TokenEncoding(new int[0], List.of()), new float[0]);

  /** Share of the cells in wide bins from which on the engine draws better rows. */
  private static final double MOST_COARSE = .5;

  private static final int WIDTH = 256;
  private static final int BLOCKS = 2;

  /**
   * A model that was trained.
   *
   * @param own columns of the table itself, before the differences that are learned beside them
   * @param weights none for {@link #NONE}
   * @throws IllegalArgumentException if their number is wrong
   */
  static TokenModel of(
      ConditionColumns conditions, TableEncoding encoding, int own, float[] weights) {
    if (weights.length == 0) {
      return NONE;
    }
    TokenModel model = new TokenModel(encoding(conditions, encoding, own), weights);
    TableBytes.require(
        !model.isEmpty() && weights.length == model.network().size(),
        "token weights",
        weights.length);
    return model;
  }

  /** The tokens that so many rows are learned as: rows have to be spared to tell when to end. */
  static TokenEncoding encoding(
      int rows, ConditionColumns conditions, TableEncoding encoding, int own) {
    return TableDefaults.validationShare(rows) > 0
        ? encoding(conditions, encoding, own)
        : NONE.encoding;
  }

  /**
   * The tokens of all columns that are not always the same; none if they do not serve. A difference
   * without is not learned as a token: its rule then keeps the numbers themselves in order.
   *
   * @param own columns of the table itself, before the differences
   */
  static TokenEncoding encoding(ConditionColumns conditions, TableEncoding encoding, int own) {
    return lacking(conditions, encoding, own).isPresent()
        ? NONE.encoding
        : all(conditions, encoding);
  }

  static TokenEncoding all(ConditionColumns conditions, TableEncoding encoding) {
    List<Integer> columns = new ArrayList<>();
    List<TokenCode> codes = new ArrayList<>();
    int all = conditions.others().length + conditions.columns().length;
    for (int c = 0; c < all; c++) {
      Optional<TokenCode> code = code(conditions, encoding, c);
      if (code.isPresent()) {
        columns.add(c);
        codes.add(code.get());
      }
    }
    return new TokenEncoding(columns.stream().mapToInt(Integer::intValue).toArray(), codes);
  }

  /** Why tokens do not serve; empty if they do. */
  private static Optional<String> lacking(
      ConditionColumns conditions, TableEncoding encoding, int own) {
    int[] others = conditions.others();
    for (int k = 0; k < others.length && others[k] < own; k++) {
      boolean constant = encoding.end(k) == encoding.first(k);
      if (!constant && code(conditions, encoding, others[k]).isEmpty()) {
        String name = encoding.schema().column(k).name();
        return Optional.of("column \"" + name + "\" has too few cells for tokens");
      }
    }
    TokenEncoding all = all(conditions, encoding);
    List<TokenCode> codes =
        IntStream.range(0, all.columns().length)
            .filter(n -> all.columns()[n] < own)
            .mapToObj(all.codes()::get)
            .toList();
    return codes.stream().mapToDouble(TokenCode::coarse).sum() > MOST_COARSE * codes.size()
        ? Optional.of("most cells are numbers that differ, too few of them for narrow bins")
        : Optional.empty();
  }

  private static Optional<TokenCode> code(
      ConditionColumns conditions, TableEncoding encoding, int column) {
    if (conditions.has(column)) {
      return Optional.of(ofCondition(conditions.labelCounts(column)));
    }
    int k = Arrays.binarySearch(conditions.others(), column);
    int labels = encoding.schema().column(k).labels().size();
    return TokenCode.of(encoding.codes().get(k), labels, encoding.missing()[k]);
  }

  private static TokenCode ofCondition(long[] counts) {
    double all = Arrays.stream(counts).sum();
    int labels = counts.length - 1;
    double[] shares = Arrays.stream(counts).mapToDouble(count -> count / all).toArray();
    return new LabelTokens(counts[labels] > 0 ? shares : Arrays.copyOf(shares, labels), labels);
  }

  static MaskedNetwork network(TokenEncoding encoding) {
    return new MaskedNetwork(encoding.tokens(), WIDTH, BLOCKS);
  }

  MaskedNetwork network() {
    return network(encoding);
  }

  boolean isEmpty() {
    return encoding.columns().length == 0;
  }

  /** Factors that leave out "missing"; null for columns in which nothing was [d][tokens]. */
  double[][] present() {
    return encoding.codes().stream()
        .map(code -> code.hasGaps() ? present(code) : null)
        .toArray(double[][]::new);
  }

  private static double[] present(TokenCode code) {
    double[] factors = new double[code.count()];
    Arrays.fill(factors, 0, code.present(), 1);
    return factors;
  }

  /** How rows are drawn and why, for people. */
  String drawing(ConditionColumns conditions, TableEncoding coordinates, int own) {
    if (!isEmpty()) {
      return "column by column in any order, each as a token given those before it";
    }
    return "all columns at once: "
        + lacking(conditions, coordinates, own)
            .orElse("rows were too few, or time too short, to learn tokens");
  }

  /** What the tokens of a column of the table are, for people, to come after its coordinates. */
  String description(int column) {
    int at = encoding.indexOf(column);
    return at < 0 ? "" : "; " + encoding.codes().get(at).description();
  }
}
