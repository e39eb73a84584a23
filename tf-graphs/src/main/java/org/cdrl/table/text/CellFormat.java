package org.cdrl.table.text;

/**
 * How cells stand as text.
 *
 * @param missing the texts that stand for a missing cell, and the one to write
 * @param decimal what stands before the decimals of a number: a point or a comma
 * @param dates what comes first in dates that can be read in two ways
 */
public record CellFormat(MissingTokens missing, char decimal, DateOrder dates) {
  /** The usual texts for missing cells, and decimal points. */
  public static final CellFormat DEFAULT = of(MissingTokens.DEFAULT);

  /**
   * Checks the decimal separator.
   *
   * @throws IllegalArgumentException if it is neither a point nor a comma
   */
  public CellFormat {
    if (decimal != '.' && decimal != ',') {
      throw new IllegalArgumentException(
          "Decimals stand behind a point or a comma, not behind \"" + decimal + "\"");
    }
  }

  /** Decimal points, and dates that tell their order. */
  public static CellFormat of(MissingTokens missing) {
    return new CellFormat(missing, '.', DateOrder.UNKNOWN);
  }

  /**
   * A number with a decimal point as it stands in a cell, and the other way round: where decimals
   * stand behind a comma, points and commas change places.
   */
  public String number(String text) {
    if (decimal == '.' || text.indexOf('.') < 0 && text.indexOf(',') < 0) {
      return text;
    }
    return text.replace('.', '\0').replace(',', '.').replace('\0', ',');
  }
}
