package org.cdrl.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.cdrl.config.Execution;
import org.cdrl.table.AnomalyScorer;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.CellText;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.table.TableFormat;
import org.cdrl.tribuo.table.TableStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Spark gives has the bits of one machine that reads the same file as the command line does,
 * in however many partitions the rows are.
 */
class CdrlSparkModelTest {
  /** A piece, and one that is not whole. */
  private static final int ROWS = Pieces.ROWS + 700;

  @TempDir static Path folder;

  private static SparkSession session;
  private static Path csv;
  private static Dataset<Row> rows;
  private static TableModel alone;
  private static CdrlSparkModel model;

  @BeforeAll
  static void train() throws IOException {
    session = Parcels.session();
    Path file = Parcels.model();
    csv = Parcels.write(folder.resolve("rows.csv"), ROWS, 2, .05);
    rows = Parcels.read(session, csv);
    try (CDRLModel<?> read = CDRLModel.load(file)) {
      alone = read.table().withExecution(Execution.DEFAULT.threads(1));
    }
    model = CdrlSparkModel.ofFile(session, file.toString());
  }

  @AfterAll
  static void close() {
    alone.close();
  }

  /** What the command line does with every chunk of a file, one after the other. */
  private static <T> List<T> onOneMachine(OnChunk<T> work) throws IOException {
    List<T> all = new ArrayList<>();
    try (TableStream in =
        TableStream.open(csv, TableFormat.DEFAULT, alone.schema(), Set.of()).lenient()) {
      long first = 0;
      for (var chunk = in.next(Pieces.ROWS); chunk != null; chunk = in.next(Pieces.ROWS)) {
        all.addAll(work.apply(first, chunk.table()));
        first += chunk.table().size();
      }
    }
    assertEquals(ROWS, all.size());
    return all;
  }

  private interface OnChunk<T> {
    List<T> apply(long first, Table chunk);
  }

  /** The results of one piece of work for rows that are divided in several ways. */
  private static <T> List<List<T>> divided(
      Function<Dataset<Row>, Dataset<Row>> work, Function<Row, T> result) {
    return List.of(
            Parcels.in(2, rows),
            Parcels.in(5, rows),
            Parcels.in(16, rows),
            Parcels.skewed(rows, 10))
        .stream()
        .map(given -> work.apply(given).collectAsList().stream().map(result).toList())
        .toList();
  }

  @Test
  void drawnRowsAreTheEnginesInAnyNumberOfPartitions() {
    double[][] drawn = alone.sampler().given("service", "express").seed(3).draw(0, ROWS).rows();
    List<List<Object>> expected = new ArrayList<>();
    for (double[] row : drawn) {
      expected.add(values(row));
    }
    for (int partitions : new int[] {1, 2, 5, 16}) {
      Dataset<Row> sample =
          model.sample(
              session, ROWS, partitions, sampler -> sampler.given("service", "express").seed(3));
      assertEquals(partitions, sample.javaRDD().getNumPartitions());
      List<List<Object>> told =
          sample.collectAsList().stream().map(CdrlSparkModelTest::values).toList();
      assertEquals(expected, told, partitions + " partitions");
    }
    StructType types = model.sample(session, 1).schema();
    assertEquals(
        "sent timestamp_ntz, due date, weight double, price double, items bigint, insured boolean,"
            + " city string, service string",
        String.join(
            ", ",
            List.of(types.fields()).stream()
                .map(field -> field.name() + " " + field.dataType().simpleString())
                .toList()));
  }

  private static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    for (int f = 0; f < row.size(); f++) {
      values.add(row.get(f) instanceof Date day ? day.toLocalDate() : row.get(f));
    }
    return values;
  }

  /** A row of the model in the types and order that the sample should have. */
  private static List<Object> values(double[] row) {
    Schema schema = alone.schema();
    String[] texts = new CellText(schema, CellFormat.DEFAULT).format(row);
    List<Object> values = new ArrayList<>();
    for (String name : List.of(rows.columns())) {
      int c = schema.indexOf(name);
      values.add(
          Double.isNaN(row[c])
              ? null
              : switch (name) {
                case "sent" ->
                    LocalDateTime.parse(texts[c], DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"));
                case "due" -> LocalDate.parse(texts[c]);
                case "weight", "price" -> Double.valueOf(texts[c]);
                case "items" -> Long.valueOf(texts[c]);
                case "insured" -> Boolean.valueOf(texts[c]);
                default -> texts[c];
              });
    }
    return values;
  }

  @Test
  void scoresAreThoseOfOneMachine() throws IOException {
    List<List<Double>> expected =
        onOneMachine(
            (first, chunk) -> {
              AnomalyScorer.Scores scores = alone.anomalies().score(chunk);
              List<List<Double>> all = new ArrayList<>();
              for (int r = 0; r < chunk.size(); r++) {
                all.add(List.of(scores.scores()[r], scores.shares()[r]));
              }
              return all;
            });
    for (List<List<Double>> told :
        divided(
            model::score,
            row -> List.of(row.getAs("anomaly_score"), row.<Double>getAs("anomaly_share")))) {
      assertEquals(expected, told);
    }
  }

  @Test
  void filledRowsAreThoseOfOneMachineInTheTypesOfTheDataFrame() throws IOException {
    List<List<Object>> expected =
        onOneMachine(
            (first, chunk) -> {
              Table filled = alone.imputer().draws(2).seed(5).fill(first, chunk).centre();
              List<List<Object>> all = new ArrayList<>();
              for (double[] row : filled.rows()) {
                all.add(values(row));
              }
              return all;
            });
    CdrlImputer imputer = model.imputer().setDraws(2).setSeed(5);
    assertEquals(rows.schema(), imputer.transformSchema(rows.schema()));
    for (List<List<Object>> told : divided(imputer::transform, row -> plain(row))) {
      assertEquals(expected, told);
    }
    List<Row> given = rows.collectAsList();
    List<Row> filled = imputer.transform(rows).collectAsList();
    for (int r = 0; r < ROWS; r++) {
      for (int f = 0; f < given.get(r).size(); f++) {
        if (!given.get(r).isNullAt(f)) {
          assertEquals(given.get(r).get(f), filled.get(r).get(f));
        }
      }
    }
  }

  /** Values of the types that samples have. */
  private static List<Object> plain(Row row) {
    List<Object> plain = new ArrayList<>();
    for (Object value : values(row)) {
      plain.add(
          value instanceof BigDecimal number
              ? number.doubleValue()
              : value instanceof Integer number
                  ? (Object) number.longValue()
                  : value instanceof Timestamp time
                      ? LocalDateTime.ofInstant(time.toInstant(), ZoneId.of("Europe/Oslo"))
                      : value);
    }
    return plain;
  }

  @Test
  void classesAreThoseOfOneMachine() throws IOException {
    List<List<Double>> expected =
        onOneMachine(
            (first, chunk) -> {
              List<List<Double>> all = new ArrayList<>();
              for (double[] p : alone.classifier("service").probabilities(chunk)) {
                all.add(List.of(p[0], p[1]));
              }
              return all;
            });
    CdrlClassifier classifier = model.classifier("service");
    for (List<List<Double>> told :
        divided(
            given -> classifier.transform(given.drop("service")),
            row -> {
              Vector p = row.getAs("probability");
              String label = classifier.labels().get(p.argmax());
              assertEquals(label, row.getAs("prediction"));
              return List.of(p.apply(0), p.apply(1));
            })) {
      assertEquals(expected, told);
    }
  }

  @Test
  void columnsOfTextAreReadAsTheCommandLineReadsThem() throws IOException {
    Dataset<Row> texts = session.read().option("header", true).csv(csv.toString());
    List<Double> expected =
        onOneMachine(
            (first, chunk) -> {
              List<Double> all = new ArrayList<>();
              for (double score : alone.anomalies().score(chunk).scores()) {
                all.add(score);
              }
              return all;
            });
    List<Double> told =
        model.transform(texts).collectAsList().stream()
            .<Double>map(row -> row.getAs("anomaly_score"))
            .toList();
    assertEquals(expected, told);
  }

  @Test
  void whatTheModelDoesNotKnowIsAnomalousAndStays() {
    Dataset<Row> strange = rows.limit(50).withColumn("city", functions.lit("Atlantis"));
    double usual = alone.anomalies().threshold(.5);
    for (Row row : model.score(strange).collectAsList()) {
      assertTrue(row.<Double>getAs("anomaly_score") > usual, row.toString());
    }
    for (Row row : model.imputer().transform(strange).collectAsList()) {
      assertEquals("Atlantis", row.getAs("city"));
      assertTrue(row.<Double>getAs("weight") > 0);
    }
  }

  @Test
  void aTableWithoutRowsGivesOne() {
    assertEquals(0, model.score(Parcels.in(3, rows.limit(0))).count());
    assertEquals(0, model.sample(session, 0).count());
  }

  @Test
  void stagesAreReadAsTheyWereWritten() throws IOException {
    PipelineModel pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  model.imputer().setDraws(2).setSeed(9),
                  model.classifier("service").setPredictionCol("told"),
                  model.copy(new ParamMap()).setScoreCol("strange")
                })
            .fit(rows);
    String to = folder.resolve("pipeline").toString();
    pipeline.write().save(to);
    Dataset<Row> few = rows.limit(300);
    List<Row> expected = pipeline.transform(few).collectAsList();
    assertEquals(expected, PipelineModel.load(to).transform(few).collectAsList());
    assertArrayEquals(
        "sent,due,weight,price,items,insured,city,service,told,probability,strange,anomaly_share"
            .split(","),
        pipeline.transform(few).columns());
  }

  private static void refused(String message, Dataset<Row> given) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> model.transform(given));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void whatDoesNotFitIsRefusedByName() {
    refused("lacks the model's column \"weight\"", rows.drop("weight"));
    refused("\"items\" has the type array<int>", rows.withColumn("items", nested("items")));
    refused(
        "\"city\" has the type binary", rows.withColumn("city", rows.col("city").cast("binary")));
    refused(
        "\"weight\" has truth values, but the model learned numbers",
        rows.withColumn("weight", functions.lit(true)));
    refused(
        "\"due\" has numbers, but the model learned dates or times",
        rows.withColumn("due", functions.lit(5)));
    refused(
        "\"city\" has dates, but the model learned the labels Bergen",
        rows.withColumn("city", rows.col("due")));
    refused(
        "has a column \"anomaly_score\" already",
        rows.withColumn("anomaly_score", functions.lit(1)));
    refused("has 2 columns \"city\"", rows.select(rows.col("*"), rows.col("city")));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> model.classifier("city"))
            .getMessage()
            .contains("not a condition"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> model.sample(session, 5, 1, s -> s.given("service", "slow")))
            .getMessage()
            .contains("no label \"slow\""));
    IOException damaged =
        assertThrows(IOException.class, () -> CdrlSparkModel.ofFile(session, csv.toString()));
    assertTrue(damaged.getMessage().contains("rows.csv is damaged or no model"));
  }

  private static Column nested(String column) {
    return functions.array(rows.col(column));
  }

  @Test
  void otherColumnsStayAsTheyAre() {
    Dataset<Row> more =
        Parcels.in(
            3,
            rows.limit(40)
                .withColumn("tags", nested("city"))
                .withColumn("row number", rows.col("items").cast(DataTypes.StringType)));
    List<Row> told = model.transform(more).drop("anomaly_score", "anomaly_share").collectAsList();
    assertEquals(more.collectAsList(), told);
  }
}
