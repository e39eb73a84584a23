package org.cdrl.weka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.cdrl.weka.console.SchemeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weka.classifiers.Classifier;
import weka.classifiers.functions.CDRL;
import weka.classifiers.meta.Bagging;
import weka.core.Instances;
import weka.core.Option;
import weka.core.OptionHandler;
import weka.core.Utils;
import weka.datagenerators.DataGenerator;
import weka.datagenerators.classifiers.classification.CDRLGenerator;
import weka.filters.Filter;
import weka.filters.supervised.instance.CDRLOversample;
import weka.filters.unsupervised.attribute.CDRLEnergy;
import weka.filters.unsupervised.attribute.CDRLImpute;

/** What all schemes say of options that cannot be. */
class SchemeOptionsTest {
  private static final List<Supplier<OptionHandler>> SCHEMES =
      List.of(CDRL::new, CDRLImpute::new, CDRLEnergy::new, CDRLOversample::new, CDRLGenerator::new);

  /** The data generator's -h is listed as if it had a value. */
  private static final Set<String> NO_NUMBERS =
      Set.of("name", "class", "model", "rules", "r", "o", "h");

  /** Weka's own way is to print a stack trace and to go on with the default. */
  @Test
  void numbersThatCannotBeReadAreRefused() {
    for (Supplier<OptionHandler> schemes : SCHEMES) {
      for (Option option : Collections.list(schemes.get().listOptions())) {
        if (option.numArguments() == 1 && !NO_NUMBERS.contains(option.name())) {
          for (String value : List.of("abc", "1,5", "2.5.1", "1e")) {
            String[] options = {"-" + option.name(), value};
            String message =
                assertThrows(
                        SchemeException.class,
                        () -> schemes.get().setOptions(options),
                        schemes.get().getClass() + " -" + option.name())
                    .getMessage();
            assertTrue(
                message.startsWith("-" + option.name() + " is \"" + value + "\" but must be a"),
                message);
          }
        }
      }
    }
  }

  @Test
  void optionsWithoutTheirValueAreRefused() {
    String message =
        assertThrows(SchemeException.class, () -> new CDRL().setOptions(new String[] {"-I"}))
            .getMessage();
    assertEquals("-I has no value", message);
    message =
        assertThrows(
                SchemeException.class,
                () -> new CDRL().setOptions(new String[] {"-I", "99999999999"}))
            .getMessage();
    assertTrue(message.endsWith("a whole number of at most 2147483647"), message);
  }

  /** By the names that Weka's users know, in windows and on the command line. */
  @ParameterizedTest
  @CsvSource({
    "CDRL, -I -5, iterations (-I) is -5",
    "CDRL, -levels 101, noiseLevels (-levels) is 101",
    "CDRL, -steps -1, langevinSteps (-steps) is -1",
    "CDRL, -width 7, networkWidth (-width) is 7",
    "CDRL, -threads -1, threads (-threads) is -1",
    "CDRL, -minutes -1, minutes (-minutes) is -1.0",
    "CDRL, -minutes 1 -I 5, minutes (-minutes) is 1.0",
    "CDRL, -minutes 1 -step 5, minutes (-minutes) is 1.0",
    "CDRL, -calibration 1, calibrationFolds (-calibration) is 1",
    "CDRL, -contamination 1, contamination (-contamination) is 1.0",
    "CDRL, -contamination NaN, contamination (-contamination) is NaN",
    "CDRL, -draws 0, draws (-draws) is 0",
    "CDRL, -pause -1, pauseAfter (-pause) is -1",
    "CDRL, -step -1, stepIterations (-step) is -1",
    "CDRL, -batch-size 0, batchSize (-batch-size) is 0",
    "CDRLImpute, -width 7, networkWidth (-width) is 7",
    "CDRLImpute, -draws 0, draws (-draws) is 0",
    "CDRLEnergy, -I -5, iterations (-I) is -5",
    "CDRLOversample, -levels 101, noiseLevels (-levels) is 101",
    "CDRLOversample, -P -1, percentage (-P) is -1.0",
    "CDRLOversample, -P Infinity, percentage (-P) is Infinity",
    "CDRLOversample, -guidance NaN, guidance (-guidance) is NaN",
    "CDRLGenerator, -n -1, numExamples (-n) is -1",
    "CDRLGenerator, -guidance -1, guidance (-guidance) is -1.0",
    "CDRLGenerator, -steps -1, langevinSteps (-steps) is -1",
  })
  void valuesOutOfRangeAreToldByWekasNames(String name, String options, String expected)
      throws Exception {
    OptionHandler scheme = scheme(name);
    SchemeException early =
        assertThrows(SchemeException.class, () -> scheme.setOptions(Utils.splitOptions(options)));
    assertTrue(early.getMessage().startsWith(expected + " but must be "), early.getMessage());
    // It has them now, as from a window.
    if (scheme instanceof CDRLGenerator generator) {
      generator.setModel(new File("any.model"));
    }
    SchemeException late = assertThrows(SchemeException.class, () -> use(scheme));
    assertEquals(early.getMessage(), late.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "CDRLEnergy, -name x, attributeName (-name) is x",
    "CDRLOversample, -class c, classValue (-class) is c",
  })
  void valuesThatDoNotSuitTheDataAreToldWithIt(String name, String options, String expected)
      throws Exception {
    OptionHandler scheme = scheme(name);
    scheme.setOptions(Utils.splitOptions(options));
    String message = assertThrows(SchemeException.class, () -> use(scheme)).getMessage();
    assertTrue(message.startsWith(expected + " but must be "), message);
  }

  /** Bagging with two slots only says that no model has been built yet, whatever a member says. */
  @Test
  void parallelEnsemblesTellOfWrongOptions() {
    for (String options :
        List.of(
            "-num-slots 2 -W weka.classifiers.functions.CDRL -- -levels 101",
            "-num-slots 2 -W weka.classifiers.meta.FilteredClassifier --"
                + " -F \"weka.filters.unsupervised.attribute.CDRLImpute -levels 101\"")) {
      Exception error =
          assertThrows(
              SchemeException.class, () -> new Bagging().setOptions(Utils.splitOptions(options)));
      assertTrue(error.getMessage().startsWith("noiseLevels (-levels) is 101"), options);
    }
  }

  /** Also where there is nothing to do: balanced classes, no missing value, not a single row. */
  @ParameterizedTest
  @CsvSource({
    "CDRLImpute, -width 7, networkWidth (-width) is 7",
    "CDRLImpute, -draws 0, draws (-draws) is 0",
    "CDRLEnergy, -levels 101, noiseLevels (-levels) is 101",
    "CDRLOversample, -I -5, iterations (-I) is -5",
    "CDRLOversample, -minutes NaN, minutes (-minutes) is NaN",
    "CDRLOversample, -P NaN, percentage (-P) is NaN",
    "CDRLOversample, -guidance -1, guidance (-guidance) is -1.0",
  })
  void filtersRefuseOptionsBeforeTheySeeRows(String name, String options, String expected)
      throws Exception {
    Filter filter = (Filter) scheme(name);
    assertThrows(SchemeException.class, () -> filter.setOptions(Utils.splitOptions(options)));
    Instances noRows = new Instances(Clusters.of(1, 1, 1, 1), 0);
    String message =
        assertThrows(SchemeException.class, () -> filter.setInputFormat(noRows)).getMessage();
    assertTrue(message.startsWith(expected + " but must be "), message);
  }

  private static OptionHandler scheme(String name) {
    return SCHEMES.stream()
        .map(Supplier::get)
        .filter(candidate -> candidate.getClass().getSimpleName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void use(OptionHandler scheme) throws Exception {
    Instances data = Clusters.of(8, 5, 1, 1);
    if (scheme instanceof Classifier classifier) {
      classifier.buildClassifier(data);
    } else if (scheme instanceof Filter filter) {
      filter.setInputFormat(data);
      Filter.useFilter(data, filter);
    } else {
      ((DataGenerator) scheme).defineDataFormat();
    }
  }
}
