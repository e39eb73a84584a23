package org.cdrl.cli;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import me.tongfei.progressbar.ProgressBar;
import org.cdrl.ProgressLog;

/**
 * Shows how far work on many rows is, where it is not quiet: a progress bar on a terminal, else a
 * line now and then.
 */
final class WorkProgress implements AutoCloseable {
  /** What the engine tells of work in the small. Held, for a logger nobody holds forgets. */
  private static final Logger ENGINE = Logger.getLogger(ProgressLog.class.getName());

  private final ProgressLog lines;
  private final ProgressBar bar;

  /**
   * Begins.
   *
   * @param task what is done, in a few words
   * @param total rows
   */
  WorkProgress(String task, long total, Console console) {
    lines = console.hasBars() ? null : new ProgressLog(task, total, console.silence());
    bar = console.hasBars() ? console.bar(task).setInitialMax(total).build() : null;
    if (bar != null) {
      ENGINE.setLevel(Level.OFF);
    }
  }

  /** Shows what the engine tells of long work as plain lines, or not at all. */
  static void showEngine(Console console) {
    ENGINE.setUseParentHandlers(false);
    ENGINE.setLevel(console.quiet() ? Level.OFF : Level.INFO);
    for (Handler handler : ENGINE.getHandlers()) {
      ENGINE.removeHandler(handler);
    }
    ENGINE.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord told) {
            if (isLoggable(told)) {
              console.err().println(told.getMessage());
            }
          }

          @Override
          public void flush() {
            console.err().flush();
          }

          @Override
          public void close() {}
        });
  }

  /** So many rows are done. */
  void to(long done) {
    if (bar != null) {
      bar.stepTo(done);
    } else {
      lines.done(done);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      ENGINE.setLevel(Level.INFO);
    }
  }
}
