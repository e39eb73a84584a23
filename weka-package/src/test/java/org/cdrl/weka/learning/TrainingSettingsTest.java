package org.cdrl.weka.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.config.CdrlConfig;
import org.cdrl.weka.console.SchemeException;
import org.junit.jupiter.api.Test;

class TrainingSettingsTest {
  /** What is checked here in Weka's words must be what the engine takes. */
  @Test
  void theEngineTakesWhatPasses() {
    for (int n : List.of(-1, 0, 1, 2, 3, 4, 5, 100, 101, 8190, 8192, 8194)) {
      for (int setting = 0; setting < 5; setting++) {
        int[] v = new int[5];
        v[setting] = n;
        TrainingSettings settings = new TrainingSettings(v[0], 0, v[1], v[2], v[3], v[4], 1);
        assertEquals(
            passes(
                () -> {
                  settings.change(CdrlConfig.builder()).build();
                  settings.execution();
                }),
            passes(settings::check),
            "setting " + setting + " = " + n);
      }
    }
  }

  @Test
  void minutesAreALimitOrNone() {
    double[] minutes = {0, .01, 100_000, -1, .001, 1e9, Double.NaN, Double.POSITIVE_INFINITY};
    boolean[] good = {true, true, true, false, false, false, false, false};
    IntStream.range(0, minutes.length)
        .forEach(
            n ->
                assertEquals(
                    good[n],
                    passes(() -> new TrainingSettings(0, minutes[n], 0, 0, 0, 0, 1).check()),
                    "minutes " + minutes[n]));
  }

  private interface Attempt {
    void run() throws SchemeException;
  }

  private static boolean passes(Attempt attempt) {
    try {
      attempt.run();
      return true;
    } catch (SchemeException | IllegalArgumentException e) {
      return false;
    }
  }
}
