package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weka.classifiers.functions.CDRL;
import weka.core.OptionMetadata;
import weka.filters.supervised.instance.CDRLOversample;
import weka.filters.unsupervised.attribute.CDRLEnergy;
import weka.filters.unsupervised.attribute.CDRLImpute;

/** Texts of Weka's schemes name the defaults that there are; in the package of those of tables. */
class SchemeTextsTest {
  @Test
  void iterationsAreTheDefaults() throws NoSuchMethodException {
    int[] iterations =
        IntStream.of(1, 999, 1000, 9_999, 10_000, 1_000_000)
            .map(rows -> TableDefaults.of(rows, 1, false).build().optimisation().iterations())
            .sorted()
            .toArray();
    String range = iterations[0] + " to " + iterations[iterations.length - 1] + ")";
    for (Class<?> scheme :
        List.of(CDRL.class, CDRLImpute.class, CDRLEnergy.class, CDRLOversample.class)) {
      String told =
          scheme.getMethod("getIterations").getAnnotation(OptionMetadata.class).description();
      assertTrue(told.contains(range), told + " should have: " + range);
    }
  }
}
