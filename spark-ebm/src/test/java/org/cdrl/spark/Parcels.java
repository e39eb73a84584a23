package org.cdrl.spark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.cdrl.config.Chains;
import org.cdrl.config.Optimisation;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.cdrl.tribuo.dataset.SourceDataset;
import org.cdrl.tribuo.source.TableDataSource;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/** A table with a column of every kind, a model of it, and a session; for tests. */
public final class Parcels {
  /** The table's types, as someone would declare them for Spark. */
  static final String TYPES =
      "sent timestamp, due date, weight double, price decimal(8,2), items int, insured boolean,"
          + " city string, service string";

  private static final List<String> CITIES = List.of("Bergen", "Oslo", "Tromsø", "Voss");

  private static Path model;

  private Parcels() {}

  /** A session that tests share. */
  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.sql.session.timeZone", "Europe/Oslo")
        .getOrCreate();
  }

  /**
   * Writes a table.
   *
   * @param gaps the share of cells that are missing in columns that have gaps
   */
  public static Path write(Path file, int rows, long seed, double gaps) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("sent,due,weight,price,items,insured,city,service\n");
      for (int r = 0; r < rows; r++) {
        boolean express = random.nextInt(3) == 0;
        LocalDate day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(366));
        double weight = (express ? 1 : 6) * (.5 + random.nextDouble());
        int items = 1 + random.nextInt(express ? 2 : 5);
        out.write(
            String.format(
                Locale.ROOT,
                "%s %02d:%02d,%s,%s,%s,%s,%s,%s,%s%n",
                day,
                8 + random.nextInt(10),
                random.nextInt(60),
                cell(day.plusDays(express ? 1 : 4), random, gaps),
                cell(String.format(Locale.ROOT, "%.3f", weight), random, gaps),
                cell(
                    String.format(Locale.ROOT, "%.2f", 5 + 2 * weight + (express ? 9 : 0)),
                    random,
                    gaps),
                cell(items, random, gaps),
                cell(express || random.nextInt(4) == 0, random, gaps),
                cell(CITIES.get(Math.min(random.nextInt(6), 3)), random, gaps),
                express ? "express" : "normal"));
      }
    }
    return file;
  }

  private static Object cell(Object value, SplittableRandom random, double gaps) {
    return random.nextDouble() < gaps ? "" : value;
  }

  /** The file of a quickly trained model, which tests share. */
  public static synchronized Path model() throws IOException {
    if (model == null) {
      Path folder = Files.createTempDirectory("parcels");
      model =
          train(write(folder.resolve("train.csv"), 600, 1, .05), folder.resolve("parcels.cdrl"));
      // What is told last goes first.
      for (Path used : List.of(folder, folder.resolve("train.csv"), model)) {
        used.toFile().deleteOnExit();
      }
    }
    return model;
  }

  private static Path train(Path table, Path file) throws IOException {
    var data = new SourceDataset<>(new TableDataSource<>(table, new LabelFactory(), "service"));
    var trainer =
        CDRLTrainer.builder(new LabelConditioning("service"), Absent.MISSING)
            .validation(.3)
            .set(Chains.LEVELS, 3)
            .set(VectorArchitecture.ENERGY_WIDTH, 16)
            .set(VectorArchitecture.ENERGY_MULTIPLIERS, List.of(1))
            .set(VectorArchitecture.INITIALIZER_WIDTH, 16)
            .batchSize(64)
            .set(Optimisation.PRETRAINING_ITERATIONS, 40)
            .iterations(120)
            .threads(1)
            .build();
    try (CDRLModel<Label> model = trainer.train(data)) {
      model.serializeToFile(file);
    }
    return file;
  }

  /** A table in Spark's types, in one partition. */
  static Dataset<Row> read(SparkSession session, Path file) {
    return session
        .read()
        .option("header", true)
        .option("timestampFormat", "yyyy-MM-dd HH:mm")
        .schema(TYPES)
        .csv(file.toString());
  }

  /** The same rows in the same order, in as many partitions. */
  static Dataset<Row> in(int partitions, Dataset<Row> rows) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    return rows.sparkSession()
        .createDataFrame(context.parallelize(rows.collectAsList(), partitions), rows.schema());
  }

  /** The same rows in the same order: few in one partition, none in the next, all others in one. */
  static Dataset<Row> skewed(Dataset<Row> rows, int few) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    List<Row> all = rows.collectAsList();
    JavaRDD<Row> parts =
        context
            .parallelize(all.subList(0, few), 1)
            .union(context.<Row>emptyRDD())
            .union(context.parallelize(List.<Row>of(), 1))
            .union(context.parallelize(all.subList(few, all.size()), 1));
    return rows.sparkSession().createDataFrame(parts, rows.schema());
  }
}
