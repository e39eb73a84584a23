package org.cdrl.tribuo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.cdrl.config.CdrlConfig;
import org.tribuo.Trainer;
import org.tribuo.provenance.TrainerProvenance;

/** Counts how often a trainer has trained, and gives every time a seed of its own. */
final class Invocations {
  /**
   * One time.
   *
   * @param number from 0 on
   * @param seed of its random numbers
   * @param provenance of the trainer, as it was before
   */
  record Invocation(int number, long seed, TrainerProvenance provenance) {
    /** Its checkpoint in a folder, which is made if it is missing; null without a folder. */
    Path checkpoint(Path folder) throws IOException {
      if (folder == null) {
        return null;
      }
      Files.createDirectories(folder);
      return folder.resolve("invocation-" + number + ".cdrl");
    }
  }

  private final long seed;
  private SplittableRandom random;
  private int count;

  /**
   * None so far.
   *
   * @param seed of the trainer
   */
  Invocations(long seed) {
    this.seed = seed;
    random = new SplittableRandom(seed);
  }

  /** How many there were. */
  synchronized int count() {
    return count;
  }

  /**
   * Goes on as if there had been so many.
   *
   * @throws IllegalArgumentException if it is negative
   */
  synchronized void count(int invocations) {
    if (invocations < 0) {
      throw new IllegalArgumentException(
          "The invocation count must be at least 0, not " + invocations);
    }
    random = new SplittableRandom(seed);
    for (count = 0; count < invocations; count++) {
      random.split();
    }
  }

  /**
   * Begins one.
   *
   * @param wanted its number, or {@link Trainer#INCREMENT_INVOCATION_COUNT} for the next one
   * @param provenance tells the trainer's provenance
   */
  synchronized Invocation begin(int wanted, Supplier<TrainerProvenance> provenance) {
    if (wanted != Trainer.INCREMENT_INVOCATION_COUNT) {
      count(wanted);
    }
    // Before the count goes up: whoever trains again sets the count that is written.
    TrainerProvenance before = provenance.get();
    return new Invocation(count++, random.split().nextLong(), before);
  }

  /**
   * Refuses to go on from a checkpoint that was made otherwise, but for the number of iterations: a
   * run may be lengthened.
   *
   * @throws IllegalArgumentException telling what to do
   */
  static void requireSameSettings(Path checkpoint, CdrlConfig asked, CdrlConfig stored) {
    CdrlConfig asLong = asked.toBuilder().iterations(stored.optimisation().iterations()).build();
    if (!asLong.equals(stored)) {
      throw new IllegalArgumentException(
          checkpoint
              + " was made with other settings; delete it to begin anew, or go on with those: "
              + stored);
    }
  }
}
