package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cdrl.internal.encoding.LabelTokens;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.internal.encoding.TokenCode;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.network.MaskedNetwork;

/**
 * The columns of a table that are drawn first, as tokens, and the weights of the network that draws
 * them. The other columns are numbers, which the engine draws given these.
 *
 * @param encoding which columns they are
 * @param weights of the network, flat; none if there are no such columns
 */
record TokenModel(TokenEncoding encoding, float[] weights) {
  /** No column is drawn first. */
  static final TokenModel NONE =
      new TokenModel(new TokenEncoding(new int[0], List.of()), new float[0]);

  private static final int WIDTH = 256;
  private static final int BLOCKS = 2;

  /**
   * A model that was trained.
   *
   * @param weights none for {@link #NONE}
   * @throws IllegalArgumentException if their number is wrong
   */
  static TokenModel of(ConditionColumns conditions, TableEncoding encoding, float[] weights) {
    if (weights.length == 0) {
      return NONE;
    }
    TokenModel model = new TokenModel(encoding(conditions, encoding), weights);
    TableBytes.require(
        !model.isEmpty() && weights.length == model.network().size(),
        "token weights",
        weights.length);
    return model;
  }

  /**
   * The columns with tokens: conditions, labels, and numbers with cells enough for every token.
   * None where only conditions have some, for the engine is given these anyway.
   */
  static TokenEncoding encoding(ConditionColumns conditions, TableEncoding encoding) {
    int[] others = conditions.others();
    List<Integer> columns = new ArrayList<>();
    List<TokenCode> codes = new ArrayList<>();
    boolean any = false;
    for (int c = 0, k = 0; c < others.length + conditions.columns().length; c++) {
      Optional<TokenCode> code;
      if (conditions.has(c)) {
        code = Optional.of(ofCondition(conditions.labelCounts(c)));
      } else {
        int labels = encoding.schema().column(k).labels().size();
        code = TokenCode.of(encoding.codes().get(k), labels, encoding.missing()[k]);
        any |= code.isPresent();
        k++;
      }
      if (code.isPresent()) {
        columns.add(c);
        codes.add(code.get());
      }
    }
    return any
        ? new TokenEncoding(columns.stream().mapToInt(Integer::intValue).toArray(), codes)
        : NONE.encoding;
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

  /** Whether a column of the table is drawn first. */
  boolean has(int column) {
    return encoding.indexOf(column) >= 0;
  }

  /** The tokens of a column of the table; empty if it has none. */
  Optional<TokenCode> code(int column) {
    int at = encoding.indexOf(column);
    return at < 0 ? Optional.empty() : Optional.of(encoding.codes().get(at));
  }

  /** When and how a column of the table is drawn, for people, to come after its coordinates. */
  String description(int column) {
    return isEmpty()
        ? ""
        : "; "
            + code(column)
                .map(TokenCode::description)
                .orElse("drawn after the columns with tokens, given these");
  }

  /** Whether nothing is left to the engine. */
  boolean drawsAll(ConditionColumns conditions, TableEncoding coordinates) {
    int[] others = conditions.others();
    for (int k = 0; k < others.length; k++) {
      if (!has(others[k]) && coordinates.end(k) > coordinates.first(k)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The point of a row whose tokens are known, in which everything else is open (NaN).
   *
   * @param missingAllowed whether cells that are open may come out missing
   */
  float[] point(
      double[] row,
      ConditionColumns conditions,
      TableEncoding coordinates,
      boolean missingAllowed) {
    int[] others = conditions.others();
    double[] cells = conditions.dataCells(row);
    for (int k = 0; k < others.length; k++) {
      cells[k] = has(others[k]) ? cells[k] : Double.NaN;
    }
    return withGaps(cells, conditions, coordinates, missingAllowed);
  }

  /**
   * The point of cells that are known, or drawn as missing, or open (NaN) where they have no
   * tokens.
   *
   * @param cells of the columns that are no conditions
   */
  float[] withGaps(
      double[] cells,
      ConditionColumns conditions,
      TableEncoding coordinates,
      boolean missingAllowed) {
    float[] x = coordinates.encodeGiven(cells, missingAllowed);
    int[] others = conditions.others();
    for (int k = 0; k < others.length; k++) {
      if (Double.isNaN(cells[k]) && code(others[k]).filter(TokenCode::hasGaps).isPresent()) {
        coordinates.putMissing(k, x);
      }
    }
    return x;
  }
}
