package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.Config;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.ImageDefaults;
import org.cdrl.config.Method;
import org.cdrl.config.Optimisation;
import org.cdrl.tribuo.ResumableTrainer;
import org.junit.jupiter.api.Test;

/**
 * Texts of Tribuo's trainers name the defaults that there are; in the package of those of tables.
 */
class TrainerTextsTest {
  private static IntStream ofTables(String setting) {
    return IntStream.of(1, 999, 1000, 9_999, 10_000, 1_000_000)
        .map(
            rows ->
                Integer.parseInt(TableDefaults.of(rows, 1, false).build().allTexts().get(setting)))
        .sorted();
  }

  private static void assertTells(String field, String text) throws NoSuchFieldException {
    String told =
        ResumableTrainer.class.getDeclaredField(field).getAnnotation(Config.class).description();
    assertTrue(told.contains(text), told + " should have: " + text);
  }

  @Test
  void iterationsAndBatchesAreTheDefaults() throws NoSuchFieldException {
    int[] iterations = ofTables("iterations").toArray();
    assertTells("iterations", iterations[0] + " to " + iterations[iterations.length - 1] + "; of");
    assertTells(
        "batchSize",
        ofTables("batchSize")
            .distinct()
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" or ")));
    Optimisation ofImages =
        ImageDefaults.of(ImageArchitecture.small(32, 3), Method.CDRL).build().optimisation();
    assertTells("iterations", "of images " + ofImages.iterations());
    assertTells("batchSize", "of images " + ofImages.batchSize());
  }
}
