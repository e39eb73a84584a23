package org.cdrl.spark.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.cdrl.spark.Parcels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands for spark-submit in the documents run, one after the other, with the table of flats.
 * Training and drawing are short.
 */
@Tag("slow")
class DocumentedSubmitTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^spark-submit .*?spark-ebm\\.jar\\s+(?:\\\\\\R\\s*)?(.*)$");

  @TempDir Path folder;

  @Test
  void theCommandsInTheDocumentsRun() throws IOException {
    SparkSession session = Parcels.session();
    Path flats = ROOT.resolve("examples/data/flats.csv");
    TableFiles.write(
        TableFiles.read(session, flats.toString()), folder.resolve("flats.parquet").toString());
    Files.copy(ROOT.resolve("examples/data/new-flats.csv"), folder.resolve("gaps.csv"));
    List<String> failed = new ArrayList<>();
    int ran = 0;
    for (String document : new String[] {"docs/spark.md", "README.md"}) {
      String text = Files.readString(ROOT.resolve(document));
      for (MatchResult command : COMMAND.matcher(text).results().toList()) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
        if (Cdrl.run(session, arguments(command.group(1)), err) != 0) {
          failed.add(command.group() + "\n" + told.toString(StandardCharsets.UTF_8));
        }
        ran++;
      }
    }
    assertEquals(List.of(), failed);
    assertTrue(ran >= 6, ran + " commands");
  }

  /** A command's words: files in the test's folder, few rows and iterations. */
  private String[] arguments(String command) {
    List<String> words = new ArrayList<>();
    for (String word : command.strip().split("\\s+")) {
      boolean file = word.matches("\\S+\\.(cdrl|parquet|csv)");
      words.add(file ? folder.resolve(unused(words, word)).toString() : word);
    }
    int count = words.indexOf("--count");
    if (count >= 0) {
      words.set(count + 1, "3000");
    }
    if (words.get(0).equals("train") && !words.contains("--iterations")) {
      words.addAll(List.of("--iterations", "30"));
    }
    return words.toArray(new String[0]);
  }

  /** Documents write the same names; here what is there already is not written over. */
  private String unused(List<String> before, String name) {
    boolean written = before.get(before.size() - 1).equals("--out");
    return written && Files.exists(folder.resolve(name)) ? "another-" + name : name;
  }
}
