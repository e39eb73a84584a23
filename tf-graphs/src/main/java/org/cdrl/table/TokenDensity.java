package org.cdrl.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.sampling.Conditional;
import org.cdrl.value.Condition;

/** What sources of rows say of a column of tokens given others. */
final class TokenDensity {
  private TokenDensity() {}

  /** Of one source, with its concepts or its guidance. */
  static Conditional of(RowRequest.Source source) {
    TableModel model = source.model();
    TokenEncoding encoding = model.parts().tokens().encoding();
    int[] conditions = IntStream.of(model.conditions().columns()).map(encoding::indexOf).toArray();
    if (!source.concepts().isEmpty()) {
      return composed(model, conditions, source.concepts());
    }
    return source.guidance() == 0 || conditions.length == 0
        ? model.tokens()
        : model.tokens().guided(conditions, source.guidance());
  }

  /** p(x) prod_j (p(x | c_j) / p(x))^w_j. */
  private static Conditional composed(
      TableModel model, int[] columns, Map<Condition, Double> concepts) {
    Conditional[] factors = new Conditional[concepts.size() + 1];
    double[] weights = new double[factors.length];
    int[] tokens = new int[columns.length];
    Arrays.fill(tokens, -1);
    factors[0] = model.tokens().with(columns, tokens);
    weights[0] = 1;
    int j = 1;
    for (Map.Entry<Condition, Double> concept : concepts.entrySet()) {
      factors[j] = model.tokens().with(columns, model.conditions().labels(concept.getKey()));
      weights[j] = concept.getValue();
      weights[0] -= weights[j++];
    }
    return Conditional.product(factors, weights);
  }

  /** The product of several sources, each to the power of its weight. */
  static Conditional product(List<RowRequest.Source> sources) {
    return sources.size() == 1
        ? of(sources.get(0))
        : Conditional.product(
            sources.stream().map(TokenDensity::of).toArray(Conditional[]::new),
            sources.stream().mapToDouble(RowRequest.Source::weight).toArray());
  }

  /**
   * log p of what is known of rows, column by column.
   *
   * @param tokens [n][d], -1 where not known
   */
  static double[] logKnown(Conditional conditional, int[][] tokens) {
    double[] log = new double[tokens.length];
    int[][] before = new int[tokens.length][tokens[0].length];
    for (int[] row : before) {
      Arrays.fill(row, -1);
    }
    for (int c = 0; c < tokens[0].length; c++) {
      int column = c;
      if (Arrays.stream(tokens).anyMatch(row -> row[column] >= 0)) {
        float[][] logits = conditional.logits(before, c);
        for (int r = 0; r < log.length; r++) {
          if (tokens[r][c] >= 0) {
            log[r] += logits[r][tokens[r][c]] - Conditional.logTotal(logits[r]);
            before[r][c] = tokens[r][c];
          }
        }
      }
    }
    return log;
  }
}
