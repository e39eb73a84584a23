package org.cdrl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a model to the configuration that makes it, and back. */
class ConfigurationTest {
  @TempDir static Path folder;

  private static Path csv;
  private static Path model;
  private static Path configuration;

  @BeforeAll
  static void train() throws IOException {
    csv = Files.writeString(folder.resolve("shapes.csv"), TinyModels.shapes(1));
    model = folder.resolve("shapes.cdrl");
    configuration = folder.resolve("shapes.xml");
    TinyModels.train(csv, List.of("shape", "colour"), model, builder -> builder);
    Tool.Result info = Tool.run("info", model, "--as-config", configuration);
    assertEquals(0, info.code(), info.err());
    assertTrue(info.err().contains("with trainer and source"), info.err());
  }

  private static String sample(Path from) {
    Tool.Result result = Tool.run("sample", from, "--count", 20, "--out", "-");
    assertEquals(0, result.code(), result.err());
    return result.out();
  }

  private static Tool.Result again(Path out, Object... more) {
    return Tool.run(
        Stream.concat(
                Stream.of("train", "--config", configuration, "--quiet", "--out", out),
                Stream.of(more))
            .toArray());
  }

  @Test
  void configurationMakesTheSameModelAgain() {
    Path copy = folder.resolve("copy.cdrl");
    Tool.Result result = again(copy, "--trainer", "trainer", "--source", "source");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().startsWith("The energy learned for 1 iterations"), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertEquals(sample(model), sample(copy));
    assertTrue(sample(model).startsWith("shape,size,colour"), "columns in the order of the data");
  }

  @Tag("slow")
  @Test
  void settingsAreReplacedAndATableBringsTheData() {
    Path changed = folder.resolve("changed.cdrl");
    Tool.Result result =
        again(
            changed,
            "--trainer",
            "trainer",
            "--csv",
            csv,
            "--class",
            "shape",
            "--set",
            "trainer.seed=5",
            "--set",
            "trainer.energyMultipliers=1,2");
    assertEquals(0, result.code(), result.err());
    assertNotEquals(sample(model), sample(changed));
    String info = Tool.run("info", changed).out();
    assertTrue(info.matches("(?s).*\\benergyMultipliers +1, 2\\R.*"), info);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--trainer t | 2 | --trainer: there is no component \"t\" in",
        "--trainer source | 2 | is a TableDataSource and no CDRLTrainer; these are: trainer",
        "--trainer trainer --set folds=2 | 2 | must be COMPONENT.SETTING=VALUE",
        "--trainer trainer --set trainer.fold=2 | 2 | trainer has no setting \"fold\"; it has",
        "--trainer trainer --set trainer.folds=1 | 1 | folds must be 0 or at least 2, not 1",
        "--trainer trainer --set trainer.folds=two | 1 | folds: ",
        "--trainer trainer --set source.path=none.csv | 1 | none.csv: there is no such file",
        "--trainer trainer --set source.responses=form | 1 | There is no column \"form\"",
      })
  void whatIsWrongIsNamed(String options, int code, String message) {
    Path none = folder.resolve("none.cdrl");
    Object[] all =
        Stream.concat(Stream.of("--source", "source"), Stream.of(options.split(" "))).toArray();
    Tool.Result result = again(none, all);
    assertEquals(code, result.code(), result.err());
    assertTrue(result.err().contains(message), result.err());
    assertEquals(code, result.err().lines().count(), result.err());
    assertTrue(Files.notExists(none));
  }

  @Test
  void otherFilesAreNoConfigurations() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.xml"), "<config><component");
    Tool.Result result =
        Tool.run("train", "--config", broken, "--trainer", "t", "--csv", csv, "--out", model);
    assertEquals(1, result.code());
    assertTrue(result.err().contains("broken.xml is no OLCUT configuration"), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  /** A class that tells whether it was initialized. */
  static final class Trap {
    static {
      System.setProperty("cdrl.trap", "sprung");
    }
  }

  private static void refused(String name, byte[] xml, String why, Object... more)
      throws IOException {
    Path file = Files.write(folder.resolve(name + ".xml"), xml);
    Object[] options =
        Stream.concat(
                Stream.of("train", "--config", file, "--trainer", "t", "--csv", csv, "--out"),
                Stream.concat(Stream.of(folder.resolve("none.cdrl")), Stream.of(more)))
            .toArray();
    Tool.Result result = Tool.run(options);
    assertTrue(result.code() != 0, name);
    assertTrue(result.err().contains(why), name + ": " + result.err());
    assertTrue(!result.err().contains("secret words"), result.err());
  }

  @Test
  void documentTypesAreRefusedInEveryEncoding() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "secret words");
    for (String type :
        List.of(
            "<!DOCTYPE config [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>",
            "<!DOCTYPE config SYSTEM \"" + secret.toUri() + "\">",
            "<!DOCTYPE config [<!ENTITY % p SYSTEM \"" + secret.toUri() + "\"> %p;]>",
            "<!DOCTYPE config [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>")) {
      String body = type + "<config><component name=\"t\" type=\"&e;\"/></config>";
      for (String encoding : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "IBM037", "ISO-8859-1")) {
        String text = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + body;
        byte[] mark = encoding.endsWith("LE") ? new byte[] {-1, -2} : new byte[0];
        byte[] bytes = text.getBytes(Charset.forName(encoding));
        byte[] all = Arrays.copyOf(mark, mark.length + bytes.length);
        System.arraycopy(bytes, 0, all, mark.length, bytes.length);
        refused("typed", all, "DOCTYPE");
      }
    }
  }

  @Test
  void otherFilesAndClassesAreRefusedBeforeAnythingIsInitialized() throws IOException {
    String trap = Trap.class.getName().replace("org.cdrl.cli", "com.example");
    for (String[] part :
        new String[][] {
          {"<component name=\"t\" type=\"com.example.Trap\"/>", "--allow-class com.example.Trap"},
          {"<component name=\"t\" type=\"java.lang.ProcessBuilder\"/>", "ProcessBuilder"},
          {"<component name=\"t\" type=\"org.tribuo.data.sql.SQLDBConfig\"/>", "SQLDBConfig"},
          {"<component name=\"t\" type=\"org.cdrlx.Trainer\"/>", "org.cdrlx.Trainer"},
          {"<file name=\"f\" value=\"/etc/hostname\"/>", "<file>"},
          {"<serialized name=\"s\" type=\"java.util.List\" location=\"x\"/>", "<serialized>"},
          {
            "<component name=\"t\" type=\"org.cdrl.tribuo.CDRLTrainer\"><propertylist name=\"p\">"
                + "<type name=\""
                + trap
                + "\"/></propertylist></component>",
            "<type>"
          },
          {"<component name=\"t\" type=\"org.cdrl.X\" serialized=\"f\"/>", "serialized"},
          {"<component name=\"t\" type=\"org.cdrl.X\" import=\"true\"/>", "import"},
        }) {
      refused("other", ("<config>" + part[0] + "</config>").getBytes(UTF_8), part[1]);
    }
    // Of one of our packages, so that the check does not stop it.
    String own = "<config><component name=\"t\" type=\"" + Trap.class.getName() + "\"/></config>";
    refused("own", own.getBytes(UTF_8), "is a Trap and no CDRLTrainer");
    assertNull(System.getProperty("cdrl.trap"));
    String text = "<config><component name=\"t\" type=\"java.lang.String\"/></config>";
    refused(
        "allowed",
        text.getBytes(UTF_8),
        "is a String and no CDRLTrainer",
        "--allow-class",
        "java.lang.String");
  }
}
