package org.cdrl.weka.instances;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cdrl.table.TableSampler;
import org.cdrl.table.data.Column;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.table.keys.KeySearch;
import weka.core.Attribute;
import weka.core.Instance;
import weka.core.Instances;

/** Attributes that are keys: how more of them are made, and how drawn rows get them. */
public final class InstanceKeys {
  private InstanceKeys() {}

  /** Makes more keys like the values of an attribute, if these are keys. */
  static Optional<KeyMaker> of(Instances data, Attribute attribute) {
    KeySearch search = new KeySearch();
    for (int r = 0; r < data.size(); r++) {
      Instance row = data.get(r);
      if (!row.isMissing(attribute)) {
        search.add(
            r + 1,
            attribute.isNominal()
                ? row.stringValue(attribute).strip()
                : Long.toString((long) row.value(attribute)));
      }
    }
    return search.maker();
  }

  /**
   * What makes more keys, by attributes that are keys.
   *
   * @param data the same that the columns are of
   */
  public static Map<String, KeyMaker> of(InstanceColumns columns, Instances data) {
    Map<String, KeyMaker> keys = new LinkedHashMap<>();
    for (Column column : columns.schema().columns()) {
      if (column.kind() == Column.Kind.KEY) {
        of(data, data.attribute(column.name())).ifPresent(maker -> keys.put(column.name(), maker));
      }
    }
    return keys;
  }

  /**
   * The attributes of rows that are drawn into a data set of their own; a copy. Keys that were
   * labels are strings, for new ones are not among the labels.
   */
  public static Instances header(InstanceColumns columns) {
    Instances drawn = columns.header();
    for (int a = 0; a < drawn.numAttributes(); a++) {
      Attribute attribute = drawn.attribute(a);
      if (columns.schema().column(a).kind() == Column.Kind.KEY && attribute.isNominal()) {
        drawn.replaceAttributeAt(new Attribute(attribute.name(), (List<String>) null), a);
      }
    }
    return drawn;
  }

  /**
   * Puts new keys into rows that were drawn: into attributes of numbers and strings. Where they
   * would have to be labels they stay missing.
   *
   * @param drawn rows first, first + 1, ... of the sampler
   * @throws IllegalArgumentException naming the attribute if there are not as many keys
   */
  public static void add(
      InstanceColumns columns, Instances drawn, TableSampler sampler, long first) {
    for (int a = 0; a < drawn.numAttributes(); a++) {
      Column column = columns.schema().column(a);
      if (column.kind() != Column.Kind.KEY || drawn.attribute(a).isNominal()) {
        continue;
      }
      String[] made = sampler.keys(column.name(), first, drawn.size());
      for (int r = 0; r < made.length; r++) {
        if (made[r].isEmpty()) {
          continue;
        }
        if (drawn.attribute(a).isString()) {
          drawn.get(r).setValue(a, made[r]);
        } else {
          drawn.get(r).setValue(a, Double.parseDouble(made[r]));
        }
      }
    }
  }
}
