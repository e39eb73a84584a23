package org.cdrl.tribuo.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cdrl.table.data.Column;
import org.cdrl.tribuo.protos.FeatureColumnProto;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.VariableInfo;
import org.tribuo.hash.HashedFeatureMap;

/**
 * The columns that a data set's features are, and the way between examples and rows of cells in
 * both directions. Immutable.
 *
 * <p>Features {@code name@label} of which no example has two, all of value 1, are one categorical
 * column; every other feature is a column of numbers. Features are found by name, so that pixels,
 * whatever ids they have, stay where they are.
 */
public final class FeatureColumns {
  /** Where a feature's value goes: a column, and the label that it stands for in a group or -1. */
  private record Place(int column, int label) {}

  private static final int MOST_SHOWN = 40;

  private final List<FeatureColumn> columns;
  private final Absent absent;

  /** Hashes the names of an example's features; null if they are as columns have them. */
  private final HashedFeatureMap hashes;

  private final Map<String, Place> places = new HashMap<>();

  /** Where groups of one-hot features go. */
  private final Map<String, Integer> groups = new HashMap<>();

  FeatureColumns(List<FeatureColumn> columns, Absent absent) {
    this(columns, absent, null);
  }

  private FeatureColumns(List<FeatureColumn> columns, Absent absent, HashedFeatureMap hashes) {
    this.columns = List.copyOf(columns);
    this.absent = absent;
    this.hashes = hashes;
    for (int c = 0; c < columns.size(); c++) {
      FeatureColumn column = columns.get(c);
      if (column.form() == FeatureColumn.Form.ONE_HOT) {
        groups.put(column.feature(), c);
        for (int l = 0; l < column.column().labels().size(); l++) {
          places.put(column.feature(l).getName(), new Place(c, l));
        }
      } else {
        places.put(column.feature(), new Place(c, -1));
      }
    }
  }

  /**
   * Finds the columns of a data set. Its provenance tells the columns' kinds where the data come
   * from a {@link org.cdrl.tribuo.source.TableDataSource} or through a Tribuo {@code RowProcessor};
   * else they follow from the features.
   *
   * @param absent what an absent feature means
   * @param overrides the kinds of some columns by name: {@code REAL}, {@code INTEGER} or {@code
   *     CATEGORICAL}; a feature of numbers that is made categorical has its distinct values as
   *     labels
   * @throws IllegalArgumentException if a feature has a value that is not finite, or if an override
   *     cannot be followed, naming the column
   */
  public static FeatureColumns of(
      Dataset<?> data, Absent absent, Map<String, Column.Kind> overrides) {
    if (data.getFeatureIDMap() instanceof HashedFeatureMap hashes) {
      // No name may go into the model, so neither groups nor provenance tell anything.
      ColumnInference inference = new ColumnInference(Map.of(), overrides);
      data.forEach(example -> inference.add(hashed(example, hashes)));
      return new FeatureColumns(inference.columns(), absent, hashes);
    }
    ColumnInference inference =
        new ColumnInference(ColumnHints.of(data.getProvenance()), overrides);
    data.forEach(inference::add);
    return new FeatureColumns(inference.columns(), absent);
  }

  private static List<Feature> hashed(Example<?> example, HashedFeatureMap hashes) {
    List<Feature> features = new ArrayList<>();
    for (Feature feature : example) {
      features.add(new Feature(hashes.get(feature.getName()).getName(), feature.getValue()));
    }
    return features;
  }

  /**
   * The same columns for a model's domain, which hashes the names of features if the model was
   * trained through a {@code HashingTrainer}: examples keep their names, columns have the hashes.
   */
  public FeatureColumns foundIn(ImmutableFeatureMap domain) {
    return new FeatureColumns(
        columns, absent, domain instanceof HashedFeatureMap hashed ? hashed : null);
  }

  /** Whether names are hashed, so that no example can be made. */
  public boolean areHashed() {
    return hashes != null;
  }

  /** Where a feature's value goes; null if no column knows it. */
  private Place place(Feature feature) {
    String name = feature.getName();
    if (hashes == null) {
      return places.get(name);
    }
    VariableInfo hashed = hashes.get(name);
    return hashed == null ? null : places.get(hashed.getName());
  }

  /** The columns with their features, in order. */
  List<FeatureColumn> withFeatures() {
    return columns;
  }

  /** The columns, in order. */
  public List<Column> columns() {
    return columns.stream().map(FeatureColumn::column).toList();
  }

  /** The number of columns. */
  public int size() {
    return columns.size();
  }

  /** What an absent feature means. */
  public Absent absent() {
    return absent;
  }

  /**
   * An example as a row of cells. Features that no column knows are ignored, as Tribuo's models do;
   * a group whose label was never seen is missing, and so is a feature that is NaN. A number that
   * its column cannot hold, an infinite one among them, is the nearest that it can.
   *
   * @return cells as {@link Column} tells; NaN where missing
   * @throws IllegalArgumentException if the example has no feature that a column knows, or two
   *     labels in one group
   */
  public double[] cells(Example<?> example) {
    return cells(example, Set.of());
  }

  /**
   * The same, with some columns missing where the example has no feature of theirs, whatever absent
   * features mean.
   *
   * @param missing names of columns
   */
  public double[] cells(Example<?> example, Set<String> missing) {
    double[] cells = new double[columns.size()];
    for (int c = 0; c < cells.length; c++) {
      boolean zero =
          absent == Absent.ZERO
              && columns.get(c).form() != FeatureColumn.Form.ONE_HOT
              && !missing.contains(columns.get(c).column().name());
      cells[c] = zero ? columns.get(c).cell(0) : Double.NaN;
    }
    BitSet met = new BitSet();
    for (Feature feature : example) {
      Place place = place(feature);
      if (place == null) {
        continue;
      }
      double value = feature.getValue();
      if (place.label() < 0) {
        // Names with the same hash add up, as everywhere in Tribuo.
        double before = met.get(place.column()) ? cells[place.column()] : 0;
        cells[place.column()] = columns.get(place.column()).cell(before + value);
      } else if (value != 0 && !Double.isNaN(value)) {
        requireOpen(cells[place.column()], place);
        cells[place.column()] = place.label();
      }
      met.set(place.column());
    }
    if (met.isEmpty()) {
      throw new IllegalArgumentException(
          "The example has none of the model's features: " + example);
    }
    return cells;
  }

  /**
   * Which columns an example has a label for that training never had.
   *
   * @param cells of the example
   * @return one per column; null if there are none
   */
  public boolean[] unknown(Example<?> example, double[] cells) {
    boolean[] unknown = null;
    for (Feature feature : example) {
      int column = labelled(feature);
      if (column >= 0
          && Double.isNaN(cells[column])
          && !Double.isNaN(feature.getValue())
          && (columns.get(column).form() == FeatureColumn.Form.CODES || feature.getValue() != 0)) {
        unknown = unknown == null ? new boolean[columns.size()] : unknown;
        unknown[column] = true;
      }
    }
    return unknown;
  }

  /** The column of labels that a feature is of, whether or not it knows the label; -1 if none. */
  private int labelled(Feature feature) {
    Place place = place(feature);
    if (place != null) {
      return columns.get(place.column()).form() == FeatureColumn.Form.NUMBER ? -1 : place.column();
    }
    String name = feature.getName();
    int joiner = name.lastIndexOf(FeatureColumn.JOINER);
    return joiner < 0 ? -1 : groups.getOrDefault(name.substring(0, joiner), -1);
  }

  private void requireOpen(double cell, Place place) {
    if (!Double.isNaN(cell)) {
      Column column = columns.get(place.column()).column();
      throw new IllegalArgumentException(
          "Column \""
              + column.name()
              + "\" has one label per example, but here it has \""
              + column.labels().get((int) cell)
              + "\" and \""
              + column.labels().get(place.label())
              + "\"");
    }
  }

  /** The number of an example's features that columns know. */
  public int known(Example<?> example) {
    int known = 0;
    for (Feature feature : example) {
      known += place(feature) == null ? 0 : 1;
    }
    return known;
  }

  /**
   * A row of cells as features: one of value 1 per group, and every number but for zeros where
   * absent features mean them. Missing cells have none. A row of nothing but such zeros has its
   * first, for Tribuo has no example without features.
   *
   * @param row begins with a cell per column, valid under {@link #columns}
   */
  public List<Feature> features(double[] row) {
    List<Feature> features = new ArrayList<>();
    Feature zero = null;
    for (int c = 0; c < columns.size(); c++) {
      if (!Double.isNaN(row[c])) {
        Feature feature = columns.get(c).feature(row[c]);
        if (!meansAbsent(feature)) {
          features.add(feature);
        } else if (zero == null) {
          zero = feature;
        }
      }
    }
    if (features.isEmpty() && zero != null) {
      features.add(zero);
    }
    return features;
  }

  private boolean meansAbsent(Feature feature) {
    return absent == Absent.ZERO && feature.getValue() == 0;
  }

  /** A cell as a feature; empty if it is missing, or a zero that an absent feature means. */
  public Optional<Feature> feature(int column, double cell) {
    return Double.isNaN(cell)
        ? Optional.empty()
        : Optional.of(columns.get(column).feature(cell)).filter(feature -> !meansAbsent(feature));
  }

  /** For a model's file; the columns themselves are in the model of the table. */
  public List<FeatureColumnProto> toProtos() {
    List<FeatureColumnProto> protos = new ArrayList<>();
    for (FeatureColumn column : columns) {
      FeatureColumnProto.Builder proto =
          FeatureColumnProto.newBuilder()
              .setForm(column.form().name())
              .setFeature(column.feature());
      Arrays.stream(column.values()).forEach(proto::addValues);
      protos.add(proto.build());
    }
    return protos;
  }

  /**
   * From a model's file.
   *
   * @param columns of the model of the table, of which the first ones are those of features
   * @throws IllegalArgumentException if they do not fit together
   */
  public static FeatureColumns fromProtos(
      List<FeatureColumnProto> protos, List<Column> columns, Absent absent) {
    if (protos.isEmpty() || protos.size() > columns.size()) {
      throw new IllegalArgumentException(
          protos.size() + " columns of features in a table of " + columns.size());
    }
    List<FeatureColumn> ofFeatures = new ArrayList<>();
    for (int c = 0; c < protos.size(); c++) {
      FeatureColumnProto proto = protos.get(c);
      ofFeatures.add(
          new FeatureColumn(
              columns.get(c),
              FeatureColumn.Form.valueOf(proto.getForm()),
              proto.getFeature(),
              proto.getValuesList().stream().mapToDouble(Double::doubleValue).toArray()));
    }
    return new FeatureColumns(ofFeatures, absent);
  }

  /** Short, however many columns there are. */
  @Override
  public String toString() {
    return columns.size()
        + (columns.size() == 1 ? " column" : " columns")
        + (hashes == null ? "" : " of hashed names")
        + ", absent="
        + absent;
  }

  /** Columns with their kinds and why they are of these, the first ones where there are many. */
  public String describe() {
    StringBuilder text = new StringBuilder("absent=" + absent);
    for (FeatureColumn column : columns.subList(0, Math.min(MOST_SHOWN, columns.size()))) {
      Column c = column.column();
      text.append(", ").append(c.name()).append(": ").append(c.kind());
      if (c.isCategorical()) {
        text.append(" of ").append(c.labels().size());
      }
      text.append(" (").append(c.reason()).append(")");
    }
    if (columns.size() > MOST_SHOWN) {
      text.append(", and ").append(columns.size() - MOST_SHOWN).append(" columns more");
    }
    return text.toString();
  }
}
