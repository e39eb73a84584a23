package org.cdrl.weka.instances;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cdrl.table.TableSampler;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
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
   * Rows that were drawn, as a data set of the {@link #header}, with new keys.
   *
   * @param rows of the sampler: first, first + 1, ...
   * @throws IllegalArgumentException naming the attribute if there are not as many keys
   */
  public static Instances drawn(
      InstanceColumns columns, Table rows, TableSampler sampler, long first) {
    Instances drawn = new Instances(header(columns), rows.size());
    for (double[] cells : rows.rows()) {
      drawn.add(columns.instance(cells));
    }
    for (int a = 0; a < drawn.numAttributes(); a++) {
      String[] made = keys(columns, a, sampler, first, rows.size());
      for (int r = 0; r < made.length; r++) {
        if (drawn.attribute(a).isString()) {
          drawn.get(r).setValue(a, made[r]);
        } else {
          drawn.get(r).setValue(a, Double.parseDouble(made[r]));
        }
      }
    }
    return drawn;
  }

  /**
   * Adds rows that were drawn to a data set of the columns' attributes, with new keys. Keys that
   * are labels become labels more, behind those that are there.
   *
   * @param data replaced by what is returned
   * @param rows of the sampler: first, first + 1, ...
   * @throws IllegalArgumentException as {@link #drawn}
   */
  public static Instances withDrawn(
      InstanceColumns columns,
      Instances data,
      List<Instance> rows,
      TableSampler sampler,
      long first) {
    Instances all = data;
    for (int a = 0; a < data.numAttributes(); a++) {
      String[] made = keys(columns, a, sampler, first, rows.size());
      Attribute attribute = data.attribute(a);
      for (int r = 0; r < made.length; r++) {
        rows.get(r)
            .setValue(
                a, attribute.isNominal() ? attribute.numValues() + r : Double.parseDouble(made[r]));
      }
      if (attribute.isNominal() && made.length > 0) {
        all = withLabels(all, a, List.of(made));
      }
    }
    all.addAll(rows);
    return all;
  }

  /** The keys of rows; none if an attribute has none, or the model makes none of them. */
  private static String[] keys(
      InstanceColumns columns, int a, TableSampler sampler, long first, int n) {
    Column column = columns.schema().column(a);
    String[] made =
        column.kind() == Column.Kind.KEY ? sampler.keys(column.name(), first, n) : new String[0];
    return made.length > 0 && made[0].isEmpty() ? new String[0] : made;
  }

  /** The same rows with more labels of a nominal attribute. */
  private static Instances withLabels(Instances data, int a, List<String> more) {
    Attribute attribute = data.attribute(a);
    List<String> labels = new ArrayList<>();
    for (int l = 0; l < attribute.numValues(); l++) {
      labels.add(attribute.value(l));
    }
    labels.addAll(more);
    Instances wider = new Instances(data, 0);
    wider.replaceAttributeAt(new Attribute(attribute.name(), labels), a);
    wider.addAll(data);
    return wider;
  }
}
