package org.cdrl.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Column;
import org.cdrl.table.keys.KeyMaker;

/** The keys that a model makes, for people. */
final class KeysTold {
  private KeysTold() {}

  /** Prints a line per column of keys; nothing if there are none. */
  static void print(PrintStream out, TableModel model) {
    List<Column> keys =
        model.schema().columns().stream()
            .filter(column -> column.kind() == Column.Kind.KEY)
            .toList();
    if (keys.isEmpty()) {
      return;
    }
    out.println("keys of drawn rows");
    for (Column column : keys) {
      KeyMaker maker = model.keys().get(column.name());
      String news =
          maker == null
              ? "none: it was trained on a data set that does not tell them"
              : maker.news();
      out.printf(Locale.ROOT, "  %-24s %s%n", column.name(), news);
    }
  }
}
