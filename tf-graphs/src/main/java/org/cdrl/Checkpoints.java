package org.cdrl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.Logger;
import org.cdrl.files.WholeFile;
import org.cdrl.internal.persistence.Checkpoint;
import org.cdrl.internal.persistence.ModelFile;
import org.cdrl.internal.training.TrainingState;

/** Writes a run's checkpoints, if they are wanted. */
final class Checkpoints {
  private static final Logger LOG = Logger.getLogger(CdrlTrainer.class.getName());

  /** Numbers that a checkpoint holds per parameter: itself, its average and two moments. */
  private static final int COPIES = 4;

  private final Path file;
  private final int interval;
  private final RunModels models;
  private final long fingerprint;

  /**
   * Checkpoints of a run.
   *
   * @param file null for none
   * @param interval iterations between two
   */
  Checkpoints(Path file, int interval, RunModels models) {
    this.file = file;
    this.interval = interval;
    this.models = models;
    this.fingerprint = file == null ? 0 : models.data().fingerprint();
  }

  /** Whether any are to be written. */
  boolean areWanted() {
    return file != null;
  }

  /**
   * Whether one is to be written after so many iterations.
   *
   * @param before how many there were when it was asked last
   */
  boolean isDue(long before, long done) {
    return areWanted() && before / interval < done / interval;
  }

  /**
   * Asks for room before training begins.
   *
   * @throws UncheckedIOException if there is none
   */
  void requireRoom(long parameters) {
    if (!areWanted()) {
      return;
    }
    try {
      WholeFile.requireRoom(file, Float.BYTES * COPIES * parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes one where they are wanted, or warns that it could not. */
  void save(TrainingState state, double learningRateFactor, Checkpoint.Best best, LateRows late) {
    try {
      ModelFile.write(
          file,
          models.stored(Checkpoint.Weights.of(state)),
          new Checkpoint(
              state,
              fingerprint,
              learningRateFactor,
              models.meter().seconds(),
              best,
              late.count(),
              late.halfway()));
    } catch (IOException e) {
      LOG.warning("The checkpoint was not written, training continues: " + e.getMessage());
    }
  }
}
