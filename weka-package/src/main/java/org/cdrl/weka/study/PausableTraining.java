package org.cdrl.weka.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.cdrl.TrainingDivergedException;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.weka.natives.Natives;
import org.cdrl.weka.natives.UnavailableException;

/**
 * One training run, which can be stopped and continued: it ends with the bits of an unbroken one.
 * Close it to delete the file that keeps its state.
 */
public final class PausableTraining implements AutoCloseable {
  private final Study study;
  private final TableTrainer trainer;
  private final Path state;
  private final TrainingHistory curve = new TrainingHistory();
  private volatile boolean stop;
  private volatile boolean stopped;

  private PausableTraining(Study study, TableTrainer trainer, Path state) {
    this.study = study;
    this.trainer = trainer;
    this.state = state;
  }

  /**
   * Prepares a run.
   *
   * @param trainer whose settings are used; conditions and folds are this run's
   * @param limit about how long to train; null for as long as suits the data
   * @throws IOException if there is no place for the run's state
   */
  public static PausableTraining of(Study study, TableTrainer trainer, Duration limit)
      throws IOException {
    Path state = Files.createTempFile("cdrl", ".state");
    state.toFile().deleteOnExit();
    TableTrainer timed = limit == null ? trainer : trainer.budget(limit);
    // Folds calibrate what is said of unseen rows; here rows are only compared.
    TableTrainer plain =
        timed.conditions(study.conditions().toArray(String[]::new)).folds(0).keys(study.keys());
    // Only the end of the run writes its state.
    return new PausableTraining(study, plain.checkpoint(state, Integer.MAX_VALUE), state);
  }

  /**
   * Trains, or goes on where {@link #stop} ended it.
   *
   * @return what was learned so far; the caller closes it
   * @throws IllegalArgumentException naming the attribute of what is wrong with the data
   * @throws TrainingDivergedException if training goes wrong
   * @throws UnavailableException if TensorFlow's native library cannot be had, saying what to do
   * @throws IOException if the state cannot be read
   */
  public TableModel train() throws IOException, UnavailableException {
    Natives.require();
    TableTrainer next = Files.size(state) == 0 ? trainer : trainer.resume(state);
    FileTime before = Files.getLastModifiedTime(state);
    boolean kept = false;
    try {
      TableModel model = next.fit(study.learned(), new Reports());
      // A disk that is full costs no model, but the way on.
      kept = !Files.getLastModifiedTime(state).equals(before);
      return model;
    } catch (TrainingDivergedException e) {
      e.lastGood().ifPresent(model -> model.close());
      throw e;
    } finally {
      stopped = stop && kept;
      stop = false;
    }
  }

  /** Ends training soon; {@link #train} then returns. */
  public void stop() {
    stop = true;
  }

  /** Whether training was stopped before its end, so that it can go on. */
  public boolean canContinue() {
    return stopped && curve.latest().filter(p -> p.iteration() < p.iterations()).isPresent();
  }

  /** How it has gone so far. */
  public TrainingHistory curve() {
    return curve;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(state);
  }

  private final class Reports implements TrainingListener {
    @Override
    public boolean goOn(TrainingProgress progress) {
      curve.add(progress);
      return !stop;
    }

    @Override
    public void busy(String what) {
      curve.busy(what);
    }

    @Override
    public void rolledBack(String cause, long iteration, double learningRateFactor) {
      curve.remark(
          "Training became unsteady ("
              + cause
              + ") and went back to iteration "
              + iteration
              + " with "
              + learningRateFactor
              + " times the learning rate");
    }
  }
}
