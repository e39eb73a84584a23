package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are not learned, and drawn rows have new ones; texts that are asked for stay empty. */
class KeysTest {
  private static final int ROWS = 60;

  @TempDir private static Path folder;
  private static Path csv;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    Random random = new Random(4);
    StringBuilder table = new StringBuilder("size,id,note,code,uuid,kind,zip\n");
    for (int r = 0; r < ROWS; r++) {
      table.append(
          String.format(
              "%.2f,%d,\"Note %d, it says\",AB-%05d,%s,%s,%s%n",
              random.nextGaussian(),
              r + 1,
              r,
              r * 1777 % 100_000,
              r == 7 ? "" : new UUID(random.nextLong(), random.nextLong()),
              r % 2 == 0 ? "a" : "b",
              r % 3 == 0 ? "01234" : "98765"));
    }
    csv = Files.writeString(folder.resolve("table.csv"), table);
    model = folder.resolve("model.cdrl");
    Tool.Result result = train(model, "--column", "note=text");
    assertEquals(0, result.code(), result.err());
    for (String told :
        List.of(
            "key          running numbers; override with id=integer",
            "AB-[0-9]{5}",
            "id                       new ones such as 61, 999999999999939 in all")) {
      assertTrue(result.err().contains(told), result.err());
    }
  }

  private static Tool.Result train(Path to, String... more) {
    return Tool.run(
        Stream.concat(
                Stream.of("train", "--csv", csv, "--class", "kind", "--iterations", 1, "--out", to),
                Stream.of(more))
            .toArray());
  }

  private static List<String> drawn(String... more) throws IOException {
    Path out = folder.resolve("drawn.csv");
    Tool.Result result =
        Tool.run(
            Stream.concat(Stream.of("sample", model, "--count", 40, "--out", out), Stream.of(more))
                .toArray());
    assertEquals(0, result.code(), result.err());
    return Files.readAllLines(out);
  }

  @Test
  void drawnRowsHaveNewOnes() throws IOException {
    List<String> real = Files.readAllLines(csv);
    List<String> rows = drawn();
    assertEquals(real.get(0), rows.get(0));
    Set<String> codes = new HashSet<>();
    for (int r = 1; r < rows.size(); r++) {
      String[] cells = rows.get(r).split(",", -1);
      assertEquals(Integer.toString(ROWS + r), cells[1]);
      assertEquals("", cells[2], "free text stays empty");
      assertTrue(cells[3].matches("AB-[0-9]{5}"), cells[3]);
      assertTrue(cells[4].matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), cells[4]);
      assertTrue(cells[6].equals("01234") || cells[6].equals("98765"), "leading zeros stay");
      assertTrue(codes.add(cells[3]) && codes.add(cells[4]));
      assertTrue(real.stream().noneMatch(row -> row.contains(cells[3]) || row.contains(cells[4])));
    }
    assertEquals(rows, drawn(), "the same seed makes the same keys");
    assertEquals(rows.subList(11, 41), drawn("--first", "10").subList(1, 31));
    assertFalse(drawn("--seed", "5").get(1).contains(rows.get(1).split(",")[3]));
  }

  @Test
  void theyCanBeLeftOut() throws IOException {
    assertEquals("size,note,kind,zip", drawn("--no-keys").get(0));
  }

  @Test
  void theyCannotBeGiven() {
    for (String given : List.of("id=7", "code=AB-00001")) {
      Tool.Result result =
          Tool.run("sample", model, "--given", given, "--out", folder.resolve("none.csv"));
      assertEquals(1, result.code());
      assertTrue(
          result.err().contains("has keys, which are not learned: every drawn row gets a new one"),
          result.err());
    }
  }

  @Test
  void theModelFileHoldsNoneOfTheRealOnes() throws IOException {
    String bytes = new String(Files.readAllBytes(model), StandardCharsets.ISO_8859_1);
    List<String> real = Files.readAllLines(csv);
    for (String row : real.subList(1, real.size())) {
      String[] cells = row.split(",");
      for (String cell : List.of(cells[2], cells[4], cells[5])) {
        assertTrue(cell.isEmpty() || !bytes.contains(cell), cell + " is in the file");
      }
    }
  }

  @Test
  void otherCommandsPassThemThrough() throws IOException {
    Path in =
        Files.writeString(
            folder.resolve("in.csv"),
            "id,note,size,code,kind,zip\nx9,\"a, b\",,AB-77777,a,01234\n,,1.5,AB-00001,b,\n");
    Path out = folder.resolve("out.csv");
    assertEquals(0, Tool.run("impute", model, "--csv", in, "--spread", "--out", out).code());
    List<String> filled = Files.readAllLines(out);
    assertTrue(filled.get(0).endsWith(",size_spread,kind_spread,zip_spread"), filled.get(0));
    assertTrue(filled.get(1).startsWith("x9,\"a, b\","), filled.get(1));
    assertTrue(filled.get(2).startsWith(",,1.5,AB-00001,b,"), filled.get(2));
    Tool.Result scored = Tool.run("score", model, "--csv", in, "--contributions", "--out", out);
    assertEquals(0, scored.code(), scored.err());
    assertFalse(scored.err().contains("\"id\""), scored.err());
    assertTrue(
        Files.readAllLines(out)
            .get(0)
            .endsWith("anomaly_contribution_size,anomaly_contribution_zip"));
    assertEquals(0, Tool.run("classify", model, "--csv", in, "--out", out).code());
  }

  @Test
  void theUserDecides() throws IOException {
    Tool.Result wrong = train(folder.resolve("m3"), "--column", "zip=key");
    assertEquals(1, wrong.code());
    assertTrue(
        wrong.err().contains("column \"zip\" cannot be key: row 3 has \"98765\""), wrong.err());
  }

  /** One model for what would need three. */
  @Test
  void fewFreeKeysRareValuesAndKeysThatAreLearned() throws IOException {
    StringBuilder table = new StringBuilder("size,code,job,id,note,kind\n");
    for (int r = 0; r < ROWS; r++) {
      String job = r == 5 ? "pope" : r < 9 ? "king" : r % 2 == 0 ? "cook" : "smith";
      table.append(
          String.format(
              "%d,N%d,%s,%d,\"Note %d, it says\",%s%n",
              r == 30 ? 900 : r % 10, r + 10, job, r + 1, r, r % 3 == 0 ? "a" : "b"));
    }
    Path rare = Files.writeString(folder.resolve("rare.csv"), table);
    Path to = folder.resolve("rare.cdrl");
    Tool.Result trained =
        Tool.run(
            Stream.concat(
                    Stream.of("train", "--csv", rare, "--class", "kind", "--iterations", 1),
                    Stream.of(
                        "--protect",
                        "--column",
                        "id=integer",
                        "--column",
                        "note=ignore",
                        "--out",
                        to))
                .toArray());
    assertEquals(0, trained.code(), trained.err());
    assertTrue(trained.err().contains("  id      integer"), trained.err());
    rareValuesAreHidden(trained.err(), to);
    tooFewAreToldBeforeRowsAreDrawn(to);
  }

  private static void rareValuesAreHidden(String trained, Path model) throws IOException {
    String told = "protected: 1 label of fewer than 5 rows made \"other\"";
    assertTrue(trained.contains(told), trained);
    String info = Tool.run("info", model).out();
    assertTrue(
        info.contains(told) && info.contains("1 cell moved into the range from 0 to 9"), info);
    assertFalse(
        new String(Files.readAllBytes(model), StandardCharsets.ISO_8859_1).contains("pope"));
    Path out = folder.resolve("rare-drawn.csv");
    assertEquals(0, Tool.run("sample", model, "--count", 200, "--no-keys", "--out", out).code());
    assertEquals("size,job,id,kind", Files.readAllLines(out).get(0));
    for (String row : Files.readAllLines(out).subList(1, 201)) {
      String[] cells = row.split(",");
      assertTrue(Double.parseDouble(cells[0]) <= 9, row);
      assertTrue(Set.of("king", "cook", "smith", "other").contains(cells[1]), row);
    }
  }

  private static void tooFewAreToldBeforeRowsAreDrawn(Path model) {
    Path out = folder.resolve("few-drawn.csv");
    Tool.Result result = Tool.run("sample", model, "--count", 31, "--out", out);
    assertEquals(1, result.code());
    assertTrue(
        result.err().contains("Column \"code\": only 30 new keys can be made"), result.err());
    assertTrue(result.err().contains("leave them out (--no-keys)"), result.err());
    assertEquals(0, Tool.run("sample", model, "--count", 30, "--out", out).code());
  }

  @Test
  void arffHasThemToo() throws IOException {
    Path out = folder.resolve("drawn.arff");
    Tool.Result result = Tool.run("sample", model, "--count", 3, "--out", out);
    assertEquals(0, result.code(), result.err());
    String text = Files.readString(out);
    assertTrue(text.contains("@attribute id numeric"), text);
    assertTrue(text.contains("@attribute code string"), text);
    assertTrue(text.contains("@attribute note string"), text);
    assertTrue(text.contains(",61,?,AB-"), text);
  }
}
