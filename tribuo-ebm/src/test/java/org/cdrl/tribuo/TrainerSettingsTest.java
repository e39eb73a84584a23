package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.Config;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.Optimisation;
import org.cdrl.config.Setting;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.junit.jupiter.api.Test;

/** Settings that trainers have as fields, and those that they leave out. */
class TrainerSettingsTest {
  private static final String OF_PAPERS = "for comparisons with the papers, which Java does";
  private static final String MEASURED = "the default for tables was measured and fits them all";
  private static final String BY_NETWORKS = "follows from networkWidth and the size of images";
  private static final String GPU = "tables are too small for it to pay";
  private static final String IN_JAVA = "for experiments, which Java and the command line do";

  /** What the trainer of tables leaves out, and why. */
  private static final Map<String, String> NOT_OF_TABLES =
      Map.ofEntries(
          Map.entry("stepCoefficient", OF_PAPERS),
          Map.entry("stepNoiseExponent", OF_PAPERS),
          Map.entry("predictData", MEASURED),
          Map.entry("regressionWeight", MEASURED),
          Map.entry("levelWidth", MEASURED),
          Map.entry("frequencies", MEASURED),
          Map.entry("frequencyScale", MEASURED),
          Map.entry("groupNorm", OF_PAPERS),
          Map.entry("warmUp", MEASURED),
          Map.entry("coolDown", MEASURED),
          Map.entry("clip", MEASURED),
          Map.entry("noisyStarts", IN_JAVA),
          Map.entry("gapLimit", IN_JAVA),
          Map.entry("xla", GPU),
          Map.entry("replicas", GPU),
          Map.entry("mixedPrecision", GPU));

  /** Names that the trainer of images has for settings of the engine. */
  private static final Map<String, String> OF_IMAGES =
      Map.of(
          "learningRate", "energyLearningRate",
          "networkWidth", "energyWidth",
          "bfloat16", "mixedPrecision",
          "gpus", "replicas");

  /** What the trainer of images leaves out, and why. */
  private static final Map<String, String> NOT_OF_IMAGES =
      Map.ofEntries(
          Map.entry("levels", OF_PAPERS),
          Map.entry("langevinSteps", OF_PAPERS),
          Map.entry("stepCoefficient", OF_PAPERS),
          Map.entry("stepNoiseExponent", OF_PAPERS),
          Map.entry("spread", IN_JAVA),
          Map.entry("predictData", OF_PAPERS),
          Map.entry("pretrainingIterations", IN_JAVA),
          Map.entry("initializerLearningRate", "learningRate sets both"),
          Map.entry("regressionWeight", IN_JAVA),
          Map.entry("warmUp", IN_JAVA),
          Map.entry("coolDown", IN_JAVA),
          Map.entry("clip", OF_PAPERS),
          Map.entry("averageDecay", IN_JAVA),
          Map.entry("weightDecay", IN_JAVA),
          Map.entry("size", "follows from height and width"),
          Map.entry("energyMultipliers", BY_NETWORKS),
          Map.entry("energyBlocks", BY_NETWORKS),
          Map.entry("initializerWidth", BY_NETWORKS),
          Map.entry("initializerPatch", BY_NETWORKS),
          Map.entry("initializerMultipliers", BY_NETWORKS),
          Map.entry("initializerBlocks", BY_NETWORKS),
          Map.entry("attention", BY_NETWORKS),
          Map.entry("dropout", IN_JAVA),
          Map.entry("boundedConditions", IN_JAVA));

  @Test
  void theTrainerOfTablesHasEverySettingOrAReason() throws IllegalAccessException {
    CDRLTrainer<?> plain = new CDRLTrainer<>(new LabelConditioning("label"), Absent.MISSING);
    assertEquals(
        names(CdrlConfig.settingsOfVectors()),
        union(
            fields(plain, CdrlConfig.settingsOfVectors(), Map.of()).keySet(),
            NOT_OF_TABLES.keySet()));
  }

  @Test
  void theTrainerOfImagesHasEverySettingOrAReason() throws IllegalAccessException {
    CDRLImageTrainer plain = CDRLImageTrainer.builder(8, 8, 1).build();
    assertEquals(
        names(CdrlConfig.settingsOfImages()),
        union(
            fields(plain, CdrlConfig.settingsOfImages(), OF_IMAGES).keySet(),
            NOT_OF_IMAGES.keySet()));
  }

  private static Set<String> names(Iterable<Setting<?>> ofNetworks) {
    Set<String> names = new TreeSet<>();
    CdrlConfig.settings().forEach(setting -> names.add(setting.name()));
    ofNetworks.forEach(setting -> names.add(setting.name()));
    Execution.settings().forEach(setting -> names.add(setting.name()));
    return names;
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> all = new TreeSet<>(a);
    b.forEach(name -> assertEquals(true, all.add(name), name + " is there and left out"));
    return all;
  }

  /**
   * A trainer's settings of the engine. None of them may have a default of its own, or the engine's
   * would not reach it.
   */
  private static Map<String, Field> fields(
      Object trainer, List<Setting<?>> ofNetworks, Map<String, String> names)
      throws IllegalAccessException {
    Map<String, Setting<?>> known = new TreeMap<>();
    Stream.of(CdrlConfig.settings(), ofNetworks, Execution.settings())
        .forEach(settings -> settings.forEach(setting -> known.put(setting.name(), setting)));
    Map<String, Field> fields = new TreeMap<>();
    for (Class<?> of = trainer.getClass(); of != Object.class; of = of.getSuperclass()) {
      for (Field field : of.getDeclaredFields()) {
        String name = names.getOrDefault(field.getName(), field.getName());
        if (!field.isAnnotationPresent(Config.class) || !known.containsKey(name)) {
          continue;
        }
        fields.put(name, field);
        field.setAccessible(true);
        Object value = field.get(trainer);
        switch (name) {
          case "seed" -> assertEquals(org.tribuo.Trainer.DEFAULT_SEED, value);
          case "channels" -> assertEquals(1, value);
          case "method", "threads", "mixedPrecision", "xla", "replicas" ->
              assertEquals(known.get(name).defaultValue(), value, name);
          case "pretrainingIterations" -> assertEquals(-1, value);
          case "energyMultipliers" -> assertArrayEquals(new int[] {0}, (int[]) value);
          default -> assertTrue(isNotSet(value), name + " has a default of its own");
        }
        assertTellsRange(field, known.get(name));
      }
    }
    return fields;
  }

  private static boolean isNotSet(Object value) {
    return value.equals(0) || value.equals(-1.);
  }

  /** Fails unless the text of a field has the numbers of the setting's range. */
  private static void assertTellsRange(Field field, Setting<?> setting) {
    String told = field.getAnnotation(Config.class).description();
    Pattern.compile("\\d+")
        .matcher(setting.allowed().split(";")[0])
        .results()
        .forEach(
            number ->
                assertTrue(
                    told.matches("(?s).*\\b" + number.group() + "\\b.*"),
                    setting + " must be " + setting.allowed() + ", but is told as: " + told));
  }

  @Test
  void aBuilderRefusesASettingThatItsTrainersLack() {
    CDRLImageTrainerBuilder builder = CDRLImageTrainer.builder(8, 8, 1);
    String error =
        assertThrows(IllegalArgumentException.class, () -> builder.set(Optimisation.WARM_UP, 5))
            .getMessage();
    assertTrue(error.startsWith("CDRLImageTrainer has no setting warmUp; it has ["), error);
    assertTrue(error.contains("gapLimit"), error);
  }

  @Test
  void theWidthOfImagesNetworksIsTheEngines() {
    assertEquals(
        ImageArchitecture.ENERGY_WIDTH.defaultValue(),
        ImageArchitecture.small(32, 3).energyWidth());
  }
}
