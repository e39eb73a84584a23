package org.cdrl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.cdrl.value.Attribute;
import org.cdrl.value.Condition;
import org.cdrl.value.LabelCoordinates;
import org.cdrl.value.RowWeights;

/**
 * Rows to learn from: numeric columns, and any number of condition attributes. Values may be
 * missing (NaN): they are drawn anew, given the others, as the model learns.
 *
 * <p>Immutable; the arrays are not copied and must not change while a model is trained.
 */
public final class TrainingData {
  /** Null where rows are read from a source. */
  private final float[][] rows;

  /** Null where rows are in memory. */
  private final RowSource source;

  private final List<String> columns;
  private final List<Attribute> attributes;
  private final List<int[]> values;
  private final LabelCoordinates labels;
  private final RowWeights weights;

  private TrainingData(
      float[][] rows,
      RowSource source,
      List<String> columns,
      List<Attribute> attributes,
      List<int[]> values,
      LabelCoordinates labels,
      RowWeights weights) {
    this.labels = labels;
    this.weights = weights;
    this.rows = rows;
    this.source = source;
    this.columns = columns;
    this.attributes = attributes;
    this.values = values;
  }

  /**
   * Rows with columns named x1, x2, ...
   *
   * @param rows [n][d], n and d at least 1, finite or NaN for missing
   * @throws IllegalArgumentException naming row and column (both from 1) of what is wrong
   */
  public static TrainingData of(float[][] rows) {
    int d = rows.length == 0 ? 0 : rows[0].length;
    return of(rows, IntStream.rangeClosed(1, d).mapToObj(c -> "x" + c).toList());
  }

  /**
   * Rows with named columns.
   *
   * @param rows [n][d], n and d at least 1, finite or NaN for missing
   * @param columns d unique names
   * @throws IllegalArgumentException naming row (from 1) and column of what is wrong
   */
  public static TrainingData of(float[][] rows, List<String> columns) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("There is nothing to learn from: no rows");
    }
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to learn from: no columns");
    }
    if (columns.stream().distinct().count() < columns.size()) {
      throw new IllegalArgumentException("Column names must differ: " + columns);
    }
    requireFinite(rows, columns, true);
    for (int c = 0; c < columns.size(); c++) {
      requireSomeValue(rows, columns, c);
    }
    return new TrainingData(
        rows,
        null,
        List.copyOf(columns),
        List.of(),
        List.of(),
        LabelCoordinates.none(columns.size()),
        RowWeights.equal(rows.length));
  }

  /** Rows that are read when they are needed, such as images in files. */
  public static TrainingData of(RowSource source) {
    if (source.size() < 1) {
      throw new IllegalArgumentException("There is nothing to learn from: no rows");
    }
    return new TrainingData(
        null,
        source,
        List.copyOf(source.columns()),
        List.of(),
        List.of(),
        LabelCoordinates.none(source.columns().size()),
        RowWeights.equal(source.size()));
  }

  /**
   * This data and a condition attribute with labels "0", "1", ...
   *
   * @param name unique
   * @param ofRow the value 0, 1, .. of every row; -1 where it is not known
   */
  public TrainingData attribute(String name, int[] ofRow) {
    int largest = -1;
    for (int value : ofRow) {
      largest = Math.max(largest, value);
    }
    return attribute(
        name, ofRow, IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList());
  }

  /**
   * This data and a condition attribute.
   *
   * @param name unique
   * @param ofRow the value 0..labels.size()-1 of every row; -1 where it is not known
   * @param labels a label per value
   */
  public TrainingData attribute(String name, int[] ofRow, List<String> labels) {
    if (ofRow.length != size()) {
      throw new IllegalArgumentException(
          "Attribute " + name + " has " + ofRow.length + " values for " + size() + " rows");
    }
    if (attributes.stream().anyMatch(attribute -> attribute.name().equals(name))) {
      throw new IllegalArgumentException("There are two attributes " + name);
    }
    double[] weight = new double[labels.size()];
    for (int r = 0; r < ofRow.length; r++) {
      if (ofRow[r] < -1 || ofRow[r] >= labels.size()) {
        throw new IllegalArgumentException(
            "Attribute "
                + name
                + ", row "
                + (r + 1)
                + ": the value "
                + ofRow[r]
                + " is not one of 0.."
                + (labels.size() - 1)
                + " or -1 for unknown");
      }
      if (ofRow[r] >= 0) {
        weight[ofRow[r]] += weights.of(r);
      }
    }
    List<Attribute> moreAttributes = new ArrayList<>(attributes);
    List<Long> counts = Arrays.stream(weight).mapToObj(RowWeights::rounded).toList();
    moreAttributes.add(new Attribute(name, labels, counts));
    List<int[]> moreValues = new ArrayList<>(values);
    moreValues.add(ofRow.clone());
    return new TrainingData(
        rows, source, columns, List.copyOf(moreAttributes), moreValues, this.labels, weights);
  }

  /**
   * This data, with columns of which some stand for labels; default none.
   *
   * @throws IllegalArgumentException if it is for another number of columns
   */
  public TrainingData labels(LabelCoordinates of) {
    if (of.coordinates() != columns.size()) {
      throw new IllegalArgumentException(
          "The labels are of " + of.coordinates() + " columns, the data have " + columns.size());
    }
    return new TrainingData(rows, source, columns, attributes, values, of, weights);
  }

  /**
   * This data, with rows that count more than others; default all the same. Heavier rows are in
   * more batches, and values of attributes that they have are drawn more often.
   *
   * @throws IllegalArgumentException unless there are as many weights as rows
   */
  public TrainingData weights(RowWeights of) {
    if (of.size() != size()) {
      throw new IllegalArgumentException(of.size() + " weights for " + size() + " rows");
    }
    TrainingData data = new TrainingData(rows, source, columns, List.of(), List.of(), labels, of);
    for (int a = 0; a < attributes.size(); a++) {
      Attribute attribute = attributes.get(a);
      data = data.attribute(attribute.name(), values.get(a), attribute.labels());
    }
    return data;
  }

  /** How much every row counts. */
  RowWeights weights() {
    return weights;
  }

  private static void requireSomeValue(float[][] rows, List<String> columns, int c) {
    for (float[] row : rows) {
      if (!Float.isNaN(row[c])) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "Column " + columns.get(c) + " is missing in every row; leave it out");
  }

  /** Fails unless every row has all columns and all values are finite, or NaN where allowed. */
  static void requireFinite(float[][] rows, List<String> columns, boolean orNaN) {
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length != columns.size()) {
        throw new IllegalArgumentException(
            "Row "
                + (r + 1)
                + " has "
                + rows[r].length
                + " values, expected "
                + columns.size()
                + " ("
                + String.join(", ", columns)
                + ")");
      }
      for (int c = 0; c < rows[r].length; c++) {
        float value = rows[r][c];
        if (!Float.isFinite(value) && !(orNaN && Float.isNaN(value))) {
          throw new IllegalArgumentException(
              "Row "
                  + (r + 1)
                  + ", column "
                  + columns.get(c)
                  + " is "
                  + value
                  + "; remove the row or fill the value in");
        }
      }
    }
  }

  /** The number of rows. */
  public int size() {
    return source == null ? rows.length : source.size();
  }

  /** Where rows are read from; null if they are in memory. */
  RowSource source() {
    return source;
  }

  /** The column names. */
  public List<String> columns() {
    return columns;
  }

  /** The condition attributes. */
  public List<Attribute> attributes() {
    return attributes;
  }

  /** Which columns stand for labels. */
  public LabelCoordinates labels() {
    return labels;
  }

  /** Whether any value is missing. */
  public boolean hasMissing() {
    if (source != null) {
      return false;
    }
    for (float[] row : rows) {
      for (float value : row) {
        if (Float.isNaN(value)) {
          return true;
        }
      }
    }
    return false;
  }

  float[][] rows() {
    return rows;
  }

  /** The condition of every row, by row number. */
  LongFunction<Condition> conditions() {
    return row -> {
      Condition condition = Condition.none();
      for (int a = 0; a < values.size(); a++) {
        int value = values.get(a)[(int) row];
        condition = value < 0 ? condition : condition.and(attributes.get(a).name(), value);
      }
      return condition;
    };
  }

  /** Condition values as the networks take them: [n][attributes], 0 for unknown. */
  int[][] encodedValues() {
    int[][] encoded = new int[size()][values.size()];
    for (int a = 0; a < values.size(); a++) {
      for (int r = 0; r < encoded.length; r++) {
        encoded[r][a] = values.get(a)[r] + 1;
      }
    }
    return encoded;
  }

  /** A number that changes with the data, to tell whether a checkpoint belongs to them. */
  long fingerprint() {
    CRC32 crc = new CRC32();
    if (source != null) {
      long ofRows = source.fingerprint();
      update(crc, (int) ofRows);
      update(crc, (int) (ofRows >>> 32));
    }
    for (int r = 0; r < size(); r++) {
      if (source == null) {
        for (float value : rows[r]) {
          update(crc, Float.floatToIntBits(value));
        }
      }
      for (int[] ofRow : values) {
        update(crc, ofRow[r]);
      }
      if (!weights.areEqual()) {
        update(crc, Float.floatToIntBits((float) weights.of(r)));
      }
    }
    return crc.getValue() * 31 + size();
  }

  private static void update(CRC32 crc, int bits) {
    crc.update(bits);
    crc.update(bits >>> 8);
    crc.update(bits >>> 16);
    crc.update(bits >>> 24);
  }
}
