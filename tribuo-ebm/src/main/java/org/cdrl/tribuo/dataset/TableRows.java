package org.cdrl.tribuo.dataset;

import java.util.List;
import java.util.Map;
import org.cdrl.table.data.Table;
import org.cdrl.table.keys.KeyMaker;

/**
 * A source whose examples are rows of a table. In examples, a number is a feature of the column's
 * name, a label a feature {@code column@label} of value 1, and a missing cell has no feature.
 */
public interface TableRows {
  /** The rows, outputs included, in the order of the examples. */
  Table table();

  /** What makes more keys, by columns of keys. */
  Map<String, KeyMaker> keys();

  /** The columns that are outputs; they are no features. */
  List<String> responses();
}
