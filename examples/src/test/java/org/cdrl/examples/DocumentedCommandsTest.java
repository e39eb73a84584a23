package org.cdrl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands in the documents run, one after the other, each document's with the files that those
 * before have left. Training and drawing are short. What ran, and what did not and why, is written
 * to target/documented-commands.txt.
 */
@Tag("slow")
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("..");

  @TempDir Path folder;

  private final Set<List<String>> ran = new HashSet<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  @Test
  void theCommandsInTheDocumentsRun() throws Exception {
    DocumentedFiles.write(folder);
    try {
      for (Path document : documents()) {
        Path name = ROOT.relativize(document);
        for (DocumentedCommand command : DocumentedCommand.of(name, Files.readString(document))) {
          follow(command);
        }
      }
    } finally {
      Files.write(Path.of("target", "documented-commands.txt"), told);
    }
    assertEquals(List.of(), failed);
    assertTrue(told.size() > 80, told.size() + " commands");
  }

  /** README first, for other documents use its models. */
  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    documents.add(ROOT.resolve("README.md"));
    documents.add(ROOT.resolve("CONTRIBUTING.md"));
    documents.add(ROOT.resolve("examples").resolve("README.md"));
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents;
  }

  private void follow(DocumentedCommand command) throws IOException, InterruptedException {
    String left = notRun(command);
    if (left != null) {
      told.add("not run (" + left + ") " + command);
      return;
    }
    DocumentedCommand brief = brief(command);
    if (!ran.add(brief.words())) {
      told.add("ran above  " + command);
      return;
    }
    long start = System.nanoTime();
    ChildJava run = ChildJava.run(folder, program(brief));
    double seconds = (System.nanoTime() - start) / 1e9;
    told.add(String.format(Locale.ROOT, "exit %d, %.0f s  %s", run.exit(), seconds, command));
    if (run.exit() != 0) {
      failed.add(brief + "\n" + run.output());
    }
    if (brief.option("--out").filter("sprites.cdrl"::equals).isPresent()) {
      Path copy = Files.createDirectories(folder.resolve("OUT")).resolve("sprites.cdrl");
      Files.copy(folder.resolve("sprites.cdrl"), copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Why a command is not run here; null if it is. */
  private static String notRun(DocumentedCommand command) {
    if (command.document().startsWith("docs/benchmarks")) {
      return "measures for minutes, mostly on data that are not here";
    }
    return switch (command.program()) {
      case "mvn" -> "builds this project";
      case "java" -> "installs the package in Weka, which another test does";
      case "alias" -> "a name for weka.Run";
      case "spark-submit" -> "run by a test of spark-ebm";
      case "weka" ->
          command.words().get(1).equals(".CDRLSetup") ? "fetches what is here already" : null;
      case "examples/run" ->
          command.document().startsWith("docs")
              ? "measures for minutes"
              : "trains on the reader's files";
      default -> command.program().contains("=") ? "other options of the JVM or the build" : null;
    };
  }

  /** The command with fewer iterations, rows, images and steps. */
  private static DocumentedCommand brief(DocumentedCommand command) {
    if (command.program().equals("weka")) {
      return briefScheme(command);
    }
    String name = command.arguments().get(0);
    // On some machines TensorFlow's kernels for it are wrong, and refused.
    DocumentedCommand brief = command.without("--bfloat16");
    boolean images = command.option("--out").filter(file -> file.endsWith(".png")).isPresent();
    int most = images || name.equals("judge") ? 10 : 100;
    if (images && command.option("--count").isEmpty()) {
      brief = brief.with("--count", "4");
    } else if (command.option("--count").map(Integer::parseInt).filter(n -> n > most).isPresent()) {
      brief = brief.with("--count", Integer.toString(most));
    }
    if (command.option("--chain-steps").isPresent()) {
      brief = brief.with("--chain-steps", "20");
    }
    return switch (name) {
      case "demo" -> brief.without("--quick").with("--iterations", "30");
      case "train" -> brief.option("--config").isPresent() ? brief : briefTraining(brief, "30");
      case "train-images" ->
          briefTraining(
              brief.option("--resume").isPresent() ? brief : brief.with("--width", "8"), "2");
      default -> brief;
    };
  }

  /** Fewer iterations, such that a run that goes on still has more of them than before. */
  private static DocumentedCommand briefTraining(DocumentedCommand command, String shortest) {
    if (command.option("--minutes").isPresent()) {
      return command.with("--minutes", ".1");
    }
    return command.with(
        "--iterations",
        command
            .option("--iterations")
            .map(
                n ->
                    Integer.toString(
                        Integer.parseInt(n) > 50
                            ? 2 + Integer.parseInt(n) / 1000
                            : Integer.parseInt(n)))
            .orElse(shortest));
  }

  private static DocumentedCommand briefScheme(DocumentedCommand command) {
    String filter = "weka.filters.supervised.instance.CDRLOversample";
    if (command.words().contains(filter)) {
      return command.with("-F", filter + " -I 30");
    }
    boolean learns =
        command.option("-t").isPresent()
            || Stream.of(".CDRLImpute", ".CDRLEnergy", ".CDRLOversample")
                .anyMatch(command.words()::contains);
    return learns ? command.with("-I", "30") : command;
  }

  private static List<String> program(DocumentedCommand command) {
    List<String> words = new ArrayList<>(command.words());
    words.set(
        0,
        switch (command.program()) {
          case "./cdrl" -> "org.cdrl.cli.Cdrl";
          case "weka" -> "weka.Run";
          default -> throw new IllegalStateException("Nobody knows how to run " + command);
        });
    return words;
  }
}
