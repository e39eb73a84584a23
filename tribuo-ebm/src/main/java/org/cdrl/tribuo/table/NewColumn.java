package org.cdrl.tribuo.table;

import java.util.List;
import org.cdrl.table.text.CellFormat;

/**
 * A column that a copy of a table gets behind the others.
 *
 * @param name the header
 * @param type what its cells are, as an ARFF file tells it
 * @param labels all labels there are; else empty
 */
public record NewColumn(String name, Type type, List<String> labels) {
  /** The types of new columns. */
  public enum Type {
    /** Numbers, with decimal points until they are written. */
    NUMBER,
    /** One of several labels. */
    LABEL,
    /** Any text. */
    TEXT
  }

  /** Numbers. */
  public static NewColumn number(String name) {
    return new NewColumn(name, Type.NUMBER, List.of());
  }

  /** Labels. */
  public static NewColumn label(String name, List<String> labels) {
    return new NewColumn(name, Type.LABEL, List.copyOf(labels));
  }

  /** A cell as it is written; null is missing. */
  String text(String cell, CellFormat format) {
    return cell == null || type != Type.NUMBER ? cell : format.number(cell);
  }

  /** Any text. */
  public static NewColumn text(String name) {
    return new NewColumn(name, Type.TEXT, List.of());
  }
}
