package org.cdrl.weka.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cdrl.table.TableSampler;
import org.cdrl.table.data.Table;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.weka.instances.InstanceColumns;
import org.cdrl.weka.instances.InstanceKeys;
import org.cdrl.weka.instances.Weights;
import weka.core.Attribute;
import weka.core.Instances;
import weka.core.Utils;

/** A data set under study, and what its rows can be drawn by. */
public final class Study {
  /** Decides how fractions of weights are rounded. */
  private static final long SEED = 1;

  /** Digits after the point of numbers that are shown. */
  private static final int DIGITS = 4;

  private final Instances data;
  private final List<String> conditions;
  private final InstanceColumns columns;
  private final Table table;
  private final Map<String, KeyMaker> keys;
  private final Optional<RowImageShape> images;

  private Study(Instances rows, List<String> conditions, boolean protect) {
    this.conditions = conditions;
    Instances common = protect ? InstanceColumns.withoutRareClasses(rows) : rows;
    InstanceColumns all = InstanceColumns.of(common);
    columns = protect ? all.withoutRareValues(common) : all;
    keys = InstanceKeys.of(columns, common);
    table = columns.table(common);
    data = protect ? shown(common) : common;
    images = RowImageShape.of(data);
  }

  /** What is left of the rows where values are hidden. */
  private Instances shown(Instances rows) {
    Instances shown = columns.instances(table);
    for (int r = 0; r < shown.size(); r++) {
      shown.get(r).setWeight(rows.get(r).weight());
    }
    return shown;
  }

  /**
   * Looks at a data set.
   *
   * @param data at least one row; copied
   * @param classIndex the class, from 0; -1 for none. A nominal one is a condition
   * @param more nominal attributes that are to be conditions too
   * @throws IllegalArgumentException naming the attribute that cannot be learned, or if there are
   *     no rows
   */
  public static Study of(Instances data, int classIndex, List<String> more) {
    return of(data, classIndex, more, false);
  }

  /**
   * The same, if wished without values that few rows have: neither what is learned nor what is
   * shown has them ({@link InstanceColumns#withoutRareValues}).
   *
   * @throws IllegalArgumentException as above, or naming the attribute of too few numbers
   */
  public static Study of(Instances data, int classIndex, List<String> more, boolean protect) {
    if (data.isEmpty()) {
      throw new IllegalArgumentException(
          "The data set \"" + data.relationName() + "\" has no rows; there is nothing to learn");
    }
    Instances own = new Instances(data);
    own.setClassIndex(classIndex);
    Set<String> conditions = new LinkedHashSet<>();
    if (classIndex >= 0 && canBeCondition(own.classAttribute())) {
      conditions.add(own.classAttribute().name());
    }
    conditions.addAll(more);
    return new Study(own, List.copyOf(conditions), protect);
  }

  /** Whether rows can be drawn by an attribute. */
  public static boolean canBeCondition(Attribute attribute) {
    return attribute.isNominal() && attribute.numValues() > 1;
  }

  /** The rows, with their class; not to be changed. */
  public Instances data() {
    return data;
  }

  /** Which attributes are not learned, and why, for people. */
  public List<String> remarks() {
    return columns.remarks();
  }

  /** Names of attributes that are not learned. */
  Set<String> leftOut() {
    return columns.leftOut().keySet();
  }

  /** Names of attributes that rows can be drawn by. */
  public List<String> conditions() {
    return conditions;
  }

  /** The labels of a condition. */
  public List<String> labels(String condition) {
    Attribute attribute = data.attribute(condition);
    List<String> labels = new ArrayList<>();
    for (int l = 0; l < attribute.numValues(); l++) {
      labels.add(attribute.value(l));
    }
    return labels;
  }

  /** How the rows are images; empty if they are none. */
  public Optional<RowImageShape> images() {
    return images;
  }

  /** The rows as the engine takes them, in the same order. */
  Table table() {
    return table;
  }

  /** Other rows with these attributes as the engine takes them. */
  Table table(Instances rows) {
    return columns.table(rows);
  }

  /** The rows to learn from: as often as their weights say. */
  Table learned() {
    Instances counted = Weights.asCounts(data, SEED);
    return counted == data ? table : columns.table(counted);
  }

  /** What makes more keys, by attributes that are keys. */
  Map<String, KeyMaker> keys() {
    return keys;
  }

  /**
   * Rows of the engine as instances of this data set.
   *
   * @param sampler of which they are the first
   */
  Instances instances(Table rows, TableSampler sampler) {
    Instances drawn = InstanceKeys.drawn(columns, rows, sampler, 0);
    drawn.setRelationName(data.relationName() + "-generated");
    drawn.setClassIndex(data.classIndex());
    return drawn;
  }

  /** A cell of the engine as a short text. */
  String text(int column, double cell) {
    Attribute attribute = data.attribute(column);
    double value = columns.value(column, cell);
    if (Double.isNaN(value)) {
      return "missing";
    }
    if (attribute.isNominal()) {
      return attribute.value((int) value);
    }
    return attribute.isDate() ? attribute.formatDate(value) : Utils.doubleToString(value, DIGITS);
  }
}
