package org.cdrl.spark.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.cdrl.spark.CdrlSparkModel;
import org.cdrl.spark.Parcels;
import org.cdrl.table.data.Column;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program writes what the model says, and tells in a line what is wrong with its arguments. */
class CdrlTest {
  @TempDir static Path folder;

  private static SparkSession session;
  private static String file;
  private static CdrlSparkModel model;
  private static String csv;

  @BeforeAll
  static void read() throws IOException {
    session = Parcels.session();
    file = Parcels.model().toString();
    model = CdrlSparkModel.ofFile(session, file);
    csv = Parcels.write(folder.resolve("rows.csv"), 120, 4, .2).toString();
  }

  private static String run(int code, String... arguments) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    assertEquals(
        code,
        Cdrl.run(session, arguments, new PrintStream(told, true, StandardCharsets.UTF_8)),
        () -> told.toString(StandardCharsets.UTF_8));
    return told.toString(StandardCharsets.UTF_8);
  }

  private static String out(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void rowsAreDrawnIntoParquet() {
    String out = out("drawn.parquet");
    run(
        0,
        "sample",
        file,
        "--count",
        "300",
        "--given",
        "service=express",
        "--seed",
        "7",
        "--out",
        out,
        "--partitions",
        "1");
    List<Row> expected =
        model.sample(session, 300, 1, s -> s.seed(7).given("service", "express")).collectAsList();
    assertEquals(expected, session.read().parquet(out).collectAsList());
  }

  @Test
  void rowsOfACsvFileKeepTheirTextsAndGetScores() throws IOException {
    String out = out("scored.csv");
    run(0, "score", file, "--in", csv, "--out", out);
    List<String> given = Files.readAllLines(Path.of(csv));
    List<String> scored;
    try (var parts = Files.list(Path.of(out))) {
      scored =
          Files.readAllLines(
              parts.filter(f -> f.toString().endsWith(".csv")).findFirst().orElseThrow());
    }
    List<Row> scores =
        model.transform(TableFiles.read(session, csv)).select("anomaly_score").collectAsList();
    assertEquals(given.get(0) + ",anomaly_score,anomaly_share", scored.get(0));
    assertEquals(given.size(), scored.size());
    for (int r = 1; r < given.size(); r++) {
      assertTrue(scored.get(r).startsWith(given.get(r) + "," + scores.get(r - 1).get(0) + ","));
    }
  }

  @Test
  void gapsOfACsvFileAreFilledIntoParquet() {
    String out = out("filled.parquet");
    run(0, "impute", file, "--in", csv, "--out", out, "--draws", "2", "--seed", "3");
    Dataset<Row> filled = session.read().parquet(out);
    List<Row> expected =
        model
            .imputer()
            .setDraws(2)
            .setSeed(3)
            .transform(TableFiles.read(session, csv))
            .collectAsList();
    assertEquals(expected, filled.collectAsList());
    assertEquals(120, filled.na().drop().count());
  }

  @Test
  void aModelIsLearnedFromACsvFile() throws IOException {
    String out = out("learned.cdrl");
    run(
        0,
        "train",
        out,
        "--in",
        csv,
        "--class",
        "service",
        "--column",
        "items=categorical",
        "--column",
        "sent=ignore",
        "--set",
        "levels=2",
        "--set",
        "energyWidth=16",
        "--iterations",
        "20",
        "--seed",
        "3");
    CdrlSparkModel learned = CdrlSparkModel.ofFile(session, out);
    assertEquals(
        List.of("due", "weight", "price", "items", "insured", "city", "service"),
        learned.columns().stream().map(Column::name).toList());
    assertEquals(Column.Kind.CATEGORICAL, learned.columns().get(3).kind());
    assertEquals(
        120, learned.classifier("service").transform(TableFiles.read(session, csv)).count());
  }

  @Test
  void mistakesAreToldInALine() {
    assertTrue(run(2).startsWith("train MODEL [options]: learns a model"));
    assertTrue(run(2, "learn", file).contains("no such command; there are train, sample, score"));
    assertTrue(run(2, "score", file, "--in", csv).contains("Missing required option: out"));
    assertTrue(run(2, "score", file, "--in", csv, "--out", out("x.txt")).contains("\" has to end"));
    assertTrue(
        run(2, "sample", file, "--count", "many", "--out", out("x.csv"))
            .contains("--count is \"many\" but must be a whole number"));
    assertTrue(
        run(2, "sample", file, "--count", "5", "--given", "slow", "--out", out("x.csv"))
            .contains("--given is \"slow\" but must be COLUMN=LABEL"));
    assertTrue(
        run(2, "sample", csv, "--count", "5", "--out", out("x.csv")).contains("is damaged or no"));
    assertFalse(Files.exists(Path.of(out("x.csv"))));
  }
}
