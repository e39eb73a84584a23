package org.cdrl.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.cdrl.table.Imputer;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.CellText;

/**
 * Fills in missing cells given the other cells of their row, as {@link Imputer} does: with what is
 * nearest to the truth on average, or with one draw. What is there stays, also where the model does
 * not know it; filled cells are of the data frame's types.
 */
public final class CdrlImputer extends Transformer implements MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final IntParam draws;
  private final LongParam seed;
  private ModelFile file;

  /** For Spark, which reads a stage's parameters into it; use {@link CdrlSparkModel#imputer}. */
  public CdrlImputer(String uid) {
    this.uid = uid;
    draws =
        new IntParam(
            this,
            "draws",
            "draws of every missing cell; 1 fills in a draw",
            ParamValidators.gtEq(1));
    seed = new LongParam(this, "seed", "seed of all random numbers");
    setDefault(draws, Imputer.DEFAULT_DRAWS);
    setDefault(seed, 0L);
  }

  CdrlImputer(String uid, ModelFile file) {
    this(uid);
    this.file = file;
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<CdrlImputer> read() {
    return StageFiles.reader((stage, file) -> stage.file = file);
  }

  /** Reads what was saved in a folder. */
  public static CdrlImputer load(String folder) {
    return read().load(folder);
  }

  @Override
  public MLWriter write() {
    return StageFiles.writer(this, file);
  }

  /** Draws of every missing cell. */
  public IntParam draws() {
    return draws;
  }

  /** The seed of all random numbers. */
  public LongParam seed() {
    return seed;
  }

  /**
   * How many draws of every missing cell are joined; default 10. Of one draw it is that draw: the
   * table then varies as real ones do.
   */
  public CdrlImputer setDraws(int m) {
    set(draws, m);
    return this;
  }

  /** The seed of all random numbers; default 0. */
  public CdrlImputer setSeed(long value) {
    set(seed, value);
    return this;
  }

  /**
   * Fills in what is missing.
   *
   * @throws IllegalArgumentException as {@link #transformSchema}
   */
  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    StructType fields = transformSchema(rows.schema());
    CellWriter writer = CellWriter.of(rows.sparkSession());
    int m = (int) getOrDefault(draws);
    long of = (long) getOrDefault(seed);
    return Pieces.map(
        file,
        rows,
        fields,
        model -> {
          Imputer imputer = model.imputer().draws(m).seed(of);
          CellReader reader = reader(model, fields, writer);
          return (first, piece) -> {
            Table given = reader.read(piece);
            Table filled = imputer.fill(first, given).centre();
            return filled(piece, given, filled, fields, reader, writer);
          };
        });
  }

  private static List<Row> filled(
      List<Row> rows,
      Table given,
      Table filled,
      StructType fields,
      CellReader reader,
      CellWriter writer) {
    CellText text = new CellText(given.schema(), CellFormat.DEFAULT);
    List<Row> all = new ArrayList<>();
    for (int r = 0; r < given.size(); r++) {
      Object[] values = Rows.values(rows.get(r), fields.size());
      String[] texts = null;
      for (int c = 0; c < given.schema().size(); c++) {
        int f = reader.field(c);
        double cell = filled.rows()[r][c];
        // Labels that the model does not know are missing to it, but not to the user.
        if (f >= 0
            && Double.isNaN(given.rows()[r][c])
            && !Double.isNaN(cell)
            && reader.isMissing(rows.get(r), c)) {
          texts = texts == null ? text.format(filled.rows()[r]) : texts;
          values[f] = writer.value(fields.fields()[f], given.schema().column(c), cell, texts[c]);
        }
      }
      all.add(RowFactory.create(values));
    }
    return all;
  }

  private static CellReader reader(TableModel model, StructType given, CellWriter writer) {
    return new CellReader(model.schema(), given, Set.of(), writer.zone());
  }

  /**
   * The same columns.
   *
   * @throws IllegalArgumentException naming a column that the data frame lacks, has twice or has of
   *     a type that does not fit
   */
  @Override
  public StructType transformSchema(StructType given) {
    reader(file.table(), given, CellWriter.ANY);
    return given;
  }

  @Override
  public CdrlImputer copy(ParamMap extra) {
    return copyValues(new CdrlImputer(uid, file), extra);
  }

  @Override
  public String uid() {
    return uid;
  }
}
