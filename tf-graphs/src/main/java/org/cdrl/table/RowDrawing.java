package org.cdrl.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.cdrl.Sampler;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.table.data.Table;
import org.cdrl.value.Condition;

/** Draws and scores the rows that were asked for. */
final class RowDrawing {
  /** Rows that run together: the engine's piece, so that bits do not depend on the cut. */
  private static final int PIECE = Sampler.ROWS_AT_ONCE;

  /** Rows drawn to find out what goes with a range. */
  private static final int POOL = 4 * PIECE;

  private final RowRequest request;

  /** Draws rows as tokens; null where the engine does. */
  private final TokenDrawing tokens;

  /** Rows drawn without the ranges, of which those within all of them remain; made when needed. */
  private double[][] pool;

  RowDrawing(RowRequest request) {
    this.request = request;
    this.tokens = TokenDrawing.serves(request) ? new TokenDrawing(request) : null;
  }

  private TableModel model() {
    return request.model();
  }

  /** Rows first .. first+n-1. */
  double[][] draw(long first, int n) {
    double[][] rows = new double[n][];
    for (long piece = first / PIECE * PIECE; piece < first + n; piece += PIECE) {
      double[][] drawn = piece(piece);
      for (int r = 0; r < PIECE; r++) {
        long at = piece + r - first;
        if (at >= 0 && at < n) {
          rows[(int) at] = drawn[r];
        }
      }
    }
    return rows;
  }

  private synchronized double[][] pool() {
    if (pool == null) {
      RowRequest open = request.withRanges(Map.of()).withSeed(request.seed() ^ 0x5DEECE66DL);
      pool =
          Arrays.stream(new RowDrawing(open).draw(0, POOL))
              .filter(request::isInRanges)
              .toArray(double[][]::new);
    }
    return pool;
  }

  private double[][] piece(long first) {
    double[][] rows = new double[PIECE][];
    boolean[][] known = new boolean[PIECE][];
    for (int r = 0; r < PIECE; r++) {
      rows[r] = wanted(first + r);
      known[r] = new boolean[rows[r].length];
      for (int c = 0; c < rows[r].length; c++) {
        known[r][c] = !Double.isNaN(rows[r][c]);
      }
    }
    complete(rows, first);
    for (int r = 0; r < PIECE; r++) {
      request.resolve(rows[r], known[r], random(first + r + (1L << 59)));
    }
    return rows;
  }

  /** Draws what rows lack, in place. */
  private void complete(double[][] wanted, long first) {
    if (tokens != null) {
      tokens.draw(wanted, first, !conditionsFollow(), this::random);
      return;
    }
    TableEncoding encoding = model().encoding();
    int[] data = model().conditions().others();
    boolean fill = !request.missing() && encoding.hasMissing();
    for (double[] row : wanted) {
      for (int c : data) {
        fill |= !Double.isNaN(row[c]);
      }
    }
    LongFunction<Condition> conditions =
        row -> model().conditions().condition(wanted[(int) (row - first)]);
    Sampler sampler =
        request.join(request.sources().stream().map(source -> source.under(conditions)).toList());
    float[][] points;
    if (fill) {
      float[][] open = new float[PIECE][];
      for (int r = 0; r < PIECE; r++) {
        open[r] = encoding.encodeGiven(model().dataCells(wanted[r]), request.missing());
      }
      points = sampler.fill(first, open);
    } else {
      points = sampler.draw(first, PIECE);
    }
    // Products and mixtures have other distributions than the model's rows.
    boolean single = request.sources().size() == 1;
    for (int r = 0; r < PIECE; r++) {
      if (single) {
        model().parts().drawn().apply(points[r]);
      }
      double[] cellsOfRow = encoding.decode(points[r], request.missing());
      for (int k = 0; k < data.length; k++) {
        if (Double.isNaN(wanted[r][data[k]])) {
          wanted[r][data[k]] = cellsOfRow[k];
        }
      }
    }
    if (conditionsFollow()) {
      OpenConditions.draw(model(), Arrays.asList(wanted), r -> random(first + r + (1L << 62)));
    }
  }

  /**
   * Numbers from 0 to 1 that fill the interval more evenly than random ones (Weyl 1916), so that
   * few rows have labels as frequent as many.
   */
  private double evenly(long row) {
    double at = random(-1).nextDouble() + row * (Math.sqrt(5) - 1) / 2;
    return at - Math.floor(at);
  }

  private SplittableRandom random(long row) {
    return new SplittableRandom((request.seed() * 31 + 7) * 0x9E3779B97F4A7C15L + row);
  }

  /**
   * Whether conditions that are not given are drawn given the rest of the row, because cells of
   * other columns are: their labels are not as frequent then as in training.
   */
  private boolean conditionsFollow() {
    return request.sources().size() == 1
        && request.sources().get(0).concepts().isEmpty()
        && (tokens != null && !request.ranges().isEmpty()
            || request.cells().keySet().stream().anyMatch(c -> !model().conditions().has(c)))
        && (tokens != null || OpenConditions.canDraw(model()));
  }

  /** log p of rows, [transitions][n]. */
  float[][] logDensities(Table rows, int... transitions) {
    double[] given = new double[model().schema().size()];
    Arrays.fill(given, Double.NaN);
    request.cells().forEach((c, cell) -> given[c] = cell);
    Condition condition = model().conditions().condition(given);
    List<Sampler> engines =
        request.sources().stream()
            .map(
                source ->
                    source.concepts().isEmpty() && !condition.isEmpty()
                        ? source.engine().given(condition)
                        : source.engine())
            .toList();
    return request.join(engines).logDensities(EncodedRows.of(model(), rows).points(), transitions);
  }

  /** What is known of a row before it is drawn. */
  private double[] wanted(long number) {
    SplittableRandom random = random(number);
    double[] row = new double[model().parts().schema().size()];
    Arrays.fill(row, Double.NaN);
    request.cells().forEach((c, cell) -> row[c] = cell);
    if (request.balanced() >= 0) {
      int[] labels = model().conditions().seenLabels(request.balanced());
      row[request.balanced()] = labels[(int) (number % labels.length)];
    }
    // Tokens out of the ranges are left out; else values in them are searched first.
    Set<Integer> searched = tokens != null ? Set.of() : request.ranges().keySet();
    double[] like = searched.isEmpty() ? null : like(row, random);
    for (int c : searched) {
      RowRequest.Range range = request.ranges().get(c);
      row[c] = like != null ? like[c] : model().within(c, range.low(), range.high(), random);
    }
    if (request.hasConcepts()) {
      for (RowRequest.Source source : request.sources()) {
        source.concepts().forEach((of, weight) -> model().conditions().name(of, weight, row));
      }
    } else if (like != null) {
      for (int c : model().conditions().columns()) {
        row[c] = like[c];
      }
    } else if (!conditionsFollow()) {
      model().conditions().complete(row, evenly(number));
    }
    model().rules().differ(row);
    return row;
  }

  /** A row of the pool with the same conditions as far as they are given; null if there is none. */
  private double[] like(double[] row, SplittableRandom random) {
    double[][] among = pool();
    int start = among.length == 0 ? 0 : random.nextInt(among.length);
    for (int n = 0; n < among.length; n++) {
      double[] candidate = among[(start + n) % among.length];
      if (Arrays.stream(model().conditions().columns())
          .allMatch(c -> Double.isNaN(row[c]) || row[c] == candidate[c])) {
        return candidate;
      }
    }
    return null;
  }
}
