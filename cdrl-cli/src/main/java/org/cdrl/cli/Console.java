package org.cdrl.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Where a command talks to people and programs.
 *
 * @param out for results
 * @param err for everything said about them
 * @param quiet whether progress is not shown
 */
record Console(PrintStream out, PrintStream err, boolean quiet) {
  private static final int WIDTH = 100;

  /** Whether progress is shown as a bar: on a terminal. */
  boolean hasBars() {
    return !quiet && System.console() != null;
  }

  /**
   * A progress bar.
   *
   * @param task what is done, in a few words
   */
  ProgressBarBuilder bar(String task) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH));
  }
}
