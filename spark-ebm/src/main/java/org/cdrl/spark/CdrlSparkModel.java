package org.cdrl.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.cdrl.table.AnomalyScorer;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableSampler;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.CellText;

/**
 * A model of a table on Spark. As a stage it appends anomaly scores to rows, as {@link
 * AnomalyScorer} tells them; it also draws rows, and makes the stages that fill in missing cells
 * and classify.
 *
 * <p>Data frames have the model's columns by name, in any order; others stay as they are. Columns
 * are strings, booleans, numbers, dates or timestamps; null is a missing cell. Strings are read as
 * the command line reads cells of files.
 *
 * <p>Rows that are read have their order in the data frame. Where it is not fixed, as behind a
 * shuffle, results differ between runs in their last digits, and filled cells in their random
 * numbers: write or checkpoint such data first.
 */
public final class CdrlSparkModel extends Model<CdrlSparkModel> implements MLWritable {
  private static final long serialVersionUID = 1L;

  static final String SCORE = "anomaly_score";
  static final String SHARE = "anomaly_share";

  private final String uid;
  private final Param<String> scoreCol;
  private final Param<String> shareCol;
  private ModelFile file;

  /** Changes what is drawn, on the driver and on the executors. */
  public interface Drawing extends UnaryOperator<TableSampler>, Serializable {}

  /** For Spark, which reads a stage's parameters into it; use {@link #ofFile}. */
  public CdrlSparkModel(String uid) {
    this.uid = uid;
    scoreCol = new Param<>(this, "scoreCol", "column for scores; higher is more anomalous");
    shareCol =
        new Param<>(
            this,
            "shareCol",
            "column for the share of rows like the training table's that score less");
    setDefault(scoreCol, SCORE);
    setDefault(shareCol, SHARE);
  }

  CdrlSparkModel(String uid, ModelFile file) {
    this(uid);
    this.file = file;
  }

  /**
   * Reads a model file, as the command line and Tribuo write them.
   *
   * @param path of any file system that Spark knows
   * @throws IOException if it cannot be read or is no model of a table, saying so
   */
  public static CdrlSparkModel ofFile(SparkSession session, String path) throws IOException {
    return new CdrlSparkModel(
        Identifiable$.MODULE$.randomUID("cdrl"),
        ModelFile.read(path, session.sparkContext().hadoopConfiguration()));
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<CdrlSparkModel> read() {
    return StageFiles.reader((stage, file) -> stage.file = file);
  }

  /** Reads what was saved in a folder. */
  public static CdrlSparkModel load(String folder) {
    return read().load(folder);
  }

  /**
   * Writes the model file alone, which the command line, Tribuo and {@link #ofFile} read.
   *
   * @param path of any file system that Spark knows; an existing file is replaced once the new one
   *     is complete
   * @throws IOException if it cannot be written
   */
  public void saveFile(SparkSession session, String path) throws IOException {
    file.save(path, session.sparkContext().hadoopConfiguration());
  }

  @Override
  public MLWriter write() {
    return StageFiles.writer(this, file);
  }

  /** The column for anomaly scores. */
  public Param<String> scoreCol() {
    return scoreCol;
  }

  /** The column for the share of rows like the training table's that score less. */
  public Param<String> shareCol() {
    return shareCol;
  }

  /** Names the column for anomaly scores; default {@code anomaly_score}. */
  public CdrlSparkModel setScoreCol(String name) {
    set(scoreCol, name);
    return this;
  }

  /** Names the column for shares; default {@code anomaly_share}. */
  public CdrlSparkModel setShareCol(String name) {
    set(shareCol, name);
    return this;
  }

  /** The columns of the table, in the order of the data that was trained on. */
  public List<Column> columns() {
    return List.of(file.columns());
  }

  /** A stage that fills in missing cells. */
  public CdrlImputer imputer() {
    return new CdrlImputer(Identifiable$.MODULE$.randomUID("cdrlImputer"), file);
  }

  /**
   * A stage that predicts a condition.
   *
   * @throws IllegalArgumentException if the column is no condition of the model
   */
  public CdrlClassifier classifier(String column) {
    file.table().classifier(column);
    return new CdrlClassifier(Identifiable$.MODULE$.randomUID("cdrlClassifier"), file, column);
  }

  /**
   * Draws rows as they were in training, with seed 0, in as many partitions as the session likes.
   *
   * @param n how many
   */
  public Dataset<Row> sample(SparkSession session, long n) {
    return sample(session, n, session.sparkContext().defaultParallelism(), sampler -> sampler);
  }

  /**
   * Draws rows. Row r has the same bits however many there are, in however many partitions.
   *
   * <p>Columns are in the order of the training data: real numbers are doubles, whole ones longs,
   * dates are dates, dates with a time are timestamps without a time zone, booleans are booleans
   * where their labels are true and false; all else is strings.
   *
   * @param n how many
   * @param partitions of the result
   * @param drawing what is wanted, such as {@code sampler -> sampler.given("sex",
   *     "Female").seed(7)}
   * @throws IllegalArgumentException if the model cannot draw that
   */
  public Dataset<Row> sample(SparkSession session, long n, int partitions, Drawing drawing) {
    if (n < 0 || partitions < 1) {
      throw new IllegalArgumentException(
          "The number of rows is not negative, and there is a partition: " + n + ", " + partitions);
    }
    Objects.requireNonNull(drawing.apply(file.table().sampler()));
    file.table().keys().forEach((column, keys) -> keys.requireFree(column, n));
    StructType fields = new StructType();
    for (Column column : file.columns()) {
      fields = fields.add(column.name(), CellWriter.type(column), true);
    }
    StructType result = fields;
    CellWriter writer = CellWriter.of(session);
    return Pieces.make(
        file,
        session,
        n,
        partitions,
        result,
        model -> {
          TableSampler sampler = drawing.apply(model.sampler());
          return (first, count) -> rows(sampler, first, count, result, writer);
        });
  }

  private static List<Row> rows(
      TableSampler sampler, long first, int n, StructType fields, CellWriter writer) {
    Schema schema = sampler.schema();
    double[][] drawn = sampler.draw(first, n).rows();
    CellText text = new CellText(schema, CellFormat.DEFAULT);
    Map<Integer, String[]> keys = new HashMap<>();
    for (int c = 0; c < schema.size(); c++) {
      if (schema.column(c).kind() == Column.Kind.KEY) {
        keys.put(c, sampler.keys(schema.column(c).name(), first, n));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < n; r++) {
      String[] texts = text.format(drawn[r]);
      Object[] values = new Object[fields.size()];
      for (int f = 0; f < values.length; f++) {
        StructField field = fields.fields()[f];
        int c = schema.indexOf(field.name());
        if (keys.containsKey(c)) {
          String key = keys.get(c)[r];
          values[f] = key.isEmpty() ? null : key;
        } else {
          values[f] = writer.value(field, schema.column(c), drawn[r][c], texts[c]);
        }
      }
      rows.add(RowFactory.create(values));
    }
    return rows;
  }

  /** Appends anomaly scores: {@link #transform}. */
  public Dataset<Row> score(Dataset<?> rows) {
    return transform(rows);
  }

  /**
   * Appends anomaly scores and shares. Conditions may be absent; scores do not depend on them.
   *
   * @throws IllegalArgumentException as {@link #transformSchema}
   */
  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    StructType result = transformSchema(rows.schema());
    StructType given = rows.schema();
    CellWriter writer = CellWriter.of(rows.sparkSession());
    return Pieces.map(
        file,
        rows,
        result,
        model -> {
          AnomalyScorer scorer = model.anomalies();
          CellReader reader = reader(model, given, writer);
          return (first, piece) -> {
            Table table = reader.read(piece);
            AnomalyScorer.Scores scores = scorer.score(table);
            List<Row> scored = new ArrayList<>();
            for (int r = 0; r < table.size(); r++) {
              scored.add(
                  Rows.with(piece.get(r), given.size(), scores.scores()[r], scores.shares()[r]));
            }
            return scored;
          };
        });
  }

  private static CellReader reader(TableModel model, StructType given, CellWriter writer) {
    return new CellReader(model.schema(), given, model.conditions().names(), writer.zone());
  }

  /**
   * The columns with scores behind them.
   *
   * @throws IllegalArgumentException naming a column that the data frame lacks, has twice or has of
   *     a type that does not fit, or a result's that it has already
   */
  @Override
  public StructType transformSchema(StructType given) {
    reader(file.table(), given, CellWriter.ANY);
    return Fields.scored(given, getOrDefault(scoreCol), getOrDefault(shareCol));
  }

  @Override
  public CdrlSparkModel copy(ParamMap extra) {
    CdrlSparkModel copy = copyValues(new CdrlSparkModel(uid, file), extra);
    return hasParent() ? copy.setParent(parent()) : copy;
  }

  @Override
  public String uid() {
    return uid;
  }
}
