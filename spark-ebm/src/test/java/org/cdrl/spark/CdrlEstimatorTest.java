package org.cdrl.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.cdrl.config.Chains;
import org.cdrl.config.Optimisation;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.CDRLTrainerBuilder;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.cdrl.tribuo.dataset.SourceDataset;
import org.cdrl.tribuo.source.TableDataSource;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/**
 * What is learned from a data frame has the bits of the same workers one after the other, without
 * Spark, however rows are partitioned; small tables are learned as on one machine.
 */
class CdrlEstimatorTest {
  private static final int ROWS = 1200;
  private static final int WORKERS = 2;
  static final int ROUND = 100;

  /** With these columns rows would not be learned as tokens. */
  static final String[] DIFFERENT = {"sent", "due", "weight", "price"};

  /** A job at which there are rounds behind, and others to come. */
  static final int LATER = 8;

  @TempDir static Path folder;

  private static SparkSession session;

  @BeforeAll
  static void begin() {
    session = Parcels.session();
  }

  /** A new file's rows, which are learned as tokens. */
  static TableDataSource<Label> tokens(Path csv) throws IOException {
    return source(Parcels.write(csv, ROWS, 7, .05));
  }

  private static TableDataSource<Label> source(Path csv) throws IOException {
    return new TableDataSource<>(
        csv,
        new LabelFactory(),
        List.of("service"),
        Map.of(),
        Set.of(DIFFERENT),
        TableFormat.DEFAULT);
  }

  /** With networks and runs that are as small as those of {@link #quick()}. */
  static CDRLTrainerBuilder<Label> alone() {
    return CDRLTrainer.builder(new LabelConditioning("service"), Absent.MISSING)
        .set(Chains.LEVELS, 3)
        .set(VectorArchitecture.ENERGY_WIDTH, 16)
        .set(VectorArchitecture.ENERGY_MULTIPLIERS, List.of(1))
        .set(VectorArchitecture.INITIALIZER_WIDTH, 16)
        .set(Optimisation.PRETRAINING_ITERATIONS, 20)
        .batchSize(64)
        .iterations(50)
        .threads(1);
  }

  static CdrlEstimator quick() {
    return new CdrlEstimator()
        .setClasses("service")
        .setSettings(
            "levels=3",
            "energyWidth=16",
            "energyMultipliers=1",
            "initializerWidth=16",
            "pretrainingIterations=20",
            "batchSize=64")
        .setIterations(50)
        .setWorkers(WORKERS)
        .setRoundIterations(ROUND);
  }

  /** A file as strings, which are the cells that the command line reads. */
  private static Dataset<Row> texts(Path file) {
    return session.read().option("header", true).csv(file.toString());
  }

  static void assertSame(CDRLModel<?> expected, CdrlSparkModel told, Dataset<Row> rows) {
    SparkSession session = rows.sparkSession();
    TableModel table = expected.table();
    double[][] drawn = table.sampler().seed(5).draw(0, 200).rows();
    double[][] sample =
        new CellReader(
                table.schema(),
                told.sample(session, 1).schema(),
                Set.of(),
                CellWriter.of(session).zone())
            .read(told.sample(session, 200, 2, s -> s.seed(5)).collectAsList())
            .rows();
    assertArrayEquals(drawn, sample);
    double[] scores =
        table
            .anomalies()
            .score(
                new CellReader(
                        table.schema(), rows.schema(), Set.of(), CellWriter.of(session).zone())
                    .read(rows.collectAsList()))
            .scores();
    assertArrayEquals(
        scores,
        told.transform(rows).collectAsList().stream()
            .mapToDouble(row -> row.<Double>getAs("anomaly_score"))
            .toArray());
  }

  /** Calls a run off in the middle of a round, when others are behind it. */
  private static void lose(CdrlEstimator estimator, Dataset<Row> rows) {
    SparkContext context = session.sparkContext();
    AtomicInteger jobs = new AtomicInteger();
    SparkListener losing =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            if (jobs.incrementAndGet() >= LATER) {
              context.cancelAllJobs();
            }
          }
        };
    context.addSparkListener(losing);
    try {
      assertThrows(Exception.class, () -> estimator.fit(rows));
    } finally {
      context.removeSparkListener(losing);
    }
  }

  @Test
  void workersLearnWhatTheyDoWithoutSparkAlsoIfTheRunIsLostAndResumed() throws IOException {
    Path csv = folder.resolve("many.csv");
    var source = tokens(csv);
    Dataset<Row> rows = texts(csv).drop(DIFFERENT);
    Path kept = folder.resolve("kept");
    CdrlEstimator estimator = quick().setCheckpointFolder(kept.toUri().toString());
    lose(estimator, Parcels.in(3, rows));
    assertTrue(Files.exists(kept.resolve("tokens-00002.round")));
    assertFalse(Files.exists(kept.resolve("engine-00001.round")));
    refused(
        "run with other seed: \"12345\" then", estimator.copy(ParamMap.empty()).setSeed(9), rows);
    refused(
        "run with other rows",
        estimator,
        rows.withColumn("city", functions.expr("if(city = 'Voss', null, city)")));
    CdrlSparkModel told = estimator.fit(Parcels.skewed(rows, 10));
    try (InTurn workers = InTurn.all(source.table(), InTurn.apart(WORKERS), ROUND);
        CDRLModel<Label> expected =
            alone().workers(workers).build().train(new SourceDataset<>(source))) {
      assertEquals("column by column", expected.table().drawnAs().split(" in any", 2)[0]);
      assertSame(expected, told, rows.limit(100));
      assertEquals(Arrays.stream(rows.columns()).toList(), names(told));
    }
    String file = folder.resolve("many.cdrl").toString();
    told.saveFile(session, file);
    try (CDRLModel<?> read = CDRLModel.load(Path.of(file))) {
      assertTrue(read.getProvenance().toString().contains("a data frame of 1200 rows"));
      assertSame(read, told, rows.limit(10));
    }
  }

  @Test
  void joinedWorkersLearnWhatTheyDoWithoutSpark() throws IOException {
    Path csv = folder.resolve("joined.csv");
    var source = tokens(csv);
    Dataset<Row> rows = texts(csv).drop(DIFFERENT);
    CdrlSparkModel told =
        quick().setSynchronization(CdrlEstimator.COLLECTIVE).fit(Parcels.skewed(rows, 10));
    try (InTurn workers = InTurn.all(source.table(), InTurn.joined(WORKERS), ROUND);
        CDRLModel<Label> expected =
            alone().workers(workers).build().train(new SourceDataset<>(source))) {
      assertSame(expected, told, rows.limit(100));
    }
  }

  @Tag("slow")
  @Test
  void rowsThatTheDriverDoesNotSeeAreLearnedByWorkers() throws IOException {
    Path csv = Parcels.write(folder.resolve("all.csv"), 2 * ROWS, 12, .05);
    Dataset<Row> rows = texts(csv).drop(DIFFERENT);
    Sample sample = Sample.of(NumberedRows.of(rows), ROWS, Trainer.DEFAULT_SEED);
    List<String> lines = Files.readAllLines(csv);
    Path part = folder.resolve("part.csv");
    Files.write(
        part,
        LongStream.concat(LongStream.of(-1), Arrays.stream(sample.numbers()))
            .mapToObj(n -> lines.get((int) n + 1))
            .toList());
    var source = source(part);
    Table all = TableFile.read(csv, TableFormat.DEFAULT, source.schema());
    CdrlSparkModel told = quick().setSampleRows(ROWS).fit(Parcels.in(4, rows));
    try (InTurn workers = new InTurn(all, sample.numbers(), InTurn.apart(WORKERS), ROUND);
        CDRLModel<Label> expected =
            alone().workers(workers).build().train(new SourceDataset<>(source))) {
      assertSame(expected, told, rows.limit(100));
    }
  }

  private static List<String> names(CdrlSparkModel model) {
    return model.columns().stream().map(Column::name).toList();
  }

  @Test
  void aSmallTableIsLearnedByTheDriverAsByTribuo() throws IOException {
    Path csv = Parcels.write(folder.resolve("few.csv"), 300, 8, .05);
    Dataset<Row> rows = texts(csv);
    var data = new SourceDataset<>(new TableDataSource<>(csv, new LabelFactory(), "service"));
    try (CDRLModel<Label> expected = alone().build().train(data)) {
      assertSame(expected, quick().fit(Parcels.in(3, rows)), rows);
    }
  }

  @Test
  void typesAndWishesSayWhatColumnsAre() throws IOException {
    Path csv = Parcels.write(folder.resolve("typed.csv"), 300, 9, .05);
    Dataset<Row> rows =
        Parcels.read(session, csv)
            .withColumn("number", functions.monotonically_increasing_id())
            .withColumn("level", functions.col("items"))
            .withColumn("none", functions.lit(null).cast(DataTypes.DoubleType))
            .withColumn("moment", functions.expr("timestampadd(MICROSECOND, 10 * items, sent)"));
    CdrlSparkModel model = quick().setColumns("level=categorical", "city=ignore").fit(rows);
    Map<String, Column.Kind> kinds = new LinkedHashMap<>();
    model.columns().forEach(column -> kinds.put(column.name(), column.kind()));
    assertEquals(
        "{sent=DATE_TIME, due=DATE_TIME, weight=REAL, price=REAL, items=INTEGER, insured=BOOLEAN,"
            + " service=CATEGORICAL, number=KEY, level=CATEGORICAL, none=CONSTANT,"
            + " moment=DATE_TIME}",
        kinds.toString());
    List<Row> drawn = model.sample(session, 50).collectAsList();
    assertEquals(50, drawn.size());
    assertEquals(50, model.transform(rows.limit(50)).count());
  }

  @Test
  void aSampleIsTheSameInAnyNumberOfPartitions() throws IOException {
    Dataset<Row> rows = texts(Parcels.write(folder.resolve("sampled.csv"), 500, 10, 0));
    Sample sample = Sample.of(NumberedRows.of(Parcels.in(2, rows)), 60, 3);
    Sample other = Sample.of(NumberedRows.of(Parcels.skewed(rows, 10)), 60, 3);
    assertArrayEquals(sample.numbers(), other.numbers());
    assertEquals(sample.rows(), other.rows());
    List<Row> all = rows.collectAsList();
    assertEquals(
        Arrays.stream(sample.numbers()).mapToObj(n -> all.get((int) n)).toList(), sample.rows());
    assertEquals(60, Arrays.stream(sample.numbers()).distinct().count());
    assertEquals(all, Sample.of(NumberedRows.of(Parcels.in(5, rows)), 500, 3).rows());
  }

  private static void refused(String message, CdrlEstimator estimator, Dataset<Row> rows) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> estimator.fit(rows));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void whatCannotBeLearnedIsRefusedByName() throws IOException {
    Dataset<Row> rows = texts(Parcels.write(folder.resolve("refused.csv"), 30, 11, 0));
    refused("no column \"kind\" to learn", quick().setClasses("kind"), rows);
    refused(
        "\"items\" has the type array<string>",
        quick(),
        rows.withColumn("items", functions.array("items")));
    refused("has 2 columns \"city\"", quick(), rows.select(rows.col("*"), rows.col("city")));
    refused("needs NAME=VALUE", quick().setColumns("city"), rows);
    refused("cannot be big, only real", quick().setColumns("city=big"), rows);
    refused("no setting \"size\"", quick().setSettings("size=3"), rows);
    refused("levels is 0 but must be", quick().setSettings("levels=0"), rows);
    refused("no rows", quick(), rows.limit(0));
    assertThrows(RuntimeException.class, () -> quick().setWorkers(-1));
    assertThrows(RuntimeException.class, () -> quick().setSynchronization("sometimes"));
  }

  @Test
  void parametersAreReadAsTheyWereWritten() throws IOException {
    String to = folder.resolve("estimator").toString();
    CdrlEstimator estimator = quick().setRules("none").setSeed(6).setSampleRows(70_000);
    estimator.setSynchronization(CdrlEstimator.COLLECTIVE);
    new Pipeline().setStages(new PipelineStage[] {estimator}).write().save(to);
    PipelineStage read = Pipeline.load(to).getStages()[0];
    for (Param<?> param : estimator.params()) {
      Object written = estimator.getOrDefault(param);
      Object told = read.getOrDefault(read.getParam(param.name()));
      assertTrue(Objects.deepEquals(written, told), param.name());
    }
    StructType scored =
        estimator.transformSchema(new StructType().add("service", "string").add("x", "double"));
    assertArrayEquals(
        new String[] {"service", "x", "anomaly_score", "anomaly_share"}, scored.fieldNames());
  }
}
