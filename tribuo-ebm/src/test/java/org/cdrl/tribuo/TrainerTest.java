package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.cdrl.Version;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Chains;
import org.cdrl.config.Optimisation;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.table.data.Column;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.cdrl.tribuo.conditioning.EventConditioning;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.cdrl.tribuo.conditioning.MultiLabelConditioning;
import org.cdrl.tribuo.conditioning.RegressorConditioning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.test.Helpers;

/** Settings, invocations, checkpoints, and data that cannot be learned from. */
class TrainerTest {
  private static CDRLTrainerBuilder<Label> quick() {
    return Small.trainer(new LabelConditioning("height"))
        .iterations(8)
        .set(Optimisation.PRETRAINING_ITERATIONS, 4);
  }

  private static double[][] draw(CDRLModel<Label> model) {
    try (model) {
      return model.table().sampler().draw(4).rows();
    }
  }

  @Test
  void settingsSurviveTheRoundTripThroughProvenance() {
    CDRLTrainer<Label> trainer =
        quick()
            .conditions("colour")
            .columnKind("leaves", Column.Kind.CATEGORICAL)
            .encodedLike(Path.of("other.pb").toAbsolutePath())
            .build();
    assertProvenanceIsConfiguration(trainer);
    assertProvenanceIsConfiguration(
        CDRLImageTrainer.builder(8, 8, 1).set(Optimisation.GAP_LIMIT, .2).build());
    List<ConfigurationData> told = ProvenanceUtil.extractConfiguration(trainer.getProvenance());
    try (ConfigurationManager manager = new ConfigurationManager()) {
      manager.addConfiguration(told);
      CDRLTrainer<?> again = (CDRLTrainer<?>) manager.lookup(told.get(0).getName());
      assertEquals(trainer.getProvenance(), again.getProvenance());
    }
    List<Conditioning<?>> conditionings =
        List.of(
            new LabelConditioning("class"),
            new EventConditioning(.2),
            new RegressorConditioning(7, 3),
            new MultiLabelConditioning(.3));
    for (Conditioning<?> conditioning : conditionings) {
      Helpers.testConfigurableRoundtrip(conditioning);
    }
  }

  /**
   * What Helpers.testConfigurableRoundtrip asserts, which takes equal negative numbers for
   * different.
   */
  private static void assertProvenanceIsConfiguration(ResumableTrainer<?, ?> trainer) {
    try (ConfigurationManager manager = new ConfigurationManager()) {
      String name = manager.importConfigurable(trainer, "item");
      List<ConfigurationData> configured =
          manager.getComponentNames().stream()
              .map(part -> manager.getConfigurationData(part).orElseThrow())
              .toList();
      List<ConfigurationData> proven = ProvenanceUtil.extractConfiguration(trainer.getProvenance());
      assertEquals(structure(configured, name), structure(proven, proven.get(0).getName()));
    }
  }

  /** Properties by name, with those of the components that they name. */
  private static Map<String, Object> structure(List<ConfigurationData> all, String name) {
    ConfigurationData of =
        all.stream().filter(one -> one.getName().equals(name)).findFirst().orElseThrow();
    Map<String, Object> told = new TreeMap<>(Map.of("class", of.getClassName()));
    of.getProperties()
        .forEach(
            (key, value) ->
                told.put(
                    key,
                    all.stream().anyMatch(one -> one.getName().equals(value.toString()))
                        ? structure(all, value.toString())
                        : value));
    return told;
  }

  @Test
  void wrongSettingsNameThemselves() {
    assertTrue(
        assertThrows(PropertyException.class, () -> quick().folds(1).build())
            .getMessage()
            .contains("folds must be 0 or at least 2, not 1"));
    assertTrue(
        assertThrows(PropertyException.class, () -> quick().set(Chains.LEVELS, 101).build())
            .getMessage()
            .contains("levels is 101"));
    assertThrows(PropertyException.class, () -> quick().minutes(1).iterations(5).build());
    assertThrows(PropertyException.class, () -> new EventConditioning(0));
  }

  @Tag("slow")
  @Test
  void invocationsCountAsTribuosDo() {
    Dataset<Label> data = Small.flowers(40, 1);
    CDRLTrainer<Label> trainer = quick().build();
    CDRLModel<Label> model = trainer.train(data);
    assertEquals(
        0,
        model
            .getProvenance()
            .getTrainerProvenance()
            .getInstanceValues()
            .get("train-invocation-count")
            .getValue());
    Set<String> facts = model.getProvenance().getInstanceProvenance().getMap().keySet();
    assertTrue(
        facts.containsAll(
            List.of("device", "tensorflow-version", "threads", "iterations", "energy-gap")),
        facts.toString());
    double[][] first = draw(model);
    double[][] second = draw(trainer.train(data));
    assertEquals(2, trainer.getInvocationCount());
    assertNotEquals(first[0][2], second[0][2]);
    assertArrayEquals(second, draw(quick().build().train(data, Map.of(), 1)));
  }

  @Test
  void aSettingThatIsWrongIsNamedAsTheTrainerNamesIt() {
    Map<String, Supplier<?>> wrong =
        Map.ofEntries(
            Map.entry("iterations", () -> quick().iterations(-3).build()),
            Map.entry(
                "pretrainingIterations",
                () -> quick().set(Optimisation.PRETRAINING_ITERATIONS, -2).build()),
            Map.entry("batchSize", () -> quick().batchSize(-1).build()),
            Map.entry("levels", () -> quick().set(Chains.LEVELS, 101).build()),
            Map.entry("langevinSteps", () -> quick().set(Chains.LANGEVIN_STEPS, -1).build()),
            Map.entry("spread", () -> quick().set(Chains.SPREAD, Double.NaN).build()),
            Map.entry("energyWidth", () -> quick().set(VectorArchitecture.ENERGY_WIDTH, 5).build()),
            Map.entry(
                "energyMultipliers",
                () -> quick().set(VectorArchitecture.ENERGY_MULTIPLIERS, List.of(17)).build()),
            Map.entry(
                "initializerWidth",
                () -> quick().set(VectorArchitecture.INITIALIZER_WIDTH, 5).build()),
            Map.entry(
                "initializerBlocks",
                () -> quick().set(VectorArchitecture.INITIALIZER_BLOCKS, -1).build()),
            Map.entry(
                "energyLearningRate",
                () -> quick().set(Optimisation.ENERGY_LEARNING_RATE, 0.).build()),
            Map.entry(
                "initializerLearningRate",
                () -> quick().set(Optimisation.INITIALIZER_LEARNING_RATE, 0.).build()),
            Map.entry("averageDecay", () -> quick().set(Optimisation.AVERAGE_DECAY, 1.).build()),
            Map.entry("weightDecay", () -> quick().set(Optimisation.WEIGHT_DECAY, -.5).build()),
            Map.entry(
                "conditionDropout", () -> quick().set(CdrlConfig.CONDITION_DROPOUT, 1.).build()),
            Map.entry("validationShare", () -> quick().validation(.6).build()),
            Map.entry("folds", () -> quick().folds(1).build()),
            Map.entry("minutes", () -> quick().minutes(-1).build()),
            Map.entry("threads", () -> quick().threads(-1).build()),
            Map.entry("loggingInterval", () -> quick().loggingInterval(0).build()),
            Map.entry("column", () -> new LabelConditioning(" ")));
    wrong.forEach(
        (setting, trainer) -> {
          PropertyException error = assertThrows(PropertyException.class, trainer::get, setting);
          assertEquals(setting, error.getProperty());
          assertTrue(error.getMessage().contains(setting), error.getMessage());
        });
  }

  @Test
  void trainingTellsTheLogAndItsModelWhatItDid() {
    List<String> lines = new ArrayList<>();
    Logger log = Logger.getLogger(CDRLTrainer.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord told) {
            lines.add(told.getLevel() + " " + told.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    log.addHandler(handler);
    try (CDRLModel<Label> model =
        quick().folds(0).loggingInterval(5).build().train(Small.flowers(40, 1))) {
      assertTrue(lines.stream().anyMatch(l -> l.contains("INFO Training: iteration 12 of 12")));
      assertTrue(lines.stream().anyMatch(l -> l.startsWith("WARNING The energy learned for 8")));
      Map<String, ? extends Provenance> facts =
          model.getProvenance().getInstanceProvenance().getMap();
      assertEquals(new LongProvenance("iterations", 8), facts.get("iterations"));
      assertEquals(
          new LongProvenance("pre-training-iterations", 4), facts.get("pre-training-iterations"));
      assertEquals(new BooleanProvenance("energy-learned", false), facts.get("energy-learned"));
      assertEquals(new StringProvenance("cdrl-version", Version.text()), facts.get("cdrl-version"));
      assertTrue(Version.text().matches("\\d+\\..*"), Version.text());
    } finally {
      log.removeHandler(handler);
    }
  }

  @Test
  void runsGoOnFromTheirCheckpoint(@TempDir Path folder) {
    Dataset<Label> data = Small.flowers(40, 1);
    double[][] whole = draw(quick().build().train(data));
    CDRLTrainer<Label> interrupted = quick().checkpoints(folder, 3).build();
    interrupted.setListener(
        new TrainingListener() {
          @Override
          public boolean goOn(TrainingProgress progress) {
            return progress.iteration() < 9;
          }

          @Override
          public int interval() {
            return 1;
          }
        });
    interrupted.train(data).close();
    assertTrue(Files.exists(folder.resolve("invocation-0.cdrl")));
    CDRLModel<Label> resumed = quick().checkpoints(folder, 3).build().train(data);
    PrimitiveProvenance<?> fact =
        (PrimitiveProvenance<?>)
            resumed.getProvenance().getInstanceProvenance().getMap().get("resumed");
    assertEquals(true, fact.getValue());
    assertArrayEquals(whole, draw(resumed));
    String other =
        assertThrows(
                IllegalArgumentException.class,
                () -> quick().checkpoints(folder, 3).set(Chains.LEVELS, 3).build().train(data))
            .getMessage();
    assertTrue(other.contains("other settings"), other);
  }

  @Test
  void dataThatCannotBeLearnedFromIsRefused() {
    CDRLTrainer<Label> trainer = quick().build();
    MutableDataset<Label> empty = Small.data(List.of(), new LabelFactory());
    assertThrows(IllegalArgumentException.class, () -> trainer.train(empty));

    MutableDataset<Label> unknown =
        Small.data(
            List.of(Small.example(LabelFactory.UNKNOWN_LABEL, Map.of("a", 1.))),
            new LabelFactory());
    assertThrows(IllegalArgumentException.class, () -> trainer.train(unknown));

    MutableDataset<Label> clash =
        Small.data(
            List.of(Small.example(new Label("a"), Map.of("height", 1.))), new LabelFactory());
    String error =
        assertThrows(IllegalArgumentException.class, () -> trainer.train(clash)).getMessage();
    assertTrue(error.contains("both named \"height\""), error);

    MutableDataset<Label> constant =
        Small.data(
            List.of(
                Small.example(new Label("a"), Map.of("x", 1.)),
                Small.example(new Label("b"), Map.of("x", 1.))),
            new LabelFactory());
    error =
        assertThrows(IllegalArgumentException.class, () -> trainer.train(constant)).getMessage();
    assertTrue(error.contains("constant"), error);
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // as OLCUT does from XML
  void wrongOutputsAreRefusedFirst() {
    MutableDataset<Event> events =
        Small.data(
            List.of(Small.example(new Event(Event.EventType.EXPECTED), Map.of("x", 1.))),
            new AnomalyFactory());
    CDRLTrainer trainer = quick().build();
    String error =
        assertThrows(IllegalArgumentException.class, () -> trainer.train(events)).getMessage();
    assertEquals(
        "LabelConditioning is for Label outputs, but the data have Event; there are conditionings"
            + " for Label, MultiLabel, Regressor and Event outputs",
        error);
  }

  @Tag("slow")
  @Test
  void oneClassAndNothingToCalibrateOnPredictAllTheSame() {
    MutableDataset<Label> flowers = Small.flowers(60, 1);
    MutableDataset<Label> tall =
        Small.data(
            flowers.getData().stream()
                .filter(example -> example.getOutput().getLabel().equals("tall"))
                .collect(Collectors.toList()),
            new LabelFactory());
    try (CDRLModel<Label> one = quick().build().train(tall);
        CDRLModel<Label> bare = quick().validation(0).folds(0).build().train(flowers)) {
      assertEquals(1, one.predict(tall.getExample(0)).getOutput().getScore());
      assertEquals(2, bare.predict(tall.getExample(0)).getOutputScores().size());
      assertFalse(bare.table().calibratedOnUnseen());
      assertEquals(60, bare.score(flowers).length);
      assertEquals(3, bare.sampler().examples(3).size());
    }
  }
}
