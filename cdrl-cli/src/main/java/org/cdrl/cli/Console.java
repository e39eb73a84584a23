package org.cdrl.cli;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Where a command talks to people and programs.
 *
 * @param out for results
 * @param err for everything said about them
 * @param quiet whether progress is not shown
 * @param silence how long work takes before a line tells its progress
 */
record Console(PrintStream out, PrintStream err, boolean quiet, Duration silence) {
  private static final int WIDTH = 100;

  /** A console that waits until a person would wonder. */
  Console(PrintStream out, PrintStream err) {
    this(out, err, false, Duration.ofSeconds(10));
  }

  Console quiet(boolean silent) {
    return new Console(out, err, silent, silence);
  }

  /** Whether progress is shown as a bar: on a terminal. */
  boolean hasBars() {
    return !quiet && isTerminal(System.console());
  }

  /**
   * Whether a console is a terminal. Since Java 22 there may be one that is none, which its method
   * tells; before, there is a console only at a terminal.
   */
  static boolean isTerminal(java.io.Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
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
