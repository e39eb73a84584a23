package weka.classifiers.functions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cdrl.weka.Clusters;
import org.cdrl.weka.console.CommandLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weka.classifiers.meta.FilteredClassifier;
import weka.core.Attribute;
import weka.core.CommandlineRunnable;
import weka.core.Instances;
import weka.core.converters.ConverterUtils.DataSource;
import weka.datagenerators.classifiers.classification.CDRLGenerator;
import weka.filters.supervised.instance.CDRLOversample;
import weka.filters.unsupervised.attribute.CDRLEnergy;
import weka.filters.unsupervised.attribute.CDRLImpute;
import weka.gui.CDRLDevice;
import weka.gui.CDRLSetup;

/** The schemes as commands. */
class CommandsTest {
  private static final String TINY = "-I 30 -levels 3 -steps 3 -width 16 -threads 1";

  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void write() throws Exception {
    data = folder.resolve("data.arff");
    Instances clusters = Clusters.of(20, 10, 2, 1);
    clusters.get(3).setMissing(0);
    Files.writeString(data, clusters.toString());
  }

  private interface Command {
    void main(String[] args) throws Exception;
  }

  /** What a command prints, on the standard error stream after the other. */
  private String printed(Command command, String options, Object... more) throws Exception {
    List<String> args = new ArrayList<>(List.of(options.split(" ")));
    for (Object argument : more) {
      args.add(argument.toString());
    }
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      command.main(args.toArray(String[]::new));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void onlyMainMethodsOfWekaAreCommands() {
    assertFalse(CommandLine.isActive());
    Main.main();
  }

  private static final class Main {
    static void main() {
      assertTrue(CommandLine.isActive());
      // As in the command line of a window, whose standard error stream must stay what it is.
      assertFalse(CommandLine.isProgram());
    }
  }

  @Tag("slow")
  @Test
  void trainingTellsItsProgress() throws Exception {
    String text = printed(CDRL::main, TINY + " -calibration 0 -no-cv -t", data);
    assertTrue(text.matches("(?s).*CDRL: model \\d+, iteration \\d+ of 45, \\d+ s.*"), text);
    assertTrue(text.contains("Attributes    3, in 4 coordinates"), text);
  }

  /** Inside schemes that drive others, Weka prints all options of these below. */
  @Test
  void mistakesAreOneLine() throws Exception {
    String wrong = "-width 7";
    List<String> texts =
        List.of(
            printed(CDRL::main, wrong + " -no-cv -t", data),
            printed(CDRLImpute::main, wrong + " -i", data),
            printed(CDRLEnergy::main, wrong + " -i", data),
            printed(CDRLOversample::main, wrong + " -c last -i", data));
    for (String text : texts) {
      assertEquals(
          "networkWidth (-width) is 7 but must be 0 for the default, or even, from 4 to 8192",
          // Before it, Weka may complain of what is no jar on the class path.
          text.substring(Math.max(0, text.indexOf("networkWidth"))).strip());
    }
    String inside =
        printed(
            FilteredClassifier::main,
            "-W weka.classifiers.rules.ZeroR -t " + data + " -F",
            CDRLOversample.class.getName() + " " + wrong);
    assertTrue(inside.contains("Weka exception: networkWidth (-width) is 7 but must be"), inside);
    assertEquals("-I is \"abc\" but must be a whole number", printed(CDRL::main, "-I abc").strip());
    assertEquals(
        "-draws is \"abc\" but must be a whole number",
        printed(CDRLImpute::main, "-draws abc -i", data).strip());
    assertEquals(
        "-guidance is \"abc\" but must be a number such as 0.5",
        printed(CDRLGenerator::main, "-guidance abc").strip());
  }

  @Tag("slow")
  @Test
  void filtersNameWhatTheyDoNotLearn() throws Exception {
    Instances clusters = Clusters.of(20, 10, 2, 1);
    clusters.insertAttributeAt(new Attribute("customer"), 0);
    for (int r = 0; r < clusters.size(); r++) {
      clusters.get(r).setValue(0, 1001 + r);
    }
    Files.writeString(data, clusters.toString());
    String text = printed(CDRLEnergy::main, TINY + " -c last -i", data);
    assertTrue(
        text.contains(
            "CDRL: Attribute \"customer\" is not learned: running numbers"
                + System.lineSeparator()),
        text);
  }

  @Test
  void everySchemeAndToolHelps() throws Exception {
    assertTrue(printed(CDRL::main, "-h").contains("-minutes <number>"));
    assertTrue(printed(CDRLImpute::main, "-h").contains("-draws <number>"));
    assertTrue(printed(CDRLEnergy::main, "-h").contains("-name <name>"));
    assertTrue(printed(CDRLOversample::main, "-h").contains("-P <percentage>"));
    assertTrue(printed(CDRLGenerator::main, "-h").contains("-model <file>"));
    for (CommandlineRunnable tool : List.of(new CDRLSetup(), new CDRLDevice())) {
      for (String help : List.of("-h", "-help")) {
        assertTrue(printed(args -> tool.run(tool, args), help).contains("-h\n"));
      }
      assertTrue(printed(args -> tool.run(tool, args), "-x").contains("-x"));
    }
  }

  @Test
  void drawnRowsAreAWholeArffFile() throws Exception {
    Path model = folder.resolve("c.model");
    printed(CDRL::main, TINY + " -calibration 0 -no-cv -o -v -t", data, "-d", model);
    Path drawn = folder.resolve("more.arff");
    String draw = "-n 7 -class b -S 3 -model " + model + " -o";
    assertEquals("", printed(CDRLGenerator::main, draw, drawn));
    Instances rows = DataSource.read(drawn.toString());
    rows.setClassIndex(3);
    assertArrayEquals(new int[] {0, 7}, rows.attributeStats(3).nominalCounts);

    byte[] before = Files.readAllBytes(model);
    String text = printed(CDRLGenerator::main, draw, folder.resolve("./c.model"));
    assertTrue(text.contains("-o would overwrite") && text.lines().count() == 1, text);
    assertArrayEquals(before, Files.readAllBytes(model));

    String old = Files.readString(drawn);
    text = printed(CDRLGenerator::main, "-n 7 -class none -model " + model + " -o", drawn);
    assertTrue(text.contains("no label \"none\"") && text.lines().count() == 1, text);
    assertEquals(old, Files.readString(drawn));
  }

  @Tag("slow")
  @Test
  void inputsAreNotOverwritten() throws Exception {
    String before = Files.readString(data);
    Path link = Files.createSymbolicLink(folder.resolve("link.arff"), data);
    assertTrue(printed(CDRL::main, TINY + " -t " + data + " -d", link).contains("overwrite"));
    assertTrue(printed(CDRLImpute::main, TINY + " -i " + link + " -o", data).contains("overwrite"));
    assertTrue(
        printed(CDRLEnergy::main, TINY + " -b -i " + data + " -r " + link + " -o x -s", data)
            .contains("overwrite"));
    assertEquals(before, Files.readString(data));

    Path filled = folder.resolve("filled.arff");
    String text = printed(CDRLImpute::main, TINY + " -i " + data + " -o", filled);
    assertTrue(
        withoutProgress(text)
            .startsWith("CDRL: The energy learned for 30 iterations, which is too short"),
        text);
    assertEquals(0, DataSource.read(filled.toString()).attributeStats(0).missingCount);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("data.arff", "filled.arff", "link.arff"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  private static String withoutProgress(String text) {
    return text.replaceAll("(?m)^CDRL: model .*\\R", "");
  }
}
