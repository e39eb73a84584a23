package org.cdrl.weka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.Setting;
import org.junit.jupiter.api.Test;
import weka.classifiers.functions.CDRL;
import weka.core.OptionMetadata;
import weka.filters.supervised.instance.CDRLOversample;
import weka.filters.unsupervised.attribute.CDRLEnergy;
import weka.filters.unsupervised.attribute.CDRLImpute;

/** The engine's settings among Weka's options, and those that Weka leaves out. */
class SchemeSettingsTest {
  private static final String PAPERS = "for comparisons with the papers, which Java does";
  private static final String MEASURED = "the default for tables was measured and fits them all";
  private static final String RARE = "rarely pays; Tribuo, the command line and Java have it";
  private static final String GPU = "tables are too small for it to pay";

  /** Options by the settings that they are, where names differ. */
  private static final Map<String, String> NAMES =
      Map.of("levels", "noiseLevels", "energyWidth", "networkWidth");

  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          Map.entry("method", PAPERS),
          Map.entry("conditionDropout", "no scheme guides or composes by default"),
          Map.entry("stepCoefficient", PAPERS),
          Map.entry("stepNoiseExponent", PAPERS),
          Map.entry("spread", RARE),
          Map.entry("predictData", MEASURED),
          Map.entry("noisyStarts", "for experiments, which Java does"),
          Map.entry("pretrainingIterations", RARE),
          Map.entry("batchSize", "Weka's own option of this name is about predictions"),
          Map.entry("energyLearningRate", RARE),
          Map.entry("initializerLearningRate", RARE),
          Map.entry("regressionWeight", MEASURED),
          Map.entry("gapLimit", "for experiments, which Java does"),
          Map.entry("warmUp", MEASURED),
          Map.entry("coolDown", MEASURED),
          Map.entry("clip", MEASURED),
          Map.entry("averageDecay", RARE),
          Map.entry("weightDecay", RARE),
          Map.entry("energyMultipliers", RARE),
          Map.entry("initializerWidth", RARE),
          Map.entry("initializerBlocks", RARE),
          Map.entry("groupNorm", PAPERS),
          Map.entry("levelWidth", MEASURED),
          Map.entry("frequencies", MEASURED),
          Map.entry("frequencyScale", MEASURED),
          Map.entry("xla", GPU),
          Map.entry("replicas", GPU),
          Map.entry("mixedPrecision", GPU));

  private static List<Setting<?>> settings() {
    List<Setting<?>> all = new ArrayList<>(CdrlConfig.settings());
    all.addAll(CdrlConfig.settingsOfVectors());
    all.addAll(Execution.settings());
    return all;
  }

  private static PropertyDescriptor option(Object scheme, Setting<?> setting)
      throws IntrospectionException {
    String name = NAMES.getOrDefault(setting.name(), setting.name());
    for (var property : Introspector.getBeanInfo(scheme.getClass()).getPropertyDescriptors()) {
      // Weka has a text of this name.
      if (property.getName().equals(name) && property.getPropertyType() != String.class) {
        return property;
      }
    }
    return null;
  }

  @Test
  void everySettingIsAnOptionOrHasAReason() throws Exception {
    List<Supplier<Object>> schemes =
        List.of(CDRL::new, CDRLImpute::new, CDRLEnergy::new, CDRLOversample::new);
    for (Supplier<Object> of : schemes) {
      Object scheme = of.get();
      Set<String> leftOut = new TreeSet<>();
      for (Setting<?> setting : settings()) {
        PropertyDescriptor option = option(scheme, setting);
        if (option == null) {
          leftOut.add(setting.name());
        } else {
          assertAgrees(scheme, option, setting);
        }
      }
      assertEquals(new TreeSet<>(LEFT_OUT.keySet()), leftOut, scheme.getClass().getName());
    }
  }

  /** An option has the engine's default, or leaves it to the engine, and tells the range. */
  private static void assertAgrees(Object scheme, PropertyDescriptor option, Setting<?> setting)
      throws ReflectiveOperationException {
    int value = (int) option.getReadMethod().invoke(scheme);
    if (setting.name().equals("seed")) {
      assertEquals(setting.defaultValue(), (long) value);
      return;
    }
    assertEquals(0, value, setting.name());
    String told = option.getReadMethod().getAnnotation(OptionMetadata.class).description();
    assertTrue(told.contains(setting.allowed().split(";")[0]), told);
    assertTrue(told.contains("(default 0: "), told);
  }
}
