package org.cdrl;

import java.time.Duration;
import java.util.Locale;
import java.util.logging.Logger;

/**
 * Tells the log, at the level INFO, how far long work is: after ten seconds for the first time,
 * then twice a minute. Work that is over before leaves no line.
 */
public final class ProgressLog {
  private static final Logger LOG = Logger.getLogger(ProgressLog.class.getName());
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final double SECONDS = 30;

  private final String what;
  private final long total;
  private final long begun = System.nanoTime();
  private double next;

  /**
   * Work that begins now.
   *
   * @param what is done, as in "Filling in rows"
   * @param total of pieces of work; 0 if it is not known
   */
  public ProgressLog(String what, long total) {
    this(what, total, FIRST);
  }

  /**
   * Work that begins now.
   *
   * @param what is done, as in "Filling in rows"
   * @param total of pieces of work; 0 if it is not known
   * @param silence before the first line
   */
  public ProgressLog(String what, long total, Duration silence) {
    this.what = what;
    this.total = total;
    next = silence.toNanos() / 1e9;
  }

  /** Hears how much is done. */
  public void done(long pieces) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (seconds < next || pieces == total) {
      return;
    }
    next = seconds + SECONDS;
    if (total == 0) {
      LOG.info(() -> String.format(Locale.ROOT, "%s: %d, %.0f s", what, pieces, seconds));
    } else {
      double left = seconds * (total - pieces) / Math.max(1, pieces);
      LOG.info(
          () ->
              String.format(
                  Locale.ROOT,
                  "%s: %d of %d, %.0f s, about %.0f s left",
                  what,
                  pieces,
                  total,
                  seconds,
                  left));
    }
  }
}
