package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.junit.jupiter.api.Test;

class StagesTest {
  private final List<TrainingProgress> told = new ArrayList<>();
  private final TrainingListener listener = told::add;

  private static TrainingProgress at(long done, long planned, int elapsed, int remaining) {
    return new TrainingProgress(
        TrainingProgress.Phase.TRAINING,
        done,
        planned,
        0,
        0,
        0,
        0,
        0,
        Duration.ofSeconds(elapsed),
        Duration.ofSeconds(remaining));
  }

  private TrainingProgress last() {
    return told.get(told.size() - 1);
  }

  @Test
  void runsThatWaitAreTakenToBeAsFastAsThoseThatHaveBegun() {
    Stages stages = new Stages(listener, 2);
    TrainingListener whole = stages.stage(100);
    TrainingListener part = stages.stage(50);
    stages.stage(50);
    whole.goOn(at(10, 100, 10, 90));
    part.goOn(at(10, 50, 10, 40));
    assertEquals(20, last().iteration());
    assertEquals(200, last().iterations());
    assertEquals(90, last().remaining().toSeconds(), "the second part follows the first");
  }

  @Test
  void aRunThatIsContinuedIsNotTakenToHaveDoneAllOfItJustNow() {
    TrainingListener run = new Stages(listener, 1).stage(1000);
    run.goOn(at(910, 1000, 905, 90));
    assertEquals(910, last().iteration());
    assertEquals(90, last().remaining().toSeconds());
    assertTrue(last().elapsed().toSeconds() >= 905, "the time before counts");
  }

  @Test
  void theLengthOfARunMayTurnOutAnother() {
    TrainingListener run = new Stages(listener, 1).stage(1000);
    run.goOn(at(5, 300, 1, 60));
    assertEquals(300, last().iterations());
  }
}
