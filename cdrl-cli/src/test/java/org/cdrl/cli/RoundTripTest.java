package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.config.CdrlConfig;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be done with a model of a table of mixed columns. */
class RoundTripTest {
  private static final String HEADER = "l\u00e4nge,count,\"kind, common\",seen,planted";

  @TempDir static Path folder;

  private static Path csv;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    csv = folder.resolve("flowers.csv");
    model = folder.resolve("flowers.cdrl");
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("\uFEFF" + HEADER + "\n");
    for (int r = 0; r < 90; r++) {
      boolean rose = r % 3 != 0;
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%d,%s,%s,%s%n",
              r % 10 == 9 ? "?" : String.format("%.3f", (rose ? 2 : 5) + random.nextGaussian()),
              3_000_000_000L + random.nextInt(9),
              rose ? "\"rose, red\"" : "tulip",
              r % 7 == 0 ? "" : List.of("bee", "fly", "\u5c0f\u5c0f").get(random.nextInt(3)),
              LocalDate.of(2020, 1, 1).plusDays(random.nextInt(900))));
    }
    Files.writeString(csv, text);
    TinyModels.train(csv, List.of("kind, common"), model, builder -> builder);
  }

  private static List<String> sample(Object... more) throws IOException {
    return sampleTo("sample.csv", more);
  }

  private static List<String> sampleTo(String name, Object... more) throws IOException {
    Path out = folder.resolve(name);
    Tool.Result result =
        Tool.run(
            Stream.concat(Stream.of("sample", model, "--out", out), Stream.of(more)).toArray());
    assertEquals(0, result.code(), result.err());
    return Files.readAllLines(out);
  }

  private static Tool.Result run(String command, Path in, Path out, Object... more) {
    return Tool.run(
        Stream.concat(Stream.of(command, model, "--csv", in, "--out", out), Stream.of(more))
            .toArray());
  }

  private static List<String> body(List<String> lines) {
    return lines.subList(1, lines.size());
  }

  private static Object[] with(Object[] some, Object... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray();
  }

  private static Table read(Path file, Schema schema) throws IOException {
    return TableFile.read(file, TableFormat.DEFAULT, schema);
  }

  private static Schema schema() throws IOException {
    return TableFile.infer(csv, TableFormat.DEFAULT, Map.of(), Set.of());
  }

  @Test
  void sampleIsValidUnderTheSchemaOfTheTrainingTable() throws IOException {
    List<String> lines = sample("--count", 300);
    assertEquals(HEADER, lines.get(0));
    Table drawn = read(folder.resolve("sample.csv"), schema());
    assertEquals(300, drawn.size());
    assertEquals(200, Arrays.stream(drawn.column(2)).filter(label -> label == 0).count(), 40);
    for (double count : drawn.column(1)) {
      assertTrue(count >= 3_000_000_000L && count < 3_000_000_009L, "" + count);
    }
    assertEquals(0, Arrays.stream(drawn.column(4)).filter(Double::isNaN).count());
  }

  @Test
  void arffKeepsLabelsAndDates() throws IOException {
    sampleTo("sample.arff", "--count", 40);
    Table drawn =
        TableFile.read(folder.resolve("sample.arff"), TableFormat.DEFAULT, Map.of(), Set.of());
    assertEquals(40, drawn.size());
    assertEquals(schema().column(3).labels(), drawn.schema().column(3).labels());
    assertEquals("yyyy-MM-dd", drawn.schema().column(4).pattern());
  }

  @Test
  void sameSeedSameBytes() throws IOException {
    List<String> rows = sample("--count", 20, "--seed", 9);
    assertEquals(rows, sample("--count", 20, "--seed", 9));
    assertNotEquals(rows, sample("--count", 20, "--seed", 8));
  }

  @Tag("slow")
  @Test
  void partsMakeTheWhole() throws IOException {
    int first = 1021;
    for (Object[] options :
        new Object[][] {
          {"--given", "kind, common=tulip", "--guidance", "0.5"},
          {"--given", "l\u00e4nge=2..3", "--no-missing"},
          {"--balanced", "kind, common", "--steps", 1}
        }) {
      List<String> whole = body(sample(with(options, "--count", first + 5)));
      List<String> part = body(sample(with(options, "--count", 5, "--first", first)));
      assertEquals(whole.subList(first, first + 5), part);
    }
  }

  @Test
  void rowNumbersBeyondIntegersWork() throws IOException {
    assertEquals(4, sample("--count", 3, "--first", 1L << 40).size());
  }

  @Test
  void whatIsGivenIsDrawn() throws IOException {
    sample(
        "--count",
        50,
        "--given",
        "kind, common=rose, red",
        "--given",
        "seen=bee",
        "--given",
        "count=3000000002..3000000004",
        "--given",
        "planted=..2021-06-30",
        "--given",
        "l\u00e4nge=2.5");
    Table drawn = read(folder.resolve("sample.csv"), schema());
    for (double[] row : drawn.rows()) {
      assertEquals(2.5, row[0]);
      assertTrue(row[1] >= 3_000_000_002L && row[1] <= 3_000_000_004L, "" + row[1]);
      assertEquals(0, row[2]);
      assertEquals(0, row[3]);
      assertTrue(row[4] <= LocalDate.of(2021, 6, 30).toEpochDay() * 86_400, "" + row[4]);
    }
  }

  @Test
  void balancedClassesTakeTurns() throws IOException {
    List<String> rows = body(sample("--count", 40, "--balanced", "kind, common"));
    assertEquals(20, rows.stream().filter(row -> row.contains("tulip")).count());
  }

  @Test
  void withoutMissingEveryCellIsThere() throws IOException {
    sample("--count", 200, "--no-missing");
    Table drawn = read(folder.resolve("sample.csv"), schema());
    assertTrue(
        Arrays.stream(drawn.rows()).flatMapToDouble(Arrays::stream).noneMatch(Double::isNaN));
  }

  @Test
  void noRowsIsAHeader() throws IOException {
    assertEquals(1, sample("--count", 0).size());
  }

  @Test
  void standardOutputHoldsTheTableOnly() {
    Tool.Result result =
        Tool.run(
            "sample", model, "--count", 4, "--out", "-", "--delimiter", "tab", "--missing", "-");
    assertEquals(0, result.code(), result.err());
    assertEquals(5, result.out().lines().count());
    assertTrue(result.out().startsWith("l\u00e4nge\tcount\tkind, common\tseen\t"), result.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind, common=daisy | has no label \"daisy\"; it has rose, red, tulip",
        "colour=red | --given is \"colour=red\" but must be COLUMN=VALUE",
        "count=1.5 | --given: column \"count\": \"1.5\" is not a whole number",
        "count=7..6 | Column \"count\": there is no number from 7",
        "planted=tomorrow | --given: column \"planted\": \"tomorrow\" is not a date",
      })
  void whatCannotBeGivenIsNamed(String given, String message) {
    Path out = folder.resolve("none.csv");
    Tool.Result result = Tool.run("sample", model, "--given", given, "--out", out);
    assertEquals(1, result.code());
    assertTrue(result.err().contains(message), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void imputeFillsGapsAndLeavesTheRest() throws IOException {
    Path in = folder.resolve("gaps.csv");
    Path out = folder.resolve("filled.csv");
    Files.writeString(
        in,
        "id,"
            + HEADER
            + "\n007,?,3000000001.0,tulip,wasp,2020-05-05\n008,2.50,NA,, bee,2020-05-05\n");
    Tool.Result result = run("impute", in, out, "--spread", "--draws", 3);
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("2 rows, 3 cells filled"), result.err());
    assertTrue(result.err().contains("\"wasp\" (1)"), result.err());
    List<String> lines = Files.readAllLines(out);
    assertTrue(lines.get(0).endsWith(",planted_spread"), lines.get(0));
    assertTrue(
        lines.get(1).matches("007,[-.0-9]+,3000000001.0,tulip,wasp,2020-05-05,[.0-9]+,,,,"),
        lines.get(1));
    assertTrue(
        lines
            .get(2)
            .matches(
                "008,2.50,300000000\\d,(tulip|\"rose, red\"), bee,2020-05-05,,[.0-9]+,[.0-9]+,,"),
        lines.get(2));
    assertEquals(0, run("impute", in, out, "--draw", "--seed", 3).code());
    Tool.Result both = run("impute", in, out, "--draw", "--spread");
    assertEquals(2, both.code());
    assertTrue(both.err().contains("--draw writes one draw"), both.err());
  }

  @Test
  void scoreAppendsAndCopies() throws IOException {
    Path in = folder.resolve("in.csv");
    Path out = folder.resolve("out.csv");
    Files.writeString(
        in,
        "id;count;note;l\u00e4nge;seen;planted\n007;3000000001;\"a;b\";2;bee;2020-05-05\n"
            + "008;3000000001;;900;bee;2020-05-05\n\n");
    Tool.Result result = run("score", in, out, "--delimiter", ";", "--explain", "--contributions");
    assertEquals(0, result.code(), result.err());
    List<String> lines = Files.readAllLines(out);
    assertEquals(
        "id;count;note;l\u00e4nge;seen;planted;anomaly_score;anomaly_share;anomaly_column;"
            + "anomaly_usual;anomaly_contribution_l\u00e4nge;anomaly_contribution_count;"
            + "anomaly_contribution_seen;anomaly_contribution_planted",
        lines.get(0));
    assertEquals(4, lines.size(), "a blank line stays");
    assertTrue(lines.get(1).startsWith("007;3000000001;\"a;b\";2;bee;2020-05-05;"), lines.get(1));
    String[] cells = lines.get(2).split(";");
    assertEquals(14, cells.length, lines.get(2));
    double share = Double.parseDouble(cells[7]);
    assertTrue(share >= 0 && share <= 1, cells[7]);
  }

  @Test
  void cellsThatCannotBeReadEndNothingAndAreNamed() throws IOException {
    Path in = folder.resolve("unreadable.csv");
    Path out = folder.resolve("told.csv");
    String rows =
        "l\u00e4nge,count,seen,planted\n"
            + "2,3000000001,bee,2020-05-05\n"
            + "long,3000000001.5,bee,2020-02-31\n"
            + "1e300,3000000001,wasp,2020-05-05\n";
    Files.writeString(in, rows);
    Tool.Result scored = run("score", in, out, "--explain");
    assertEquals(0, scored.code(), scored.err());
    String file = in.toString();
    for (String told :
        List.of(
            file + ", line 3: column \"l\u00e4nge\": \"long\" is not a number",
            file + ", line 3: column \"count\": \"3000000001.5\" is not a whole number",
            file + ", line 3: column \"planted\": \"2020-02-31\" is not a date",
            file + ": column \"count\": 1 cell that cannot be read, counted as anomalous",
            file + ": column \"seen\": 1 cell with an unknown label, counted as anomalous")) {
      assertTrue(scored.err().contains(told), told + " in " + scored.err());
    }
    List<String> lines = Files.readAllLines(out);
    assertTrue(lines.get(2).startsWith("long,3000000001.5,bee,2020-02-31,"), lines.get(2));
    assertTrue(
        Double.parseDouble(lines.get(2).split(",")[5]) > .99, "all usual rows are less anomalous");
    assertTrue(lines.get(3).contains(",l\u00e4nge,"), lines.get(3));
    for (String command : List.of("classify", "impute")) {
      Files.writeString(
          in,
          rows.replace("count,", "count,\"kind, common\",")
              .replace("001,", "001,tulip,")
              .replace("001.5,", "001.5,tulip,"));
      Tool.Result result = run(command, in, out);
      assertEquals(0, result.code(), result.err());
      assertTrue(result.err().contains("cannot be read, taken as missing"), result.err());
      assertTrue(Files.readAllLines(out).get(2).startsWith("long,3000000001.5,"));
    }
  }

  @Test
  void classifyTellsHowGoodItIs() throws IOException {
    Path out = folder.resolve("classes.csv");
    Tool.Result result = run("classify", csv, out);
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("kind, common: accuracy 0."), result.err());
    assertTrue(result.err().contains("90 rows with a known class"), result.err());
    List<String> lines = Files.readAllLines(out);
    assertEquals(
        "\uFEFF"
            + HEADER
            + ",\"predicted_kind, common\",\"probability_rose, red\",probability_tulip",
        lines.get(0));
    Table drawn = TableFile.read(out, TableFormat.DEFAULT, Map.of(), Set.of());
    for (double[] row : drawn.rows()) {
      assertEquals(1, row[6] + row[7], 1e-6);
    }
    Path unlabelled = folder.resolve("unlabelled.csv");
    Files.writeString(unlabelled, "l\u00e4nge,count,seen,planted\n2,3000000001,bee,2020-05-05\n");
    Tool.Result bare = run("classify", unlabelled, out, "--class", "kind, common");
    assertEquals(0, bare.code(), bare.err());
    assertFalse(bare.err().contains("accuracy"), bare.err());
    Tool.Result other = run("classify", csv, out, "--class", "seen");
    assertEquals(1, other.code());
    assertTrue(other.err().contains("\"seen\" is not a condition"), other.err());
  }

  @Test
  void aColumnThatIsThereAlreadyIsNamed() throws IOException {
    Path table = folder.resolve("scored.csv");
    assertEquals(0, run("score", csv, table).code());
    assertEquals(91, Files.readAllLines(table).size());
    Tool.Result again = run("score", table, folder.resolve("again.csv"));
    assertEquals(1, again.code());
    assertTrue(again.err().contains("\"anomaly_score\" already"), again.err());
  }

  @Test
  void failedCopyLeavesTheOldFile() throws IOException {
    Path in = folder.resolve("bad.csv");
    Path out = folder.resolve("kept.csv");
    Files.writeString(in, "l\u00e4nge,count,seen,planted\n1,3000000001,bee,2020-05-05\n2,1,bee\n");
    Files.writeString(out, "precious");
    Tool.Result result = run("score", in, out);
    assertEquals(1, result.code());
    assertTrue(result.err().contains("line 3: the row has 3 cells"), result.err());
    assertEquals("precious", Files.readString(out));
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith(".tmp")));
    }
  }

  @Test
  void missingColumnsAreNamed() throws IOException {
    Path in = folder.resolve("narrow.csv");
    Files.writeString(in, "count,seen,planted\n1,bee,2020-01-01\n");
    for (String command : List.of("score", "classify", "impute")) {
      Tool.Result result = run(command, in, folder.resolve("none.csv"));
      assertEquals(1, result.code());
      assertTrue(result.err().contains("has no column \"l\u00e4nge\""), result.err());
    }
  }

  @Test
  void copiesAreCsv() {
    Tool.Result result = run("score", csv, folder.resolve("out.arff"));
    assertEquals(1, result.code());
    assertTrue(result.err().contains("can be written as CSV only"), result.err());
  }

  @Test
  void infoTellsEverything() {
    Tool.Result result = Tool.run("info", model);
    assertEquals(0, result.code(), result.err());
    for (String text :
        List.of(
            "l\u00e4nge         real           10.0%  all 81 cells that are not missing are numbers",
            "count         integer         0.0%",
            "planted       date            0.0%",
            "rose, red                60 rows",
            "langevinSteps",
            "TensorFlow",
            "parameters",
            "CDRLModel",
            "resource-hash",
            "path                   " + csv,
            "train-invocation-count   0",
            "tensorflow-version")) {
      assertTrue(result.out().contains(text), text + "\n" + result.out());
    }
  }

  @Test
  void otherFilesAreNoModels() throws IOException {
    Path bare = folder.resolve("bare.cdrl");
    CdrlConfig config = TinyModels.settings(CdrlConfig.builder()).build();
    try (CdrlModel numbers = CdrlTrainer.of(config).fit(new float[][] {{1}, {2}, {4}})) {
      numbers.save(bare);
    }
    Path out = folder.resolve("none.csv");
    for (String command : List.of("info", "sample", "score", "classify", "impute")) {
      Object[] options =
          switch (command) {
            case "info" -> new Object[0];
            case "sample" -> new Object[] {"--out", out};
            default -> new Object[] {"--csv", csv, "--out", out};
          };
      for (Path file : List.of(csv, bare)) {
        Tool.Result result = Tool.run(with(new Object[] {command, file}, options));
        assertEquals(1, result.code());
        boolean eitherKind = command.equals("info") || command.equals("sample");
        String message =
            eitherKind && file.equals(bare)
                ? " is a model of numbers, neither of images nor of a table"
                : " is damaged or no model of Tribuo";
        assertTrue(result.err().contains(file + message), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
      }
    }
  }
}
