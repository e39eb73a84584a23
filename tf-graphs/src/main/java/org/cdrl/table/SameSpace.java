package org.cdrl.table;

import java.util.List;
import org.cdrl.internal.encoding.ColumnCode;
import org.cdrl.table.data.Schema;

/** Whether two models are densities over the same space. */
final class SameSpace {
  private SameSpace() {}

  /**
   * Fails unless they are.
   *
   * @throws IllegalArgumentException saying what differs
   */
  static void require(TableModel a, TableModel b) {
    requireSame("columns", columns(a.parts().schema()), columns(b.parts().schema()));
    requireSame("conditions", a.conditions().names(), b.conditions().names());
    List<ColumnCode> codes = a.encoding().codes();
    for (int k = 0; k < codes.size(); k++) {
      boolean same =
          TableBytes.code(codes.get(k)).equals(TableBytes.code(b.encoding().codes().get(k)))
              && a.encoding().missing()[k] == b.encoding().missing()[k];
      if (!same) {
        throw new IllegalArgumentException(
            "Models can be combined only over the same space, but they encode column \""
                + a.encoding().schema().column(k).name()
                + "\" differently; train one with the other's encoding (encodedLike)");
      }
    }
  }

  private static List<String> columns(Schema schema) {
    return schema.columns().stream()
        .map(column -> column.name() + " (" + column.kind() + column.labels() + ")")
        .toList();
  }

  private static void requireSame(String what, Object a, Object b) {
    if (!a.equals(b)) {
      throw new IllegalArgumentException(
          "Models can be combined only over the same space, but their "
              + what
              + " differ: "
              + a
              + " and "
              + b);
    }
  }
}
