package org.cdrl.cli;

import me.tongfei.progressbar.ProgressBar;
import org.cdrl.quality.ReportProgress;

/**
 * Shows how far a report is, where the console is not quiet: a progress bar on a terminal, else a
 * line per step.
 */
final class ReportDisplay implements ReportProgress, AutoCloseable {
  private final Console console;
  private final ProgressBar bar;

  ReportDisplay(Console console) {
    this.console = console;
    bar = console.hasBars() ? console.bar("Comparing").build() : null;
  }

  @Override
  public void step(String what, int done, int steps) {
    if (bar != null) {
      bar.maxHint(steps);
      bar.stepTo(done);
      bar.setExtraMessage(what);
    } else if (!console.quiet()) {
      console.err().println(what);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
