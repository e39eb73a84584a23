package org.cdrl.cli;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.cdrl.tribuo.columns.ColumnHints;

/** A provenance for people: a line for every value, parts indented below their owner. */
final class ProvenanceText {
  private static final String INDENT = "  ";

  /** Said in the owner's line, or elsewhere and better. */
  private static final Set<String> LEFT_OUT =
      Set.of(ObjectProvenance.CLASS_NAME, "host-short-name", ColumnHints.KEY);

  private final PrintStream out;

  ProvenanceText(PrintStream out) {
    this.out = out;
  }

  /** Prints a provenance under a name. */
  void print(String name, Provenance provenance) {
    print("", name, provenance);
  }

  private void print(String indent, String name, Provenance provenance) {
    if (provenance instanceof PrimitiveProvenance<?> value) {
      line(indent, name, value.getValue());
    } else if (provenance instanceof ObjectProvenance object) {
      line(indent, name, object.getClassName());
      StreamSupport.stream(object.spliterator(), false)
          .filter(part -> !LEFT_OUT.contains(part.getA()))
          .sorted(Comparator.comparing(Pair::getA))
          .forEach(part -> print(indent + INDENT, part.getA(), part.getB()));
    } else if (provenance instanceof ListProvenance<?> list) {
      list(indent, name, list);
    } else if (provenance instanceof MapProvenance<?> map) {
      line(indent, name, map.getMap().isEmpty() ? "(none)" : "");
      map.getMap().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(entry -> print(indent + INDENT, entry.getKey(), entry.getValue()));
    } else {
      line(indent, name, provenance);
    }
  }

  private void list(String indent, String name, ListProvenance<?> list) {
    if (list.getList().stream().allMatch(PrimitiveProvenance.class::isInstance)) {
      StringBuilder values = new StringBuilder();
      for (Provenance part : list) {
        values
            .append(values.isEmpty() ? "" : ", ")
            .append(((PrimitiveProvenance<?>) part).getValue());
      }
      line(indent, name, values.isEmpty() ? "(none)" : values);
    } else {
      line(indent, name, "");
      int n = 0;
      for (Provenance part : list) {
        print(indent + INDENT, Integer.toString(++n), part);
      }
    }
  }

  private void line(String indent, String name, Object value) {
    String text = value.toString().replaceAll("\\R", " ");
    out.println(
        text.isEmpty()
            ? indent + name
            : String.format(Locale.ROOT, "%-26s %s", indent + name, text));
  }
}
