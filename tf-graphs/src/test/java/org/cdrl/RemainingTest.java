package org.cdrl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Method;
import org.cdrl.config.Pace;
import org.junit.jupiter.api.Test;

class RemainingTest {
  @Test
  void cheapIterationsOfPretrainingSayNothingOfTheOthers() {
    Remaining remaining = new Remaining(new Pace(.001, .1, 0));
    for (int n = 0; n < 100; n++) {
      remaining.measured(true, .001);
    }
    assertEquals(100.4, remaining.of(400, 1000).toMillis() / 1e3, .01);
  }

  @Test
  void theEstimateFollowsAMachineThatGetsBusy() {
    Remaining remaining = new Remaining(new Pace(.001, .1, 0));
    for (int n = 0; n < 200; n++) {
      remaining.measured(false, .3);
    }
    assertTrue(remaining.of(0, 1000).toSeconds() > 295);
  }

  @Test
  void howMuchSlowerIterationsAreIsToldOfAllOfThem() {
    Remaining remaining = new Remaining(new Pace(.01, .1, 0));
    assertEquals(1, remaining.slowness(), "none yet");
    for (int n = 0; n < 10; n++) {
      remaining.measured(true, .02);
      remaining.measured(false, .1);
      remaining.measured(false, .4);
    }
    assertEquals((.02 + .1 + .4) / (.01 + .1 + .1), remaining.slowness(), 1e-12);
  }

  @Test
  void onASlowerMachineTrainingEndsEarlierForWhatComesAfterIt() {
    Instant end = Instant.parse("2026-01-01T00:01:00Z");
    RunLength length = new RunLength(CdrlConfig.builder().build());
    assertNull(length.end(), "no budget");
    length.endAt(end, Duration.ofSeconds(6));
    assertEquals(end.minusSeconds(6), length.end());
    length.slower(2.5);
    assertEquals(end.minusSeconds(15), length.end());
  }

  @Test
  void shortRunsAreTaughtForHalfOfTheirIterationsAndLongOnesAsLongAsTold() {
    CdrlConfig.Builder config = CdrlConfig.builder().pretrainingIterations(500);
    assertEquals(7, config.iterations(5).build().plannedIterations());
    assertEquals(999 + 499, config.iterations(999).build().plannedIterations());
    assertEquals(1500, config.iterations(1000).build().plannedIterations());
    assertEquals(4, config.iterations(4).method(Method.DRL).build().plannedIterations());
  }

  @Test
  void theLongestRunThatFitsIsFound() {
    Pace pace = new Pace(.01, .1, 2);
    CdrlConfig config = CdrlConfig.builder().build();
    int fitting = config.longest(10_000, c -> pace.seconds(c) <= 107);
    assertEquals(1000, fitting, "500 of pre-training take 5 s, missing values 2 s");
    assertEquals(1, config.longest(10_000, c -> pace.seconds(c) <= 0));
    assertEquals(10_000, config.longest(10_000, c -> true));
  }
}
