package org.cdrl.weka.view;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.cdrl.quality.QualityReport;
import org.cdrl.report.QualityPage;
import org.cdrl.weka.study.Study;
import org.cdrl.weka.study.StudyReport;
import weka.core.Instances;

/** Rows held out, and how good generated rows are beside them. Used on the event thread only. */
final class Judging {
  private final Tasks tasks;
  private final Consumer<String> end;
  private Instances heldOut;
  private QualityReport report;

  /**
   * Nothing is judged yet.
   *
   * @param end called with what was done
   */
  Judging(Tasks tasks, Consumer<String> end) {
    this.tasks = tasks;
    this.end = end;
  }

  /** Reads real rows that are not among the data, to compare generated rows with. */
  void holdOut(Path file) {
    tasks.begin(
        "Reading rows held out",
        () -> StudyReport.read(file),
        rows -> {
          heldOut = rows;
          report = null;
          end.accept(String.format(Locale.ROOT, "%,d rows held out, from %s", rows.size(), file));
        });
  }

  /** Compares generated rows with the study's data and with the rows held out. */
  void compare(Study study, Instances drawn) {
    Instances others = heldOut;
    tasks.begin(
        "Comparing",
        () -> StudyReport.of(study, others, drawn, this::compared),
        found -> {
          report = found;
          end.accept("Generated rows compared");
        });
  }

  /** Called beside the event thread. */
  private void compared(String what, int done, int steps) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("Interrupted");
    }
    tasks.proceed(String.format(Locale.ROOT, "%s (%d of %d)", what, done + 1, steps));
  }

  /** Writes the report as a page. */
  void savePage(Path file) {
    QualityReport saved = report;
    tasks.begin(
        "Saving the report",
        () -> {
          new QualityPage(saved).write(file);
          return file;
        },
        done -> end.accept("Report saved in " + file));
  }

  /** The generated rows are there no more. */
  void forget() {
    report = null;
  }

  /** Real rows that are not among the data; null before any were chosen. */
  Instances heldOut() {
    return heldOut;
  }

  /** How good the generated rows are; null before they were compared. */
  QualityReport report() {
    return report;
  }
}
