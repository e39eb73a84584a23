package org.cdrl.tribuo;

import java.time.Duration;
import java.util.Locale;
import java.util.logging.Logger;
import org.cdrl.ForwardingListener;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;

/** Tells the log how training goes, every so many iterations and every minute, and a listener. */
final class LoggedProgress extends ForwardingListener {
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  private final Logger log;
  private final int interval;
  private long logged;
  private Duration loggedAt = Duration.ZERO;

  /**
   * Logs in front of a listener.
   *
   * @param interval iterations between two lines; -1 for none
   */
  LoggedProgress(Logger log, int interval, TrainingListener listener) {
    super(listener);
    this.log = log;
    this.interval = interval;
  }

  @Override
  public boolean goOn(TrainingProgress progress) {
    boolean end = progress.iteration() == progress.iterations();
    boolean silent = progress.elapsed().minus(loggedAt).compareTo(LONGEST_SILENCE) >= 0;
    if (interval > 0 && (end || silent || progress.iteration() / interval > logged / interval)) {
      logged = progress.iteration();
      loggedAt = progress.elapsed();
      log.info(text(progress));
    }
    return listener.goOn(progress);
  }

  private static String text(TrainingProgress progress) {
    return String.format(
        Locale.ROOT,
        "%s: iteration %d of %d, energy gap %.2f nats, initializer loss %.4f, %d s, about %d s"
            + " left",
        progress.phase() == TrainingProgress.Phase.PRETRAINING ? "Pre-training" : "Training",
        progress.iteration(),
        progress.iterations(),
        progress.energyGap(),
        progress.initializerLoss(),
        progress.elapsed().toSeconds(),
        progress.remaining().toSeconds());
  }

  @Override
  public void busy(String what) {
    if (interval > 0) {
      log.info("Training: " + what);
    }
    listener.busy(what);
  }

  @Override
  public void rolledBack(String cause, long iteration, double learningRateFactor) {
    listener.rolledBack(cause, iteration, learningRateFactor);
  }
}
