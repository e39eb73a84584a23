package org.cdrl.weka.instances;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.table.text.PlainForms;
import org.cdrl.table.text.Uniqueness;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instance;
import weka.core.Instances;

/**
 * The attributes of a data set as columns of a table, in the same order and of the same names, and
 * the way back.
 *
 * <p>Nominal attributes become categorical columns with all their declared labels. Numeric ones
 * become columns of whole numbers if every value is whole, else of real ones. Dates become dates,
 * by the local time that Weka shows. A value that is missing is missing on both sides. Weights do
 * not go along; see {@link Weights}.
 *
 * <p>Identifiers and free text are columns that are always missing: a model would repeat values
 * that belong to one instance each. Those of a pattern are keys, and drawn rows have new ones:
 * numbers where the attribute is numeric, strings where the header is {@link InstanceKeys#header}.
 */
public final class InstanceColumns implements Serializable {
  private static final long serialVersionUID = 1;

  /** Doubles cannot count beyond. */
  private static final double MOST_WHOLE = 0x1p53;

  /** Some hundred million years: no time zone tells what is beyond. */
  private static final double MOST_MILLIS = 8.64e18;

  /** The attributes, without rows. */
  private final Instances header;

  /** Per attribute, whether all its values were whole. */
  private final boolean[] whole;

  /** Per attribute, why it is not learned, or null; null if that is so of all. */
  private final String[] leftOut;

  /** Per attribute, the pattern of its keys, or null; null if that is so of all. */
  private final String[] patterns;

  /** What is hidden of the values; null if nothing is. */
  private final HiddenValues hidden;

  private transient Schema schema;

  private InstanceColumns(
      Instances header, boolean[] whole, String[] leftOut, String[] patterns, HiddenValues hidden) {
    this.header = header;
    this.whole = whole;
    this.leftOut = leftOut;
    this.patterns = patterns;
    this.hidden = hidden;
    this.schema = new Schema(columns());
  }

  /**
   * The columns of a data set.
   *
   * @param data of whose values numeric attributes are judged by
   * @throws IllegalArgumentException naming the attribute that is neither nominal nor numeric nor a
   *     date, or the one whose value is infinite
   */
  public static InstanceColumns of(Instances data) {
    boolean[] whole = new boolean[data.numAttributes()];
    String[] leftOut = new String[whole.length];
    String[] patterns = new String[whole.length];
    for (int a = 0; a < whole.length; a++) {
      Attribute attribute = data.attribute(a);
      if (!attribute.isNominal() && !attribute.isNumeric()) {
        throw new IllegalArgumentException(
            "Attribute \""
                + attribute.name()
                + "\" is of type "
                + Attribute.typeToString(attribute)
                + "; only nominal, numeric and date attributes can be learned. Remove it, or make"
                + " it nominal (filter StringToNominal)");
      }
      int at = a;
      for (int r = 0; r < data.size(); r++) {
        if (Double.isInfinite(data.get(r).value(a))) {
          throw new IllegalArgumentException(
              "Row "
                  + (r + 1)
                  + ", attribute \""
                  + attribute.name()
                  + "\": "
                  + data.get(r).value(a)
                  + " cannot be learned; remove the row");
        }
      }
      whole[a] = data.stream().allMatch(row -> row.isMissing(at) || isWhole(row.value(at)));
      boolean unordered = attribute.isNominal() || whole[a] && !attribute.isDate();
      leftOut[a] = a != data.classIndex() && unordered ? unfit(data, attribute) : null;
      Optional<KeyMaker> maker =
          leftOut[a] == null ? Optional.empty() : InstanceKeys.of(data, attribute);
      if (maker.isPresent()) {
        patterns[a] = maker.get().pattern();
        leftOut[a] = maker.get().description();
      }
    }
    return new InstanceColumns(new Instances(data, 0), whole, leftOut, patterns, null);
  }

  private static String unfit(Instances data, Attribute attribute) {
    Uniqueness uniqueness = new Uniqueness();
    Set<Double> values = new HashSet<>();
    long present = 0;
    for (Instance row : data) {
      if (!row.isMissing(attribute)) {
        present++;
        values.add(row.value(attribute));
        uniqueness.add(attribute.isNominal() ? row.stringValue(attribute) : "");
      }
    }
    if (attribute.isNominal()) {
      return uniqueness.ofLabels(values.size());
    }
    return values.size() < present
        ? null
        : values.isEmpty()
            ? null
            : uniqueness.ofNumbers(
                attribute.name(), Collections.min(values), Collections.max(values));
  }

  /**
   * The same columns without values that few rows have: cells that these columns make of rows, also
   * of other rows, are hidden as {@link org.cdrl.table.privacy.RareValues} does. A nominal class
   * keeps its labels; leave out its rare ones before ({@link #withoutRareClasses}).
   *
   * @param data the same that the columns are of
   * @throws IllegalArgumentException naming an attribute of too few numbers
   */
  public InstanceColumns withoutRareValues(Instances data) {
    HiddenValues rare = HiddenValues.of(table(data), header.classIndex());
    return new InstanceColumns(rare.header(header), whole, leftOut, patterns, rare);
  }

  /** The rows without those of class labels that fewer than five rows have; a copy. */
  public static Instances withoutRareClasses(Instances data) {
    return HiddenValues.withoutRareClasses(data);
  }

  /** What was hidden, by names of attributes. */
  public Map<String, String> protections() {
    return hidden == null ? Map.of() : hidden.told();
  }

  /** The names of attributes that are not learned, and why. */
  public Map<String, String> leftOut() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (int a = 0; a < whole.length; a++) {
      if (isLeftOut(a)) {
        reasons.put(header.attribute(a).name(), leftOut[a]);
      }
    }
    return reasons;
  }

  /** The same as sentences for people. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    leftOut().forEach((name, why) -> remarks.add(remark(name, "is not learned: " + why)));
    protections().forEach((name, how) -> remarks.add(remark(name, "is protected: " + how)));
    return remarks;
  }

  private static String remark(String attribute, String text) {
    return "Attribute \"" + attribute + "\" " + text;
  }

  private boolean isLeftOut(int attribute) {
    return leftOut != null && leftOut[attribute] != null;
  }

  /**
   * The columns of a model that knows no attributes: labels become nominal attributes, numbers and
   * dates what they are. If it has one condition, that is the class.
   */
  public static InstanceColumns of(TableModel model) {
    ArrayList<Attribute> attributes = new ArrayList<>();
    boolean[] whole = new boolean[model.schema().size()];
    Schema plain = PlainForms.of(model.schema());
    for (int c = 0; c < whole.length; c++) {
      Column column = plain.column(c);
      whole[c] = column.kind() == Column.Kind.INTEGER;
      attributes.add(
          column.kind() == Column.Kind.DATE_TIME
              ? new Attribute(column.name(), column.pattern())
              : column.isNumeric()
                  ? new Attribute(column.name())
                  : new Attribute(column.name(), column.isText() ? null : column.labels()));
    }
    Instances header = new Instances("cdrl", attributes, 0);
    if (model.conditions().names().size() == 1) {
      header.setClass(header.attribute(model.conditions().names().iterator().next()));
    }
    InstanceColumns columns = new InstanceColumns(header, whole, null, null, null);
    columns.schema = model.schema();
    return columns;
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) <= 0x1p53;
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (int a = 0; a < whole.length; a++) {
      if (isLeftOut(a)) {
        String name = header.attribute(a).name();
        String pattern = patterns == null ? null : patterns[a];
        columns.add(
            pattern == null
                ? new Column(name, Column.Kind.CONSTANT, List.of(), "", leftOut[a])
                : new Column(name, Column.Kind.KEY, List.of(), pattern, leftOut[a]));
        continue;
      }
      columns.add(
          a == header.classIndex()
                  && header.attribute(a).isNumeric()
                  && !header.attribute(a).isDate()
              ? new Column(
                  header.attribute(a).name(),
                  Column.Kind.REAL,
                  List.of(),
                  "",
                  "the class, a target")
              : column(header.attribute(a), whole[a]));
    }
    return columns;
  }

  private static Column column(Attribute attribute, boolean whole) {
    String name = attribute.name();
    if (attribute.isDate()) {
      return new Column(
          name, Column.Kind.DATE_TIME, List.of(), attribute.getDateFormat(), "a date attribute");
    }
    if (attribute.isNumeric()) {
      return whole
          ? new Column(name, Column.Kind.INTEGER, List.of(), "", "all values are whole")
          : new Column(name, Column.Kind.REAL, List.of(), "", "not all values are whole");
    }
    List<String> labels = new ArrayList<>();
    for (int l = 0; l < attribute.numValues(); l++) {
      labels.add(attribute.value(l));
    }
    return labels.isEmpty()
        ? new Column(name, Column.Kind.CONSTANT, labels, "", "a nominal attribute without labels")
        : new Column(name, Column.Kind.CATEGORICAL, labels, "", "a nominal attribute");
  }

  /** The columns. */
  public Schema schema() {
    if (schema == null) {
      schema = new Schema(columns());
    }
    return schema;
  }

  /** The attributes, without rows; a copy. */
  public Instances header() {
    return new Instances(header, 0);
  }

  /**
   * Rows of a data set.
   *
   * @param data with this header, or with that of the data that the columns are of
   * @throws IllegalArgumentException if the attributes are others, saying how, or naming row and
   *     attribute of a value that cannot be
   */
  public Table table(Instances data) {
    String differs = header.equalHeadersMsg(comparable(data));
    if (differs != null) {
      throw new IllegalArgumentException(
          "The data have other attributes than those that were learned. " + differs);
    }
    HiddenValues rare = hidden == null ? null : hidden.butFor(data, header);
    return new Table(schema(), data.stream().map(row -> cells(row, rare)).toArray(double[][]::new));
  }

  /**
   * Another header, with this one's attributes where labels were hidden or new keys are strings.
   */
  private Instances comparable(Instances data) {
    Instances others = new Instances(data, 0);
    for (int a = 0; a < Math.min(whole.length, data.numAttributes()); a++) {
      Attribute attribute = data.attribute(a);
      boolean isKey = schema().column(a).kind() == Column.Kind.KEY && attribute.isString();
      if (attribute.name().equals(header.attribute(a).name())
          && (isKey || hidden != null && hidden.isBefore(a, attribute))) {
        others.replaceAttributeAt(header.attribute(a), a);
      }
    }
    return others;
  }

  /**
   * The cells of a row. Where training values were whole, others are taken to the nearest whole
   * number; a value that a column cannot hold, an infinite one among them, to the nearest that it
   * can.
   *
   * @param row with the attributes of the data that the columns are of
   */
  public double[] cells(Instance row) {
    return cells(row, hidden);
  }

  private double[] cells(Instance row, HiddenValues rare) {
    double[] cells = new double[whole.length];
    for (int a = 0; a < cells.length; a++) {
      boolean open = row.isMissing(a) || isLeftOut(a) || schema().column(a).isText();
      double value = open ? Double.NaN : row.value(a);
      Attribute attribute = header.attribute(a);
      if (Double.isNaN(value) || attribute.isNominal()) {
        cells[a] = value;
      } else if (attribute.isDate()) {
        cells[a] = localSeconds(within(value, MOST_MILLIS));
      } else {
        cells[a] =
            whole[a] ? Math.rint(within(value, MOST_WHOLE)) : within(value, Double.MAX_VALUE);
      }
      cells[a] = rare == null ? cells[a] : rare.cell(a, cells[a]);
    }
    return cells;
  }

  private static double within(double value, double most) {
    return Math.max(-most, Math.min(most, value));
  }

  /**
   * A row of cells.
   *
   * @param cells one per column, NaN where missing
   * @return with this header's attributes, of weight 1, and part of no data set
   */
  public Instance instance(double[] cells) {
    double[] values = new double[cells.length];
    for (int a = 0; a < values.length; a++) {
      values[a] = value(a, cells[a]);
    }
    return new DenseInstance(1, values);
  }

  /** The value that stands for a cell of one column; NaN is missing. */
  public double value(int column, double cell) {
    return header.attribute(column).isDate() && !Double.isNaN(cell) ? millis(cell) : cell;
  }

  /** Rows as a data set with this header; every instance has weight 1. */
  public Instances instances(Table rows) {
    Instances data = new Instances(header, rows.size());
    for (double[] cells : rows.rows()) {
      data.add(instance(cells));
    }
    return data;
  }

  /** Weka counts milliseconds of universal time, a column seconds of local time. */
  private static double localSeconds(double millis) {
    long floor = (long) Math.floor(millis);
    Instant instant = Instant.ofEpochMilli(floor);
    long offset = ZoneId.systemDefault().getRules().getOffset(instant).getTotalSeconds();
    return floor / 1e3 + (millis - floor) / 1e3 + offset;
  }

  private static double millis(double localSeconds) {
    long floor = (long) Math.floor(localSeconds);
    long universal =
        LocalDateTime.ofEpochSecond(floor, 0, ZoneOffset.UTC)
            .atZone(ZoneId.systemDefault())
            .toEpochSecond();
    return universal * 1e3 + Math.rint((localSeconds - floor) * 1e3);
  }
}
