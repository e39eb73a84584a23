package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.cdrl.config.Optimisation;
import org.cdrl.config.Setting;
import org.cdrl.tribuo.CDRLImageTrainer;
import org.cdrl.tribuo.CDRLImageTrainerBuilder;
import org.junit.jupiter.api.Test;

/** All options of all commands: one word has one meaning and one default. */
class OptionsTest {
  /** Words whose texts differ between commands, and why. */
  private static final Map<String, String> DIFFERENT =
      Map.ofEntries(
          Map.entry("out", "says what the command writes: a model, a table, an image, a page"),
          Map.entry("csv", "says what the rows are for"),
          Map.entry("column", "keys and texts are kept by models only, not in private tables"),
          Map.entry("images", "says what the images are for"),
          Map.entry("count", "says what is counted, and defaults fit what it takes to make them"),
          Map.entry("seed", "models have Tribuo's default, what is drawn from them the engine's"),
          Map.entry("iterations", "defaults follow the data"),
          Map.entry("batch", "rows of an iteration, or images that are drawn together"),
          Map.entry("class", "columns to learn as classes, or the class to predict"),
          Map.entry("draws", "means need more draws than an image can show"),
          Map.entry("size", "images that are scaled, or whose size weights do not tell"));

  @Test
  void everyOptionHasOneSectionAndADescription() {
    for (Command<?> command : Cdrl.COMMANDS) {
      Set<String> names = new TreeSet<>();
      CommandOptions options = Cdrl.options(command);
      options
          .sections()
          .forEach(
              (section, of) -> {
                for (Option option : of) {
                  String name = command.name() + " --" + option.getLongOpt();
                  assertTrue(names.add(option.getLongOpt()), name + " is there twice");
                  assertTrue(option.getDescription().endsWith("."), name);
                  assertEquals(option.hasArg(), option.getArgName() != null, name);
                }
              });
      assertFalse(options.of(Section.COMMON).isEmpty(), command.name());
      assertTrue(names.containsAll(Set.of("help", "quiet")), command.name());
    }
  }

  @Test
  void oneWordHasOneMeaningAndOneDefault() {
    Map<String, Set<String>> texts = new TreeMap<>();
    for (Command<?> command : Cdrl.COMMANDS) {
      if (command.group() != CommandGroup.DEVELOPERS) {
        for (Option option : Cdrl.options(command).all().getOptions()) {
          texts
              .computeIfAbsent(option.getLongOpt(), name -> new TreeSet<>())
              .add(option.getArgName() + ": " + option.getDescription());
        }
      }
    }
    texts.values().removeIf(set -> set.size() == 1);
    assertEquals(new TreeSet<>(DIFFERENT.keySet()), texts.keySet(), () -> texts.toString());
  }

  @Test
  void everySettingOfTheTrainerOfImagesIsAnOptionThatReachesIt() throws Exception {
    TrainImagesCommand command = new TrainImagesCommand();
    for (Setting<?> setting : CDRLImageTrainer.settings()) {
      String option = setting.equals(Optimisation.BATCH_SIZE) ? "batch" : setting.option();
      String value =
          switch (setting.type()) {
            case "whole number" -> "7";
            case "number" -> "0.25";
            default -> "DRL";
          };
      String[] line = {"--images", "some", "--out", "model", "--" + option, value};
      CDRLImageTrainerBuilder builder = CDRLImageTrainer.builder(8, 8, 1);
      command
          .begun(new Arguments(new DefaultParser().parse(Cdrl.options(command).all(), line)))
          .settings()
          .applyTo(builder);
      Provenance told =
          builder.build().getProvenance().getConfiguredParameters().get(setting.name());
      assertEquals(value, ((PrimitiveProvenance<?>) told).getValue().toString(), option);
    }
  }

  @Test
  void helpTellsTheDefaultsOfBothKindsOfNetworks() {
    Map<String, String> defaults =
        Map.of(
            "noisy-starts", "Default 0.5 for small networks, 0.0 for the papers'.",
            "gap-limit", "Default 0.2 for small networks, 0.0 for the papers'.",
            "learning-rate", "Default 0.001 for small networks, 1.0E-4 for the papers'.",
            "condition-dropout", "Default 0.1.");
    Options options = Cdrl.options(new TrainImagesCommand()).all();
    defaults.forEach(
        (name, end) -> {
          String text = options.getOption(name).getDescription();
          assertTrue(text.endsWith(end), text);
        });
  }

  @Test
  void unknownWordsSuggestTheNearest() {
    assertEquals("csv", Suggestion.of("cvs", List.of("class", "csv", "out")).orElse(""));
    assertEquals("iterations", Suggestion.of("iter", List.of("images", "iterations")).orElse(""));
    assertTrue(Suggestion.of("n", List.of("no-missing", "not", "count")).isEmpty());
    assertTrue(Tool.run("smaple").err().contains("no command smaple; do you mean sample?"));
    String told = Tool.run("train", "--itertions=3").err();
    assertTrue(told.contains("no option --itertions=3; do you mean --iterations?"), told);
    assertFalse(Tool.run("soka").err().contains("soak"), "is for developers");
  }
}
