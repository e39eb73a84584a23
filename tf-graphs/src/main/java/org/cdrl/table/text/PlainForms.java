package org.cdrl.table.text;

import java.util.List;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;

/**
 * Columns for formats that write numbers in one way only and dates under patterns of {@link
 * java.text.SimpleDateFormat}, as ARFF does.
 */
public final class PlainForms {
  private static final String ISO = "yyyy-MM-dd'T'HH:mm:ss";

  private PlainForms() {}

  /** The same columns, with patterns that such a format can have. */
  public static Schema of(Schema schema) {
    return new Schema(schema.columns().stream().map(PlainForms::of).toList());
  }

  private static Column of(Column column) {
    if (!column.isNumeric()) {
      return column;
    }
    String pattern = column.kind() == Kind.DATE_TIME ? date(column.pattern()) : "";
    return new Column(column.name(), column.kind(), List.of(), pattern, column.reason());
  }

  /** Names of months depend on the reader's language there, and two digits on the current year. */
  private static String date(String pattern) {
    String fields = pattern.replaceAll("'[^']*'", "");
    boolean same =
        fields.matches("[^A-Za-z]*([yMdHhmsaS]+[^A-Za-z]*)+")
            && !fields.contains("MMM")
            && fields.matches("[^y]*(yyyy[^y]*)?")
            && fields.matches("[^S]*(SSS[^S]*)?");
    return same ? pattern : fields.contains("S") ? ISO + ".SSS" : ISO;
  }
}
