package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  @TempDir Path folder;

  private Path table(String name, int rows, long seed, String kind) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("length,kind,petals\n");
    for (int r = 0; r < rows; r++) {
      double length = 5 + random.nextGaussian();
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%d%n",
              r % 9 == 0 ? "" : String.format(Locale.ROOT, "%.3f", length),
              r == 3 ? kind : length > 5 ? "rose" : "tulip",
              Math.round(length)));
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private Tool.Result evaluate(Path synthetic, Object... more) throws IOException {
    return Tool.run(
        Stream.concat(
                Stream.of(
                    "evaluate",
                    "--real",
                    table("real.csv", 80, 1, "tulip"),
                    "--holdout",
                    table("holdout.csv", 40, 2, "tulip"),
                    "--synthetic",
                    synthetic),
                Stream.of(more))
            .toArray());
  }

  @Test
  void writesPageAndNumbers() throws IOException {
    Path page = folder.resolve("report.html");
    Path synthetic = table("synthetic.csv", 60, 3, "lily");
    Tool.Result result = evaluate(synthetic, "--target", "kind", "--out", page);
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("taken as missing: \"lily\" (1)"), result.err());
    assertTrue(Files.readString(page).contains("How good are the synthetic rows?"));
    String numbers = Files.readString(folder.resolve("report-measures.csv"));
    List<String> lines = numbers.lines().toList();
    assertEquals("kind,name,with,synthetic,independent,held_out,copy", lines.get(0));
    for (String start : List.of("usefulness,XGBoost,,", "column,kind,,", "pair,kind,petals,")) {
      assertEquals(1, lines.stream().filter(line -> line.startsWith(start)).count(), start);
    }
    JsonObject read =
        JsonParser.parseString(Files.readString(folder.resolve("report-measures.json")))
            .getAsJsonObject();
    JsonObject trends = read.getAsJsonObject("measures").getAsJsonObject("pair_trends");
    assertTrue(lines.contains("measure,pair_trends,," + values(trends)), numbers);
    assertEquals(3, read.getAsJsonArray("pairs").size());
    assertEquals("kind", read.get("target").getAsString());
    assertEquals(0, evaluate(synthetic, "--target", "kind", "--out", page).code());
    assertEquals(
        numbers, Files.readString(folder.resolve("report-measures.csv")), "not repeatable");
  }

  private static String values(JsonObject of) {
    return Stream.of("synthetic", "independent", "heldOut", "copy")
        .map(table -> Double.toString(of.get(table).getAsDouble()))
        .collect(Collectors.joining(","));
  }

  @Test
  void attacksAreMeasuredThatAreAskedFor() throws IOException {
    Path page = folder.resolve("report.html");
    Path synthetic = table("synthetic.csv", 60, 3, "rose");
    Path model = folder.resolve("model.cdrl");
    TinyModels.train(table("real.csv", 80, 1, "tulip"), List.of("kind"), model, b -> b);
    Tool.Result result =
        evaluate(
            synthetic, "--known", "petals", "--sensitive", "kind", "--model", model, "--out", page);
    assertEquals(0, result.code(), result.err());
    List<String> numbers = Files.readAllLines(folder.resolve("report-measures.csv"));
    assertEquals(1, numbers.stream().filter(n -> n.contains("disclosure_protection,,0.")).count());
    // Only the model's own rows have something to do with its energies.
    assertEquals(
        1, numbers.stream().filter(n -> n.matches("measure,energy_membership,,0[.].*,,,")).count());
  }

  @Test
  void targetOfOneValueIsWarnedOf() throws IOException {
    Path synthetic = table("synthetic.csv", 60, 3, "rose");
    Files.writeString(synthetic, Files.readString(synthetic).replace("tulip", "rose"));
    Tool.Result result =
        evaluate(synthetic, "--target", "kind", "--out", folder.resolve("report.html"));
    assertTrue(
        result.err().contains("synthetic.csv: the target kind has the same value in all rows"),
        result.err());
  }

  @Test
  void mistakesAreToldBeforeTheWork() throws IOException {
    Path synthetic = table("synthetic.csv", 60, 3, "rose");
    Tool.Result name = evaluate(synthetic, "--out", folder.resolve("report.txt"));
    assertEquals(2, name.code());
    assertTrue(name.err().contains("must be a name that ends in .html"), name.err());
    Tool.Result known =
        evaluate(synthetic, "--known", "kind", "--out", folder.resolve("report.html"));
    assertEquals(2, known.code());
    assertTrue(known.err().contains("both --known and --sensitive"), known.err());
    Tool.Result target =
        evaluate(synthetic, "--target", "color", "--out", folder.resolve("report.html"));
    assertEquals(1, target.code());
    assertTrue(
        target.err().contains("no column \"color\"; the columns are length, kind, petals"),
        target.err());
    assertEquals(
        List.of("holdout.csv", "real.csv", "synthetic.csv"),
        Stream.of(folder.toFile().list()).sorted().toList());
  }
}
