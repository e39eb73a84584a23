package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that no model should learn stay out of it and are named; others keep their forms. */
class ColumnsLeftOutTest {
  @TempDir private static Path folder;
  private static Path csv;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    StringBuilder table = new StringBuilder("id,name,price,start,kind\n");
    for (int r = 0; r < 60; r++) {
      table.append(
          String.format(
              "%d,person%s %d,\"$1,%03d.%02d\",%d%02d01,%s%n",
              r - 5,
              "s".repeat(r % 9),
              r,
              r * 7 % 1000,
              r * 13 % 100,
              2018 + r % 3,
              1 + r % 12,
              r % 2 == 0 ? "a" : "b"));
    }
    csv = Files.writeString(folder.resolve("table.csv"), table);
    model = folder.resolve("model.cdrl");
    TinyModels.train(csv, List.of("kind"), model, UnaryOperator.identity());
  }

  @Test
  void drawnRowsLackThemAndSayWhy() throws IOException {
    Path out = folder.resolve("drawn.csv");
    Tool.Result result =
        Tool.run("sample", model.toString(), "--count", "20", "--out", out.toString());
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("left out of training"), result.err());
    assertTrue(result.err().contains(": id, name"), result.err());
    List<String> lines = Files.readAllLines(out);
    assertEquals("price,start,kind", lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      assertTrue(line.matches("\"\\$1,\\d{3}\\.\\d{2}\",20(18|19|20)\\d\\d01,[ab]"), line);
    }
  }

  @Test
  void infoTellsWhatTheyWere() {
    String out = Tool.run("info", model.toString()).out();
    assertTrue(out.contains("left out"), out);
    assertTrue(out.contains("whole numbers from -5 to 54, none twice: a row number"), out);
    assertTrue(out.contains("60 labels in 60 cells, row 1 has \"person 0\""), out);
    assertTrue(out.contains("numbers with \"$\" in front with \",\" between thousands"), out);
  }

  @Test
  void filesMayStillHaveThem() throws IOException {
    Path out = folder.resolve("filled.csv");
    Path gaps = folder.resolve("gaps.csv");
    Files.writeString(gaps, "id,name,price,start,kind\n9,x,,20190201,a\n9,x,7,,a\n");
    Tool.Result result =
        Tool.run("impute", model.toString(), "--csv", gaps.toString(), "--out", out.toString());
    assertEquals(0, result.code(), result.err());
    List<String> lines = Files.readAllLines(out);
    assertTrue(lines.get(1).matches("9,x,\"\\$1,\\d{3}\\.\\d{2}\",20190201,a"), lines.get(1));
    assertTrue(lines.get(2).matches("9,x,7,20\\d{4}01,a"), lines.get(2));
  }

  @Test
  void conditionsAreGivenAsCellsAreWrittenAndMustHaveBeenLearned() {
    String out = folder.resolve("given.csv").toString();
    String[] given = {"sample", model.toString(), "--count", "5", "--out", out, "--given", ""};
    given[given.length - 1] = "price=$1,100..";
    assertEquals(0, Tool.run((Object[]) given).code());
    given[given.length - 1] = "price=2000..";
    String refused = Tool.run((Object[]) given).err();
    assertTrue(refused.contains("\"price\" was learned from 1000"), refused);
    given[given.length - 1] = "start=20300101";
    assertTrue(Tool.run((Object[]) given).err().contains("nothing is known of 2030-01-01"));
  }

  @Test
  void aTableOfNothingElseIsRefusedWithTheReasons() throws IOException {
    Path ids = folder.resolve("ids.csv");
    StringBuilder table = new StringBuilder("x,d\n");
    for (int r = 1; r <= 41; r++) {
      table.append(
          String.format(
              "%d,%s%n", r, r == 41 ? "2021-02-30" : "2021-0" + (1 + r % 9) + "-" + (10 + r % 19)));
    }
    Files.writeString(ids, table);
    String out = folder.resolve("ids.cdrl").toString();
    String err = Tool.run("train", "--csv", ids.toString(), "--out", out).err();
    assertTrue(err.contains("40 of 41 cells are dates of the pattern yyyy-MM-dd: row 41"), err);
    assertTrue(err.contains("override with x=integer"), err);
  }
}
