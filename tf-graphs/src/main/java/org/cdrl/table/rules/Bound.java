package org.cdrl.table.rules;

import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;

/**
 * Numbers of a column lie in a range.
 *
 * @param low least; may be negative infinity
 * @param high most; may be infinity
 */
public record Bound(int column, double low, double high) implements Rule {
  @Override
  public int[] columns() {
    return new int[] {column};
  }

  @Override
  public int[] decides() {
    return new int[0];
  }

  @Override
  public boolean obeys(double[] row) {
    return !(row[column] < low || row[column] > high);
  }

  @Override
  public String text(Schema schema) {
    Column of = schema.column(column);
    return Double.isInfinite(high)
        ? of.name() + " >= " + of.text(low)
        : of.name() + " <= " + of.text(high);
  }

  @Override
  public void forth(RowDraft row) {
    row.keepToLimits(column);
  }

  @Override
  public void narrow(Domains domains) {
    domains.keep(column, low, high);
  }
}
