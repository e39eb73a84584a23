package org.cdrl.weka.console;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;

/** Tells on the command line how training goes: a line now and then. */
public final class ProgressLines implements TrainingListener {
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** A cross-validation trains many models one after the other. */
  private static final AtomicInteger MODELS = new AtomicInteger();

  private final int model;
  private Duration next = Duration.ZERO;

  private ProgressLines(int model) {
    this.model = model;
  }

  /** Lines on the standard error stream for one model, if a command asks for it; else none. */
  public static TrainingListener ofNextModel() {
    return CommandLine.isActive()
        ? new ProgressLines(MODELS.incrementAndGet())
        : TrainingListener.SILENT;
  }

  @Override
  public boolean goOn(TrainingProgress progress) {
    if (progress.elapsed().compareTo(next) >= 0) {
      next = progress.elapsed().plus(EVERY);
      System.err.println(
          "CDRL: model "
              + model
              + ", iteration "
              + progress.iteration()
              + " of "
              + progress.iterations()
              + ", "
              + time(progress.elapsed())
              + (progress.elapsed().compareTo(EVERY) < 0
                  ? ""
                  : ", about " + time(progress.remaining()) + " left"));
    }
    return true;
  }

  @Override
  public void busy(String what) {
    System.err.println("CDRL: model " + model + ", " + what);
  }

  @Override
  public void rolledBack(String cause, long iteration, double learningRateFactor) {
    System.err.println(
        "CDRL: model "
            + model
            + " became unsteady ("
            + cause
            + ") and went back to iteration "
            + iteration
            + " with "
            + learningRateFactor
            + " times the learning rate");
  }

  private static String time(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
  }
}
