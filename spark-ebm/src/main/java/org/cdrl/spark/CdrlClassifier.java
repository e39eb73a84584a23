package org.cdrl.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.cdrl.table.RowClassifier;
import org.cdrl.table.TableModel;

/**
 * Predicts one of a model's conditions, as {@link RowClassifier} does. The data frame may have the
 * condition or not; what it has there does not count.
 */
public final class CdrlClassifier extends Transformer implements MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<String> column;
  private final Param<String> predictionCol;
  private final Param<String> probabilityCol;
  private ModelFile file;

  /** For Spark, which reads a stage's parameters into it; use {@link CdrlSparkModel#classifier}. */
  public CdrlClassifier(String uid) {
    this.uid = uid;
    column = new Param<>(this, "column", "the condition that is predicted");
    predictionCol = new Param<>(this, "predictionCol", "column for the most probable label");
    probabilityCol =
        new Param<>(this, "probabilityCol", "column for the probabilities of all labels");
    setDefault(predictionCol, "prediction");
    setDefault(probabilityCol, "probability");
  }

  private CdrlClassifier(String uid, ModelFile file) {
    this(uid);
    this.file = file;
  }

  CdrlClassifier(String uid, ModelFile file, String of) {
    this(uid, file);
    set(column, of);
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<CdrlClassifier> read() {
    return StageFiles.reader((stage, file) -> stage.file = file);
  }

  /** Reads what was saved in a folder. */
  public static CdrlClassifier load(String folder) {
    return read().load(folder);
  }

  @Override
  public MLWriter write() {
    return StageFiles.writer(this, file);
  }

  /** The condition that is predicted. */
  public Param<String> column() {
    return column;
  }

  /** The column for the most probable label. */
  public Param<String> predictionCol() {
    return predictionCol;
  }

  /** The column for the probabilities of all labels. */
  public Param<String> probabilityCol() {
    return probabilityCol;
  }

  /** Names the column for the most probable label, a string; default {@code prediction}. */
  public CdrlClassifier setPredictionCol(String name) {
    set(predictionCol, name);
    return this;
  }

  /**
   * Names the column for probabilities, a vector in the order of {@link #labels}; default {@code
   * probability}.
   */
  public CdrlClassifier setProbabilityCol(String name) {
    set(probabilityCol, name);
    return this;
  }

  /** The labels of the condition. */
  public List<String> labels() {
    return file.table().classifier(getOrDefault(column)).labels();
  }

  /**
   * Appends predictions.
   *
   * @throws IllegalArgumentException as {@link #transformSchema}
   */
  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    StructType result = transformSchema(rows.schema());
    StructType given = rows.schema();
    CellWriter writer = CellWriter.of(rows.sparkSession());
    String of = getOrDefault(column);
    return Pieces.map(
        file,
        rows,
        result,
        model -> {
          RowClassifier classifier = model.classifier(of);
          List<String> labels = classifier.labels();
          CellReader reader = reader(model, given, writer);
          return (first, piece) -> {
            double[][] p = classifier.probabilities(reader.read(piece));
            List<Row> told = new ArrayList<>();
            for (int r = 0; r < p.length; r++) {
              String label = labels.get(RowClassifier.most(p[r]));
              told.add(Rows.with(piece.get(r), given.size(), label, Vectors.dense(p[r])));
            }
            return told;
          };
        });
  }

  private static CellReader reader(TableModel model, StructType given, CellWriter writer) {
    return new CellReader(model.schema(), given, model.conditions().names(), writer.zone());
  }

  /**
   * The columns with predictions behind them.
   *
   * @throws IllegalArgumentException naming a column that the data frame lacks, has twice or has of
   *     a type that does not fit, or a result's that it has already
   */
  @Override
  public StructType transformSchema(StructType given) {
    reader(file.table(), given, CellWriter.ANY);
    StructType told = Fields.with(given, getOrDefault(predictionCol), DataTypes.StringType);
    return Fields.with(told, getOrDefault(probabilityCol), SQLDataTypes.VectorType());
  }

  @Override
  public CdrlClassifier copy(ParamMap extra) {
    return copyValues(new CdrlClassifier(uid, file), extra);
  }

  @Override
  public String uid() {
    return uid;
  }
}
