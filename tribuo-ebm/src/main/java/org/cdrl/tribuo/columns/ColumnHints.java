package org.cdrl.tribuo.columns;

import com.google.gson.Gson;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.tribuo.data.columnar.FieldProcessor;
import org.tribuo.data.columnar.RowProcessor;

/** What the provenance of data tells of their columns. */
public final class ColumnHints {
  /**
   * Instance value under which a data source's provenance keeps {@link #text its columns}; they are
   * looked for in all that the data come from.
   */
  public static final String KEY = "table-columns";

  private ColumnHints() {}

  /** A column as it is written. */
  private record Told(
      String name, Kind kind, String pattern, String reason, boolean empty, boolean leftOut) {}

  /**
   * Columns as a text that a provenance can hold: JSON, a list of name, kind, pattern, why it is of
   * its kind, and whether all cells are missing; behind them those that were left out.
   *
   * @param leftOut names, and why
   */
  public static String text(Schema schema, Map<String, String> leftOut) {
    List<Told> columns = new ArrayList<>();
    for (Column column : schema.columns()) {
      columns.add(
          new Told(
              column.name(),
              column.kind(),
              column.pattern(),
              column.reason(),
              column.isEmpty(),
              false));
    }
    leftOut.forEach((name, reason) -> columns.add(new Told(name, null, "", reason, false, true)));
    return new Gson().toJson(columns);
  }

  private static Map<String, ColumnHint> parse(String text) {
    Map<String, ColumnHint> hints = new LinkedHashMap<>();
    for (Told told : new Gson().fromJson(text, Told[].class)) {
      hints.put(
          told.name(),
          new ColumnHint(
              told.name(),
              told.kind(),
              told.pattern(),
              told.reason(),
              told.empty(),
              told.leftOut()));
    }
    return hints;
  }

  /**
   * The positions of a schema's columns in the order in which the data had them, as far as their
   * provenance tells; the others follow.
   */
  public static int[] order(ObjectProvenance provenance, Schema schema) {
    List<String> told = new ArrayList<>(of(provenance).keySet());
    return IntStream.range(0, schema.size())
        .boxed()
        .sorted(
            Comparator.comparingInt(
                c -> {
                  int at = told.indexOf(schema.column(c).name());
                  return at < 0 ? told.size() : at;
                }))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Hints by column, in the columns' order; none if the provenance tells nothing. */
  static Map<String, ColumnHint> of(ObjectProvenance provenance) {
    Map<String, ColumnHint> hints = all(provenance);
    hints.values().removeIf(ColumnHint::leftOut);
    return hints;
  }

  /** The columns that were left out of the data, in their order, and why. */
  public static Map<String, String> leftOut(ObjectProvenance provenance) {
    Map<String, String> reasons = new LinkedHashMap<>();
    all(provenance).values().stream()
        .filter(ColumnHint::leftOut)
        .forEach(hint -> reasons.put(hint.name(), hint.reason()));
    return reasons;
  }

  private static Map<String, ColumnHint> all(ObjectProvenance provenance) {
    Map<String, ColumnHint> hints = new LinkedHashMap<>();
    collect(provenance, hints);
    return hints;
  }

  private static void collect(Provenance provenance, Map<String, ColumnHint> hints) {
    if (!hints.isEmpty()) {
      return;
    }
    if (provenance instanceof ConfiguredObjectProvenance configured
        && configured.getClassName().equals(RowProcessor.class.getName())) {
      hints.putAll(ofRowProcessor(configured));
    } else if (provenance instanceof ObjectProvenance object) {
      for (Pair<String, Provenance> part : object) {
        if (part.getA().equals(KEY) && part.getB() instanceof StringProvenance text) {
          hints.putAll(parse(text.getValue()));
        }
      }
      for (Pair<String, Provenance> part : object) {
        collect(part.getB(), hints);
      }
    } else if (provenance instanceof ListProvenance<?> list) {
      list.forEach(part -> collect(part, hints));
    }
  }

  private static Map<String, ColumnHint> ofRowProcessor(ConfiguredObjectProvenance provenance) {
    Map<String, ColumnHint> hints = new LinkedHashMap<>();
    fieldsInOrder(provenance).forEach(field -> hints.put(field, null));
    List<ConfigurationData> parts = ProvenanceUtil.extractConfiguration(provenance);
    parts.forEach(part -> requireConfigurable(part.getClassName()));
    try (ConfigurationManager manager = new ConfigurationManager()) {
      manager.addConfiguration(parts);
      for (FieldProcessor field : manager.lookupAll(FieldProcessor.class)) {
        hints.put(field.getFieldName(), hint(field));
      }
    }
    hints.values().removeIf(Objects::isNull);
    return hints;
  }

  /**
   * Fails for a class that is no part of a configuration. The name may come from a model's file,
   * and OLCUT initializes a class before it looks what it is.
   */
  private static void requireConfigurable(String name) {
    try {
      Class<?> named = Class.forName(name, false, ColumnHints.class.getClassLoader());
      if (!Configurable.class.isAssignableFrom(named)) {
        throw new IllegalStateException(
            "The provenance of the data names the class " + name + ", which cannot be configured");
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "The provenance of the data needs the class " + name + ", which is not there", e);
    }
  }

  /** Names of fields as the processor lists them; looking them up gives them in any order. */
  private static List<String> fieldsInOrder(ConfiguredObjectProvenance provenance) {
    List<String> names = new ArrayList<>();
    if (provenance.getConfiguredParameters().get("fieldProcessorList")
        instanceof ListProvenance<?> fields) {
      for (Provenance field : fields) {
        if (field instanceof ConfiguredObjectProvenance configured
            && configured.getConfiguredParameters().get("fieldName")
                instanceof StringProvenance name) {
          names.add(name.getValue());
        }
      }
    }
    return names;
  }

  private static ColumnHint hint(FieldProcessor field) {
    Kind kind =
        switch (field.getFeatureType()) {
          case CATEGORICAL, BINARISED_CATEGORICAL -> Kind.CATEGORICAL;
          case INTEGER, REAL, TEXT -> null;
        };
    String reason =
        "read as " + field.getFeatureType() + " by its " + RowProcessor.class.getSimpleName();
    return new ColumnHint(field.getFieldName(), kind, "", reason, false, false);
  }
}
