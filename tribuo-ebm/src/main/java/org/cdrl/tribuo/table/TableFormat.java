package org.cdrl.tribuo.table;

import org.cdrl.table.text.MissingTokens;

/**
 * How cells stand in a CSV file. ARFF files tell that themselves.
 *
 * @param delimiter between cells
 * @param header whether the first line has the column names; without, columns are named x1, x2, ...
 * @param missing the texts that stand for a missing cell, and the one to write
 */
public record TableFormat(char delimiter, boolean header, MissingTokens missing) {
  /** Commas, a header line, and the usual texts for missing cells. */
  public static final TableFormat DEFAULT = new TableFormat(',', true, MissingTokens.DEFAULT);
}
