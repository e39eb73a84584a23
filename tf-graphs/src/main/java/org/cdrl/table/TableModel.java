package org.cdrl.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.cdrl.CdrlModel;
import org.cdrl.config.Execution;
import org.cdrl.internal.encoding.CategoryCode;
import org.cdrl.internal.encoding.ColumnCode;
import org.cdrl.internal.encoding.ConstantCode;
import org.cdrl.internal.encoding.NumericCode;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.internal.sampling.MaskedRows;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.table.rules.ColumnValues;
import org.cdrl.table.rules.Rules;

/**
 * A trained model of a table: its schema, how rows are encoded, and the engine's model of encoded
 * rows. An immutable value; close it to free the engine.
 */
public final class TableModel implements AutoCloseable {
  /**
   * Rows that programs ask a model about at once. Rows that are asked about together share last
   * digits, so that those who work on as many have the same bits.
   */
  public static final int ROWS_AT_A_TIME = 2048;

  private final TableParts parts;
  private final CdrlModel engine;
  private final ColumnValues values;

  /** What the network of tokens says; made when it is needed first. */
  private MaskedRows tokens;

  /**
   * Puts a model together.
   *
   * @throws IllegalArgumentException if the parts do not fit together
   */
  TableModel(TableParts parts, CdrlModel engine) {
    this.parts = parts;
    this.engine = engine;
    this.values = parts.values();
    if (engine.columns().size() != parts.encoding().width()) {
      throw new IllegalArgumentException(
          "The encoding has "
              + parts.encoding().width()
              + " coordinates, but the engine "
              + engine.columns().size());
    }
    int kinds = AnomalyEvidence.kinds(parts.tokens(), engine.config());
    int features = LabelEvidence.featureCount(engine.config(), parts.centre().regressions());
    boolean fit =
        parts.anomalies().scale().weights().length == kinds + 1
            && parts.calibrations().stream().allMatch(c -> c.weights().length == features);
    if (!fit) {
      throw new IllegalArgumentException(
          "The scales of scores and classes are not for "
              + kinds
              + (parts.tokens().isEmpty()
                  ? " levels of the engine"
                  : " kind of evidence by tokens"));
    }
  }

  /**
   * Reads a model.
   *
   * @throws IOException if the file cannot be read, is not a model of a table, is damaged, or was
   *     written by a newer version, saying which
   */
  public static TableModel load(Path file) throws IOException {
    return of(file.toString(), CdrlModel.load(file));
  }

  /**
   * Reads a model from the bytes of its file.
   *
   * @param name of where they come from, for errors
   * @throws IOException if they are not a model of a table, are damaged, or were written by a newer
   *     version, saying which
   */
  public static TableModel fromBytes(String name, byte[] bytes) throws IOException {
    return of(name, CdrlModel.fromBytes(name, bytes));
  }

  private static TableModel of(String name, CdrlModel engine) throws IOException {
    try {
      if (engine.attachment().length == 0) {
        throw new IOException(
            name
                + " holds a model of bare numbers or a checkpoint, not a model of a table; train one"
                + " from a table");
      }
      return new TableModel(TableBytes.read(engine.attachment()), engine);
    } catch (IllegalArgumentException e) {
      engine.close();
      throw new IOException(name + " is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      engine.close();
      throw e;
    }
  }

  /** Writes the model; an existing file is replaced only once the new one is complete. */
  public void save(Path file) throws IOException {
    try (CdrlModel whole = whole()) {
      whole.save(file);
    }
  }

  /** The bytes that {@link #save} writes. */
  public byte[] toBytes() {
    try (CdrlModel whole = whole()) {
      return whole.toBytes();
    }
  }

  private CdrlModel whole() {
    return engine.withAttachment(TableBytes.write(parts));
  }

  /** The same model with graphs of its own, to be closed on its own. */
  public TableModel copy() {
    return new TableModel(parts, engine.withAttachment(engine.attachment()));
  }

  /** The same model executed in another way, with graphs of its own, to be closed on its own. */
  public TableModel withExecution(Execution way) {
    return new TableModel(parts, engine.withExecution(way));
  }

  /** The table's columns. */
  public Schema schema() {
    return parts.rules().schema();
  }

  /**
   * What makes keys, by the names of columns of keys; those that it lacks stay empty in drawn rows.
   */
  public Map<String, KeyMaker> keys() {
    return parts.keys();
  }

  /** The rules that drawn and filled rows keep, and what else was found. */
  public Rules rules() {
    return parts.rules();
  }

  /** Which numbers the columns have. */
  ColumnValues values() {
    return values;
  }

  /**
   * Rows with what is learned beside their columns.
   *
   * @throws IllegalArgumentException if the rows are not of the model's schema
   */
  Table learned(Table rows) {
    requireSchema(schema(), rows);
    return rules().extend(rows);
  }

  static void requireSchema(Schema expected, Table rows) {
    boolean same = rows.schema().size() == expected.size();
    for (int c = 0; same && c < expected.size(); c++) {
      same = rows.schema().column(c).sameAs(expected.column(c));
    }
    if (!same) {
      throw new IllegalArgumentException(
          "The rows have the columns "
              + rows.schema().names()
              + ", not the model's, or other kinds or labels; read them with the model's schema");
    }
  }

  /** Which columns are conditions. */
  public ConditionColumns conditions() {
    return parts.conditions();
  }

  /** The columns that are no conditions: those whose cells have a density. */
  public Schema dataSchema() {
    return new Schema(
        Arrays.stream(conditions().others())
            .filter(c -> c < schema().size())
            .mapToObj(schema()::column)
            .filter(column -> !column.isText())
            .toList());
  }

  /** How the columns that are no conditions become coordinates. */
  TableEncoding encoding() {
    return parts.encoding();
  }

  /** The share of every column's cells that were missing in training. */
  public double[] missing() {
    double[] shares = new double[schema().size()];
    double[] ofData = encoding().missing();
    int[] others = conditions().others();
    for (int k = 0; k < others.length && others[k] < shares.length; k++) {
      shares[others[k]] = ofData[k];
    }
    for (int c : conditions().columns()) {
      long[] counts = conditions().labelCounts(c);
      shares[c] = (double) counts[counts.length - 1] / Arrays.stream(counts).sum();
    }
    return shares;
  }

  /**
   * Whether anomaly scores and class probabilities were calibrated on rows that the engine was not
   * trained on; else they are too sure, for there were no such rows, or no time to ask about them.
   */
  public boolean calibratedOnUnseen() {
    return parts.onUnseen();
  }

  /** The engine's model of encoded rows; it belongs to this model. */
  public CdrlModel engine() {
    return engine;
  }

  /** Draws rows. */
  public TableSampler sampler() {
    return TableSampler.of(this);
  }

  /** Fills in missing cells. */
  public Imputer imputer() {
    return Imputer.of(this);
  }

  /** Anomaly scores of rows. */
  public AnomalyScorer anomalies() {
    return new AnomalyScorer(this, parts.anomalies());
  }

  /**
   * Classifies rows by one of the conditions.
   *
   * @throws IllegalArgumentException if the column is no condition, or was not calibrated
   */
  public RowClassifier classifier(String column) {
    return RowClassifier.of(this, column);
  }

  /**
   * Fails unless the other model is a density over the same space, so that both can be combined.
   *
   * @throws IllegalArgumentException saying what differs
   */
  public void requireSameSpace(TableModel other) {
    SameSpace.require(this, other);
  }

  TableParts parts() {
    return parts;
  }

  /** What the network of tokens says of columns given others; it belongs to this model. */
  synchronized MaskedRows tokens() {
    if (tokens == null) {
      tokens =
          new MaskedRows(parts.tokens().network(), parts.tokens().weights(), engine.execution());
    }
    return tokens;
  }

  /** The cells of a row that are no conditions. */
  double[] dataCells(double[] row) {
    return conditions().dataCells(row);
  }

  /** In which order cells are drawn, and why, for people. */
  public String drawnAs() {
    return parts.tokens().drawing(conditions(), encoding(), schema().size());
  }

  /**
   * How a column's cells become coordinates, and why, for people.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public String encodedAs(String column) {
    int c = schema().indexOf(column);
    if (conditions().has(c)) {
      return "a condition; no coordinates" + parts.tokens().description(c);
    }
    if (schema().column(c).isText()) {
      return "nothing; it is not learned";
    }
    ColumnCode code = code(c);
    boolean drawn = !(code instanceof ConstantCode);
    return code.description() + (drawn ? parts.tokens().description(c) : "");
  }

  /** The code of a column that is no condition. */
  private ColumnCode code(int column) {
    int k = Arrays.binarySearch(conditions().others(), column);
    return encoding().codes().get(k);
  }

  /** A mean of a column's numbers as the training cells could have it. */
  double likeTraining(int column, double mean) {
    Column.Kind kind = parts.schema().column(column).kind();
    if (kind == Column.Kind.INTEGER || Double.isNaN(mean)) {
      return Math.rint(mean);
    }
    if (!(code(column) instanceof NumericCode numbers)) {
      return code(column).decode(null, 0);
    }
    return kind == Column.Kind.DATE_TIME ? numbers.nearest(mean) : numbers.rounded(mean);
  }

  /**
   * Fails unless the training cells reach into a range.
   *
   * @throws IllegalArgumentException telling the range that was learned
   */
  void requireLearned(int column, double low, double high) {
    ColumnCode code = code(column);
    double least = code instanceof NumericCode n ? n.quantiles().least() : code.decode(null, 0);
    double most = code instanceof NumericCode n ? n.quantiles().most() : least;
    if (low > most || high < least || Double.isNaN(least)) {
      Column wanted = schema().column(column);
      throw new IllegalArgumentException(
          "Column \""
              + wanted.name()
              + "\" was learned "
              + (Double.isNaN(least)
                  ? "with every cell missing"
                  : "from " + wanted.text(least) + " to " + wanted.text(most))
              + "; nothing is known of "
              + (low == high
                  ? wanted.text(low)
                  : (Double.isInfinite(low) ? "" : wanted.text(low))
                      + ".."
                      + (Double.isInfinite(high) ? "" : wanted.text(high))));
    }
  }

  /**
   * Fails if a label never occurred in training.
   *
   * @throws IllegalArgumentException naming column and label
   */
  void requireSeen(int column, double label) {
    conditions().requireSeen(column, label);
    if (!conditions().has(column)
        && code(column) instanceof CategoryCode labels
        && labels.shares()[(int) label] == 0) {
      throw ConditionColumns.neverSeen(schema().column(column), (int) label);
    }
  }

  /** A number within a range, more likely where a column's training values are. */
  double within(int column, double low, double high, RandomGenerator random) {
    ColumnCode code = code(column);
    double cell =
        code instanceof NumericCode numbers
            ? numbers.within(low, high, random)
            : code.decode(null, 0);
    if (schema().column(column).kind() == Column.Kind.INTEGER) {
      return Math.max(Math.ceil(low), Math.min(Math.floor(high), Math.rint(cell)));
    }
    return cell;
  }

  @Override
  public synchronized void close() {
    engine.close();
    if (tokens != null) {
      tokens.close();
    }
  }

  @Override
  public String toString() {
    return "TableModel(columns=" + schema().names() + ", " + engine + ")";
  }
}
