package org.cdrl.internal.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.value.TokenColumns;

/** The tokens of a table's columns; constant columns have one token. */
public final class TokenEncoding {
  /** How fine the bumps are that let tokens know of their neighbours. */
  private static final int[] BUMPS = {4, 8, 16};

  private final Schema schema;
  private final List<TokenCode> codes;
  private final double[] constants;

  private TokenEncoding(Schema schema, List<TokenCode> codes, double[] constants) {
    this.schema = schema;
    this.codes = codes;
    this.constants = constants;
  }

  /** Learns the codes of a table with at least one row. */
  public static TokenEncoding of(Table table) {
    List<TokenCode> codes = new ArrayList<>();
    double[] constants = new double[table.schema().size()];
    for (int c = 0; c < constants.length; c++) {
      Column column = table.schema().column(c);
      double[] cells = table.column(c);
      boolean none = Arrays.stream(cells).allMatch(Double::isNaN);
      constants[c] = cells[0];
      codes.add(
          none || column.kind() == Column.Kind.CONSTANT
              ? null
              : column.isNumeric()
                  ? TokenCode.ofNumbers(cells)
                  : TokenCode.ofLabels(cells, column.labels().size()));
    }
    return new TokenEncoding(table.schema(), codes, constants);
  }

  /** The table's columns. */
  public Schema schema() {
    return schema;
  }

  /** How many tokens a column has. */
  public int count(int column) {
    return codes.get(column) == null ? 1 : codes.get(column).count();
  }

  /** A code per column; null where all cells are the same. */
  public List<TokenCode> codes() {
    return codes;
  }

  /** What a network has to know of the tokens. */
  public TokenColumns columns(int rows) {
    int[] counts = new int[codes.size()];
    int functions = 0;
    for (int c = 0; c < counts.length; c++) {
      counts[c] = count(c);
      functions += functions(codes.get(c));
    }
    int tokens = Arrays.stream(counts).sum();
    float[] shares = new float[tokens];
    float[] free = new float[tokens];
    float[][] basis = new float[tokens][functions];
    Arrays.fill(free, 1);
    int at = 0;
    int function = 0;
    for (TokenCode code : codes) {
      if (code == null) {
        shares[at++] = 1;
        continue;
      }
      double[] of = code.shares();
      double below = 0;
      for (int k = 0; k < of.length; k++) {
        shares[at + k] = (float) ((of[k] * rows + .5) / rows);
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
    if (code == null || !code.ordered()) {
      return 0;
    }
    return 2 + Arrays.stream(BUMPS).filter(m -> code.present() > m).sum();
  }

  /** z, z² - 1 of the normal score z of a rank, and bumps along the ranks. */
  private static void values(double rank, int tokens, float[] into, int at) {
    double z =
        NormalDistribution.of(0, 1)
            .inverseCumulativeProbability(Math.max(1e-3, Math.min(1 - 1e-3, rank)));
    into[at++] = (float) z;
    into[at++] = (float) (z * z - 1);
    for (int m : BUMPS) {
      for (int n = 0; tokens > m && n < m; n++) {
        double away = rank * m - n - .5;
        into[at++] = (float) Math.exp(-away * away / 2);
      }
    }
  }

  /** The tokens of a row; -1 for NaN where no training cell was missing. */
  public int[] encode(double[] row) {
    int[] tokens = new int[row.length];
    for (int c = 0; c < tokens.length; c++) {
      TokenCode code = codes.get(c);
      tokens[c] =
          code == null ? 0 : Double.isNaN(row[c]) && !code.hasGaps() ? -1 : code.token(row[c]);
    }
    return tokens;
  }

  /** A row of these tokens. */
  public double[] decode(int[] tokens, SplittableRandom random) {
    double[] row = new double[tokens.length];
    for (int c = 0; c < row.length; c++) {
      double u = random.nextDouble();
      row[c] = codes.get(c) == null ? constants[c] : codes.get(c).cell(tokens[c], u);
    }
    return row;
  }
}
