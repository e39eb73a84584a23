package org.cdrl.tribuo.columns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cdrl.table.data.Column.Kind;
import org.tribuo.Feature;

/** Finds out which columns a data set's features are, from the features and what else is known. */
final class ColumnInference {
  /** What was seen of one feature. */
  private static final class Seen {
    boolean ones = true;
    boolean whole = true;
  }

  private final Map<String, ColumnHint> hints;
  private final Map<String, Kind> overrides;
  private final Map<String, Seen> features = new TreeMap<>();

  /** Groups of which an example had two. */
  private final Set<String> several = new HashSet<>();

  /** Distinct values of features that are to be labels. */
  private final Map<String, TreeSet<Double>> codes = new HashMap<>();

  /**
   * Begins.
   *
   * @param hints by column, in the columns' order
   * @param overrides kinds that are asked for, by column
   */
  ColumnInference(Map<String, ColumnHint> hints, Map<String, Kind> overrides) {
    this.hints = hints;
    this.overrides = overrides;
    overrides.forEach(
        (name, kind) -> {
          requireOfFeatures(name, kind);
          if (kind == Kind.CATEGORICAL) {
            codes.put(name, new TreeSet<>());
          }
        });
  }

  /** Fails for a kind that features cannot be made. */
  static void requireOfFeatures(String column, Kind kind) {
    if (kind != Kind.REAL && kind != Kind.INTEGER && kind != Kind.CATEGORICAL) {
      throw new IllegalArgumentException(
          "Column \""
              + column
              + "\" cannot be made "
              + kind
              + "; of features it can be REAL, INTEGER or CATEGORICAL");
    }
  }

  /** Looks at the features of one example. */
  void add(Iterable<Feature> example) {
    Set<String> groups = new HashSet<>();
    for (Feature feature : example) {
      String name = feature.getName();
      double value = feature.getValue();
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "Feature \"" + name + "\" is " + value + "; replace it or leave it out");
      }
      Seen seen = features.computeIfAbsent(name, key -> new Seen());
      seen.ones &= value == 1;
      seen.whole &= FeatureColumn.isWhole(value);
      String group = group(name);
      if (group != null && !groups.add(group)) {
        several.add(group);
      }
      TreeSet<Double> values = codes.get(name);
      if (values != null && values.size() <= FeatureColumn.MOST_CODES) {
        values.add(value);
      }
    }
  }

  /**
   * The column of labels whose name stands before a joiner, for names may have joiners themselves;
   * else what stands before the first one; null if nothing does.
   */
  private String group(String feature) {
    int first = feature.indexOf(FeatureColumn.JOINER);
    if (first <= 0 || isKnown(feature, false)) {
      return null;
    }
    for (int at = feature.lastIndexOf(FeatureColumn.JOINER);
        at > first;
        at = feature.lastIndexOf(FeatureColumn.JOINER, at - 1)) {
      if (isKnown(feature.substring(0, at), true)) {
        return feature.substring(0, at);
      }
    }
    return feature.substring(0, first);
  }

  private boolean isKnown(String name, boolean labels) {
    ColumnHint hint = hints.get(name);
    return hint != null && hint.isLabels() == labels;
  }

  /** The columns: those with hints in their order, then the others by name. */
  List<FeatureColumn> columns() {
    Map<String, List<String>> labels = new TreeMap<>();
    for (String feature : features.keySet()) {
      String group = group(feature);
      if (group != null) {
        labels
            .computeIfAbsent(group, key -> new ArrayList<>())
            .add(feature.substring(group.length() + 1));
      }
    }
    labels.keySet().removeIf(group -> !isGroup(group, labels.get(group)));
    List<FeatureColumn> columns = new ArrayList<>();
    labels.forEach(
        (group, ofGroup) -> columns.add(FeatureColumn.oneHot(group, ofGroup, hints.get(group))));
    for (String feature : features.keySet()) {
      if (!labels.containsKey(String.valueOf(group(feature)))) {
        columns.add(
            codes.containsKey(feature)
                ? FeatureColumn.codes(feature, codes.get(feature))
                : number(feature));
      }
    }
    hints.values().stream()
        .filter(hint -> hint.empty() && !labels.containsKey(hint.name()))
        .forEach(hint -> columns.add(FeatureColumn.oneHot(hint.name(), List.of(), hint)));
    requireFollowed(columns);
    List<String> order = new ArrayList<>(hints.keySet());
    columns.sort(
        Comparator.comparingInt((FeatureColumn c) -> position(order, c.column().name()))
            .thenComparing(c -> c.column().name()));
    return columns;
  }

  private static int position(List<String> order, String name) {
    int at = order.indexOf(name);
    return at < 0 ? order.size() : at;
  }

  private boolean isGroup(String group, List<String> labels) {
    Kind override = overrides.get(group);
    ColumnHint hint = hints.get(group);
    boolean numbers =
        override == Kind.REAL || override == Kind.INTEGER || hint != null && !hint.isLabels();
    return !numbers
        && !several.contains(group)
        && !features.containsKey(group)
        && labels.stream()
            .allMatch(label -> features.get(group + FeatureColumn.JOINER + label).ones);
  }

  private FeatureColumn number(String feature) {
    String name = name(feature);
    return FeatureColumn.number(
        feature, name, features.get(feature).whole, overrides.get(name), hints.get(name));
  }

  /** Tribuo's readers may write a number as {@code name@value}. */
  private String name(String feature) {
    String group = group(feature);
    boolean alone = group != null && feature.equals(group + FeatureColumn.JOINER + "value");
    return alone && hints.containsKey(group) && !features.containsKey(group) ? group : feature;
  }

  private void requireFollowed(List<FeatureColumn> columns) {
    Set<String> names = new LinkedHashSet<>();
    columns.forEach(column -> names.add(column.column().name()));
    overrides.forEach(
        (name, kind) -> {
          if (!names.contains(name)) {
            throw new IllegalArgumentException(
                "There is no column \""
                    + name
                    + "\" to make "
                    + kind
                    + (several.contains(name)
                        ? ": examples have several of its features at a time"
                        : "; the columns are " + String.join(", ", names)));
          }
        });
  }
}
