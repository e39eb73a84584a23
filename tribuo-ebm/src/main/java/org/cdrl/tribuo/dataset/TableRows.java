package org.cdrl.tribuo.dataset;

import java.util.List;
import org.cdrl.table.data.Table;

/**
 * A source whose examples are rows of a table. In examples, a number is a feature of the column's
 * name, a label a feature {@code column@label} of value 1, and a missing cell has no feature.
 */
public interface TableRows {
  /** The rows, outputs included, in the order of the examples. */
  Table table();

  /** The columns that are outputs; they are no features. */
  List<String> responses();
}
