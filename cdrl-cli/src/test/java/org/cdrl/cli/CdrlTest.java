package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class CdrlTest {
  private static final String[] COMMANDS = {
    "demo",
    "train",
    "privatize",
    "sample",
    "compose",
    "impute",
    "score",
    "classify",
    "info",
    "soak",
    "inpaint",
    "interpolate",
    "longrun",
    "judge",
    "import",
    "export"
  };

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void helpListsTheCommands(String option) {
    Tool.Result result = Tool.run(option);
    assertEquals(0, result.code());
    for (String command : COMMANDS) {
      boolean forUsers = !command.equals("soak");
      assertEquals(forUsers, result.out().contains("  " + command + " "), command);
    }
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void everyCommandHasHelp(String command) {
    Tool.Result result = Tool.run(command, "--help");
    assertEquals(0, result.code());
    assertTrue(result.out().contains("cdrl " + command), result.out());
    assertTrue(result.out().contains("--help"), result.out());
    assertEquals("", result.err());
  }

  @Test
  void versionTellsTheCommitAndTensorFlow() {
    Tool.Result result = Tool.run("--version");
    assertEquals(0, result.code());
    assertTrue(
        result
            .out()
            .matches(
                "CDRL for Java \\S+ \\(commit ([0-9a-f]{8}|unknown)\\),"
                    + " TensorFlow for Java [0-9.]+, Java \\S+\\R"),
        result.out());
  }

  @Test
  void unknownCommandSuggestsOthers() {
    Tool.Result result = Tool.run("smaple");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("smaple"), result.err());
    assertTrue(result.err().contains("sample"), result.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --csv none --out m --method DRL",
        "train --csv none --out m --method dRl",
        "train-images --images none --out m --method DRL",
        "train-images --images none --out m --method drl"
      })
  void methodsAreReadInAnyCase(String line) {
    Tool.Result result = Tool.run((Object[]) line.split(" "));
    assertEquals(1, result.code(), result.err());
    assertTrue(result.err().contains("none: there is no such file"), result.err());
  }

  /** Names of columns are not protected, so that they must be no row. */
  @Test
  void firstRowIsNoHeaderOfPrivateTables(@TempDir Path folder) throws IOException {
    Path csv = Files.writeString(folder.resolve("a.csv"), "b,2.5\na,1.5\nb,2.5\na,3.5\n");
    Tool.Result result =
        Tool.run("privatize", "--csv", csv, "--epsilon", 1, "--out", folder.resolve("b.csv"));
    assertEquals(1, result.code());
    assertTrue(result.err().contains("\"2.5\""), result.err());
    assertTrue(result.err().contains("--no-header"), result.err());
  }

  @Test
  void noCommandIsWrongUsage() {
    assertEquals(2, Tool.run().code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "info | MODEL is missing",
        "info a b | \"b\" is one argument too many",
        "train --out m | --csv is missing",
        "privatize --csv a --out b | --epsilon is missing",
        "privatize --csv a --out b --epsilon 101 | --epsilon is \"101\" but must be a number above 0",
        "privatize --csv a --out b --epsilon 1 --delta 1 | --delta is \"1\" but must be a number",
        "train --csv | --csv needs a value",
        "train --cvs a --out m | there is no option --cvs",
        "train --iter 3 | there is no option --iter",
        "train --csv a --out m --iterations ten | --iterations is \"ten\" but must be",
        "train --csv a --out m --iterations 0 | --iterations is \"0\" but must be",
        "train --csv a --out m --seed 1.5 | --seed is \"1.5\" but must be a whole number",
        "train --csv a --out m --method gan | --method is \"gan\" but must be CDRL or DRL",
        "train --csv a --out m --delimiter ab | --delimiter is \"ab\" but must be",
        "train --csv a --out m --resume c --seed 3 | --seed cannot be given with --resume",
        "train --csv a --out m --width 8 | there is no option --width",
        "train-images --images a --csv b --out m | there is no option --csv",
        "train-images --out m | --images is missing",
        "train-images --images a --out m --preset cifar10 --size 8 | --size cannot be given with",
        "train-images --images a --out m --method gan | --method is \"gan\" but must be CDRL or DRL",
        "train-images --images a --out m --minutes 1 --iterations 9 | give one of them",
        "sample m --sweep 1 --out p.png | --sweep needs a class to guide to",
        "compose m --all a=b --guidance 1 --out p.png | --guidance cannot be given with --all",
        "compose m --all a=b --concept-weight 1 --concept-weight 2 --out p.png | 2 times, but",
        "train-images --images a --out m --size 10 | --size is \"10\" but must be a multiple of 8",
        "train-images --images a --out m --resume c | --images cannot be given with --resume",
        "train-images --config c --trainer t --out m | --images is missing",
        "train-images --config c --trainer t --images a --out m --gpus 2 | use --set TRAINER.SETTING",
        "train-images --images a --out m --resume c --width 8 | --width cannot be given with",
        "train --csv a --out m --column b=words | --column is \"b=words\" but must be NAME=KIND",
        "train --csv a --out m --column b=ignore --class b | \"b\" is both ignored and used",
        "train --csv a --out m --minutes 0 | --minutes is \"0\" but must be a positive number",
        "train --csv a --out m --minutes 1 --iterations 9 | give one of them",
        "train --csv a --out m --folds 1 | --folds is \"1\" but must be 0, or",
        "train --csv a --out m --validation .6 | --validation is \".6\" but must be",
        "train --config c --out m --csv a | --trainer is missing",
        "train --config c --out m --trainer t | --csv is missing",
        "train --trainer t --csv a --out m | --trainer cannot be given without --config",
        "train --config c --trainer t --csv a --out m --folds 2 | use --set TRAINER.SETTING=VALUE",
        "train --config c --trainer t --source s --csv a --out m | --csv cannot be given with",
        "compose --out x | MODEL is missing",
        "compose a b --out x --weight 1 | --weight is given 1 times for 2 models",
        "compose a --out x --weight 0 | --weight is 0.0 but must be above 0",
        "compose a --out x --weight much | --weight is \"much\" but must be a number",
        "info m --as-config x.json | --as-config is \"x.json\" but must be a name that ends in",
        "impute m --csv x | --out is missing",
        "impute m --csv x --out y --draws 0 | --draws is \"0\" but must be",
        "classify m --out x | --csv is missing",
        "sample m --count -1 --out x | --count is \"-1\" but must be",
        "sample m | --out is missing",
        "score m --csv x | --out is missing",
        "soak --draws 1 | --draws is \"1\" but must be"
      })
  void wrongUsageNamesTheOption(String line, String message) {
    Tool.Result result = Tool.run((Object[]) line.split(" "));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(message), result.err());
  }

  @Tag("slow")
  @Test
  void soakTellsTheGrowth() {
    Tool.Result result = Tool.run("soak", "--draws", 5, "--fits", 5);
    assertEquals(0, result.code(), result.err());
    assertEquals(12, result.out().lines().count(), result.out());
    assertTrue(result.out().contains("fits   growth  resident"), result.out());
  }

  @Test
  void missingFilesAreNamed(@TempDir Path folder) {
    for (String[] args :
        new String[][] {
          {"train", "--csv", "none.csv", "--out", folder.resolve("m").toString()},
          {"info", "none.cdrl"},
          {"sample", "none.cdrl", "--out", "-"},
          {"train", "--csv", "x", "--out", folder.resolve("none/m").toString()}
        }) {
      Tool.Result result = Tool.run((Object[]) args);
      assertEquals(1, result.code(), result.err());
      assertTrue(result.err().contains("none"), result.err());
      assertEquals(1, result.err().lines().count(), result.err());
    }
  }
}
