package org.cdrl.table.rules;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.cdrl.table.data.Schema;

/**
 * A column is a weighted sum of others, but for rounding; or a weighted sum is always the same.
 *
 * @param total column of the sum; {@link #NOTHING} if constant and parts add up to 0
 * @param parts columns that are added
 * @param weights of the parts, none of them 0
 * @param constant that is added
 * @param tolerance how far a row's cells may be from it
 */
public record Sum(int total, int[] parts, double[] weights, double constant, double tolerance)
    implements Equation {
  /** In place of a column of the sum. */
  public static final int NOTHING = Equation.NOTHING;

  /** What weights that cancel out leave. */
  private static final double NO_WEIGHT = 1e-9;

  @Override
  public int[] columns() {
    return isConstant()
        ? parts
        : IntStream.concat(IntStream.of(total), Arrays.stream(parts)).toArray();
  }

  @Override
  public int[] decides() {
    return isConstant() ? parts : new int[] {total};
  }

  /** What the parts of a row add up to, NaN if one is missing. */
  @Override
  public double value(double[] row) {
    double sum = constant;
    for (int k = 0; k < parts.length; k++) {
      sum += weights[k] * row[parts[k]];
    }
    return sum;
  }

  /**
   * The same with another sum's total in place of its parts; null if it does not get shorter.
   *
   * @param other does not follow from this one
   */
  Sum with(Sum other) {
    Map<Integer, Double> terms = new LinkedHashMap<>();
    for (int k = 0; k < parts.length; k++) {
      terms.put(parts[k], weights[k]);
    }
    Double factor = terms.get(other.parts[0]);
    boolean apart = isConstant() || other.isConstant() || terms.containsKey(other.total);
    if (factor == null || apart) {
      return null;
    }
    factor /= other.weights[0];
    for (int k = 0; k < other.parts.length; k++) {
      terms.merge(other.parts[k], -factor * other.weights[k], Double::sum);
    }
    terms.values().removeIf(weight -> Math.abs(weight) < NO_WEIGHT);
    terms.put(other.total, factor);
    return terms.size() >= parts.length || Arrays.stream(other.parts).anyMatch(c -> c == total)
        ? null
        : new Sum(
            total,
            terms.keySet().stream().mapToInt(Integer::intValue).toArray(),
            terms.values().stream().mapToDouble(Double::doubleValue).toArray(),
            constant - factor * other.constant,
            tolerance);
  }

  /** The same with another tolerance. */
  Sum within(double newTolerance) {
    return new Sum(total, parts, weights, constant, newTolerance);
  }

  private double total(double[] row) {
    return isConstant() ? 0 : row[total];
  }

  @Override
  public String text(Schema schema) {
    StringBuilder text = new StringBuilder(isConstant() ? "" : schema.column(total).name() + " = ");
    for (int k = 0; k < parts.length; k++) {
      boolean first = k == 0;
      double size = Math.abs(weights[k]);
      text.append(first ? (weights[k] < 0 ? "-" : "") : weights[k] < 0 ? " - " : " + ")
          .append(size == 1 ? "" : plain(size) + " * ")
          .append(schema.column(parts[k]).name());
    }
    if (isConstant()) {
      text.append(" = ").append(plain(0 - constant));
    } else if (constant != 0) {
      text.append(constant < 0 ? " - " : " + ").append(plain(Math.abs(constant)));
    }
    return text.toString();
  }

  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  @Override
  public void derive(double[] row, ColumnValues values) {
    int[] open = Arrays.stream(columns()).filter(c -> Double.isNaN(row[c])).toArray();
    if (open.length != 1) {
      return;
    }
    if (open[0] == total) {
      row[total] = fitting(values, total, value(row), 1);
    } else {
      double rest = total(row) - constant;
      double weight = 1;
      for (int k = 0; k < parts.length; k++) {
        if (parts[k] == open[0]) {
          weight = weights[k];
        } else {
          rest -= weights[k] * row[parts[k]];
        }
      }
      // Where several numbers would do, the one that is drawn decides.
      boolean single = tolerance <= Math.abs(weight) * values.resolution(open[0]);
      row[open[0]] = single ? fitting(values, open[0], rest / weight, weight) : Double.NaN;
    }
  }

  /** Scales the open parts so that all add up; then those that are finest take what is left. */
  @Override
  public void fitParts(RowDraft row) {
    Comparator<Integer> free = Comparator.comparing(k -> row.isTotal(parts[k]));
    int[] open =
        IntStream.range(0, parts.length)
            .filter(k -> !row.isSettled(parts[k]))
            .boxed()
            .sorted(free.thenComparing(k -> Math.abs(weights[k]) * row.values().step(parts[k])))
            .mapToInt(Integer::intValue)
            .toArray();
    double error = error(row.cells());
    if (open.length == 0 || Math.abs(error) <= tolerance) {
      return;
    }
    double sum = 0;
    boolean sameSign = true;
    for (int k : open) {
      double share = weights[k] * row.cell(parts[k]);
      sameSign &= share * sum >= 0;
      sum += share;
    }
    boolean coarse = false;
    for (int k : open) {
      double part = Math.abs(weights[k]) * row.values().resolution(parts[k]);
      coarse |= Math.abs(error) <= open.length * part;
    }
    if (sameSign && sum != 0 && !coarse) {
      for (int k : open) {
        put(row, k, Math.max(0, 1 - error / sum) * row.cell(parts[k]));
      }
    }
    for (int round = 0; round < 2; round++) {
      for (int k : open) {
        error = error(row.cells());
        if (Math.abs(error) > tolerance) {
          put(row, k, row.cell(parts[k]) - error / weights[k]);
        }
      }
    }
    error = error(row.cells());
    if (Math.abs(error) > tolerance) {
      int last = parts[open[0]];
      double exact = row.cell(last) - error / weights[open[0]];
      row.set(last, fitting(row.values(), last, exact, weights[open[0]]));
    }
  }

  private void put(RowDraft row, int part, double wish) {
    row.put(parts[part], wish, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  @Override
  public void narrow(Domains domains) {
    for (int k = isConstant() ? 0 : -1; k < parts.length; k++) {
      double from = -constant - tolerance;
      double to = -constant + tolerance;
      for (int j = isConstant() ? 0 : -1; j < parts.length; j++) {
        if (j != k) {
          double a = weight(j) * domains.low(column(j));
          double b = weight(j) * domains.high(column(j));
          from -= Math.max(a, b);
          to -= Math.min(a, b);
        }
      }
      double low = from / weight(k);
      double high = to / weight(k);
      domains.keep(column(k), Math.min(low, high), Math.max(low, high));
    }
  }

  /** The total counts as a part that is subtracted. */
  private double weight(int k) {
    return k < 0 ? -1 : weights[k];
  }

  private int column(int k) {
    return k < 0 ? total : parts[k];
  }
}
