package org.cdrl.tribuo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a CSV file to a model, and from there to new rows, scores and a description. */
class RoundTripTest {
  @TempDir static Path folder;

  private static Path csv;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    csv = folder.resolve("flowers.csv");
    model = folder.resolve("flowers.cdrl");
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("\uFEFFlength,\"kind, common\",width\n");
    for (int r = 0; r < 90; r++) {
      boolean rose = r % 3 != 0;
      text.append(
          String.format(
              Locale.ROOT,
              "%.3f,%s,%.3f%n",
              (rose ? 2 : 5) + random.nextGaussian(),
              rose ? "\"rose, red\"" : "tulip",
              random.nextGaussian()));
    }
    Files.writeString(csv, text);
    Tool.Result result = train(model);
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("90 rows, 2 columns, 2 values of kind, common"), result.err());
    assertTrue(result.err().contains("Training 100%"), result.err());
  }

  private static Tool.Result train(Path to, Object... more) {
    return Tool.run(
        Stream.concat(
                Stream.of("train", "--csv", csv, "--class", "kind, common", "--out", to),
                more.length > 0
                    ? Stream.of(more)
                    : Stream.of("--iterations", 30, "--batch", 32, "--seed", 5))
            .toArray());
  }

  private static List<String> sample(Object... more) throws IOException {
    Path out = folder.resolve("sample.csv");
    Tool.Result result =
        Tool.run(
            Stream.concat(Stream.of("sample", model, "--out", out), Stream.of(more)).toArray());
    assertEquals(0, result.code(), result.err());
    return Files.readAllLines(out);
  }

  @Test
  void sampleLooksLikeTheTrainingTable() throws IOException {
    List<String> lines = sample("--n", 300);
    assertEquals("length,width,\"kind, common\"", lines.get(0));
    assertEquals(301, lines.size());
    long roses = lines.stream().filter(line -> line.endsWith(",\"rose, red\"")).count();
    long tulips = lines.stream().filter(line -> line.endsWith(",tulip")).count();
    assertEquals(300, roses + tulips);
    assertEquals(200, roses, 40);
  }

  @Test
  void sameSeedSameBytes() throws IOException {
    List<String> rows = sample("--n", 20, "--seed", 9);
    assertEquals(rows, sample("--n", 20, "--seed", 9));
    assertNotEquals(rows, sample("--n", 20, "--seed", 8));
  }

  @Test
  void partsMakeTheWhole() throws IOException {
    int first = 1021;
    for (Object[] options : new Object[][] {{}, {"--class", "tulip", "--guidance", "0.5"}}) {
      List<String> whole = body(sample(with(options, "--n", first + 5)));
      List<String> part = body(sample(with(options, "--n", 5, "--first", first)));
      assertEquals(whole.subList(first, first + 5), part);
    }
  }

  private static Object[] with(Object[] some, Object... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray();
  }

  private static List<String> body(List<String> lines) {
    return lines.subList(1, lines.size());
  }

  @Test
  void rowNumbersBeyondIntegersWork() throws IOException {
    assertEquals(4, sample("--n", 3, "--first", 1L << 40).size());
  }

  @Test
  void givenClassIsWritten() throws IOException {
    List<String> lines = sample("--n", 10, "--class", "rose, red", "--steps", 2);
    assertTrue(body(lines).stream().allMatch(line -> line.endsWith(",\"rose, red\"")));
  }

  @Test
  void noRowsIsAHeader() throws IOException {
    assertEquals(1, sample("--n", 0).size());
  }

  @Test
  void standardOutputHoldsTheTableOnly() throws IOException {
    Tool.Result result = Tool.run("sample", model, "--n", 4, "--out", "-", "--delimiter", "tab");
    assertEquals(0, result.code());
    assertEquals(5, result.out().lines().count());
    assertTrue(result.out().startsWith("length\twidth\tkind, common\n"), result.out());
  }

  @Test
  void unknownClassIsNamed() throws IOException {
    Path out = folder.resolve("none.csv");
    Tool.Result result = Tool.run("sample", model, "--class", "daisy", "--out", out);
    assertEquals(1, result.code());
    assertTrue(result.err().contains("\"daisy\""), result.err());
    assertTrue(result.err().contains("tulip"), result.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void scoreAppendsAndCopies() throws IOException {
    Path in = folder.resolve("in.csv");
    Path out = folder.resolve("out.csv");
    Files.writeString(in, "id;width;note;length\n007;0.5;\"a;b\";2\n008;0;;900\n\n");
    Tool.Result result =
        Tool.run("score", model, "--csv", in, "--out", out, "--delimiter", ";", "--all-levels");
    assertEquals(0, result.code(), result.err());
    List<String> lines = Files.readAllLines(out);
    assertEquals(
        "id;width;note;length;anomaly_score;anomaly_score_1;anomaly_score_2;anomaly_score_3;"
            + "anomaly_score_4;anomaly_score_5;anomaly_score_6",
        lines.get(0));
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).startsWith("007;0.5;\"a;b\";2;"), lines.get(1));
    assertTrue(lines.get(2).startsWith("008;0;;900;"), lines.get(2));
    String[] cells = lines.get(2).split(";");
    assertEquals(11, cells.length);
    assertEquals(cells[4], cells[5]);
  }

  @Test
  void scoreReplacesItsInput() throws IOException {
    Path table = folder.resolve("both.csv");
    Files.copy(csv, table);
    assertEquals(0, Tool.run("score", model, "--csv", table, "--out", table).code());
    assertEquals(91, Files.readAllLines(table).size());
    Tool.Result again = Tool.run("score", model, "--csv", table, "--out", table);
    assertEquals(1, again.code());
    assertTrue(again.err().contains("\"anomaly_score\" already"), again.err());
  }

  @Test
  void failedScoreLeavesTheOldFile() throws IOException {
    Path in = folder.resolve("bad.csv");
    Path out = folder.resolve("kept.csv");
    Files.writeString(in, "length,width\n1,2\n3,wide\n");
    Files.writeString(out, "precious");
    Tool.Result result = Tool.run("score", model, "--csv", in, "--out", out);
    assertEquals(1, result.code());
    assertTrue(result.err().contains("line 3: column \"width\": \"wide\""), result.err());
    assertEquals("precious", Files.readString(out));
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith(".tmp")));
    }
  }

  @Test
  void scoreNamesAMissingColumn() throws IOException {
    Path in = folder.resolve("narrow.csv");
    Files.writeString(in, "length\n1\n");
    Tool.Result result = Tool.run("score", model, "--csv", in, "--out", "-");
    assertEquals(1, result.code());
    assertTrue(result.err().contains("has no column \"width\""), result.err());
  }

  @Test
  void infoTellsEverything() {
    Tool.Result result = Tool.run("info", model);
    assertEquals(0, result.code(), result.err());
    for (String text :
        List.of(
            "2: length, width",
            "rose, red",
            "60 rows",
            "langevinSteps",
            "TensorFlow",
            "parameters",
            "CDRLjava 1")) {
      assertTrue(result.out().contains(text), text + "\n" + result.out());
    }
  }

  @Test
  void otherFilesAreNoModels() {
    Tool.Result result = Tool.run("info", csv);
    assertEquals(1, result.code());
    assertTrue(result.err().contains("is not a CDRL model file"), result.err());
  }

  @Test
  void finishedCheckpointResumesToTheSameModel() throws IOException {
    Path first = folder.resolve("first.cdrl");
    Path resumed = folder.resolve("resumed.cdrl");
    Path checkpoint = folder.resolve("state.ckpt");
    Tool.Result fitted =
        train(first, "--iterations", 2, "--batch", 8, "--quiet", "--checkpoint", checkpoint);
    assertEquals(0, fitted.code(), fitted.err());
    assertEquals("", fitted.err());
    Tool.Result result = train(resumed, "--resume", checkpoint);
    assertEquals(0, result.code(), result.err());
    assertEquals(
        Tool.run("sample", first, "--n", 5, "--out", "-").out(),
        Tool.run("sample", resumed, "--n", 5, "--out", "-").out());
    Tool.Result finished = train(resumed, "--resume", first);
    assertEquals(1, finished.code());
    assertTrue(finished.err().contains("not a checkpoint"), finished.err());
  }
}
