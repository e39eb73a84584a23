package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeCommandTest {
  private static final List<String> CLASSES = List.of("shape", "colour");

  @TempDir static Path folder;

  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    model = folder.resolve("shapes.cdrl");
    TinyModels.train(table("shapes.csv", 1), CLASSES, model, builder -> builder);
  }

  private static Path table(String name, long seed) throws IOException {
    return Files.writeString(folder.resolve(name), TinyModels.shapes(seed));
  }

  @Tag("slow")
  @Test
  void modelsAndConceptsCompose() throws IOException {
    Path like = folder.resolve("others.cdrl");
    TinyModels.train(table("others.csv", 2), CLASSES, like, builder -> builder.encodedLike(model));
    Path out = folder.resolve("composed.csv");
    Object[] composition = {
      "compose",
      model,
      like,
      "--weight",
      1,
      "--weight",
      ".5",
      "--all",
      "shape=Round",
      "--not",
      "colour=red",
      "--count",
      30,
      "--out",
      out
    };
    assertEquals(0, Tool.run(composition).code());
    List<String> rows = Files.readAllLines(out);
    assertEquals("shape,size,colour", rows.get(0));
    assertEquals(31, rows.size());
    assertTrue(rows.stream().skip(1).allMatch(row -> row.matches("Round,-?[.0-9]+,")), rows + "");
    assertEquals(0, Tool.run(composition).code());
    assertEquals(rows, Files.readAllLines(out));
    Tool.Result mixture =
        Tool.run(
            "compose", model, like, "--mixture", "--count", 5, "--out", "-", "--given", "size=0..");
    assertEquals(0, mixture.code(), mixture.err());
    assertTrue(mixture.out().lines().skip(1).noneMatch(row -> row.contains("-")), mixture.out());
  }

  @Test
  void whatCannotBeComposedIsNamed() throws IOException {
    Path other = folder.resolve("other.cdrl");
    Path table = folder.resolve("other.csv");
    Files.writeString(table, TinyModels.shapes(3).replace("Round", "oval"));
    TinyModels.train(table, CLASSES, other, builder -> builder);
    Path out = folder.resolve("none.csv");
    Object[][] wrong = {
      {"only the first has [Round", model, other},
      {"--all is \"shape=oval\", but column \"shape\" has no label", model, "--all", "shape=oval"},
      {
        "size is no class of the model, which has colour, shape; concepts are classes: train",
        model,
        "--not",
        "size=1"
      },
      {"--not is \"form=1\" but must be COLUMN=VALUE; the columns are", model, "--not", "form=1"},
    };
    for (Object[] one : wrong) {
      Object[] line =
          Stream.concat(Stream.of("compose", "--out", out), Stream.of(one).skip(1)).toArray();
      Tool.Result result = Tool.run(line);
      assertEquals(1, result.code(), result.err());
      assertTrue(result.err().contains((String) one[0]), result.err());
      assertTrue(Files.notExists(out));
    }
  }
}
