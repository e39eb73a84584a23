package org.cdrl.table.rules;

import org.cdrl.table.data.Schema;

/**
 * A column is the product of two others, such as a price of a unit and a quantity, but for
 * rounding.
 *
 * @param total column of the product
 * @param first column of a factor
 * @param second column of the other one
 * @param weight a constant factor, not 0
 * @param tolerance how far a row's cells may be from it
 */
public record Product(int total, int first, int second, double weight, double tolerance)
    implements Equation {
  /** Numbers of a factor that are tried on both sides of the one that was drawn. */
  private static final int TRIED = 500;

  @Override
  public int[] columns() {
    return new int[] {total, first, second};
  }

  @Override
  public int[] parts() {
    return new int[] {first, second};
  }

  @Override
  public int[] decides() {
    return new int[] {total};
  }

  @Override
  public double value(double[] row) {
    return weight * row[first] * row[second];
  }

  @Override
  public String text(Schema schema) {
    return schema.column(total).name()
        + " = "
        + (weight == 1 ? "" : Sum.plain(weight) + " * ")
        + schema.column(first).name()
        + " * "
        + schema.column(second).name();
  }

  @Override
  public void derive(double[] row, ColumnValues values) {
    boolean hasTotal = !Double.isNaN(row[total]);
    if (!hasTotal && !Double.isNaN(value(row))) {
      row[total] = fitting(values, total, value(row), 1);
    }
    if (hasTotal && Double.isNaN(row[first]) != Double.isNaN(row[second])) {
      int open = Double.isNaN(row[first]) ? first : second;
      double other = weight * row[open == first ? second : first];
      // Where several numbers would do, the one that is drawn decides.
      if (other != 0 && tolerance <= Math.abs(other) * values.resolution(open)) {
        row[open] = fitting(values, open, row[total] / other, other);
      }
    }
  }

  @Override
  public void fitParts(RowDraft row) {
    if (obeys(row.cells())) {
      return;
    }
    boolean openFirst = !row.isSettled(first);
    boolean openSecond = !row.isSettled(second);
    if (openFirst && openSecond) {
      ColumnValues values = row.values();
      boolean coarse =
          values.step(first) * Math.abs(row.cell(second))
              > values.step(second) * Math.abs(row.cell(first));
      fitBoth(row, coarse ? first : second, coarse ? second : first);
    } else if (openFirst || openSecond) {
      fit(row, openFirst ? first : second, openFirst ? second : first);
    }
  }

  /** The coarse factor is the nearest to the drawn one for which the other one has a number. */
  private void fitBoth(RowDraft row, int coarse, int fine) {
    double drawn = row.cell(coarse);
    double step = row.values().resolution(coarse);
    for (int n = 0; n <= 2 * TRIED; n++) {
      double wish = drawn + (n % 2 == 0 ? -1 : 1) * ((n + 1) / 2) * step;
      put(row, coarse, wish);
      if (fit(row, fine, coarse)) {
        return;
      }
    }
    put(row, coarse, drawn);
    fit(row, fine, coarse);
    double other = weight * row.cell(coarse);
    if (!obeys(row.cells()) && other != 0) {
      row.set(fine, fitting(row.values(), fine, row.cell(total) / other, other));
    }
  }

  private boolean fit(RowDraft row, int open, int other) {
    double by = weight * row.cell(other);
    put(row, open, by == 0 ? row.cell(open) : row.cell(total) / by);
    return obeys(row.cells());
  }

  private static void put(RowDraft row, int column, double wish) {
    row.put(column, wish, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  @Override
  public void narrow(Domains domains) {
    double[] factors = hull(domains, first, second);
    domains.keep(
        total,
        Math.min(weight * factors[0], weight * factors[1]) - tolerance,
        Math.max(weight * factors[0], weight * factors[1]) + tolerance);
    narrow(domains, first, second);
    narrow(domains, second, first);
  }

  private void narrow(Domains domains, int factor, int other) {
    double low = weight * domains.low(other);
    double high = weight * domains.high(other);
    if (low * high > 0 && Double.isFinite(low * high)) {
      double from = domains.low(total) - tolerance;
      double to = domains.high(total) + tolerance;
      double[] ends = {from / low, from / high, to / low, to / high};
      domains.keep(
          factor,
          Math.min(Math.min(ends[0], ends[1]), Math.min(ends[2], ends[3])),
          Math.max(Math.max(ends[0], ends[1]), Math.max(ends[2], ends[3])));
    }
  }

  private static double[] hull(Domains domains, int a, int b) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double x : new double[] {domains.low(a), domains.high(a)}) {
      for (double y : new double[] {domains.low(b), domains.high(b)}) {
        // Of nothing and anything nothing comes.
        double product = x == 0 || y == 0 ? 0 : x * y;
        low = Math.min(low, product);
        high = Math.max(high, product);
      }
    }
    return new double[] {low, high};
  }
}
