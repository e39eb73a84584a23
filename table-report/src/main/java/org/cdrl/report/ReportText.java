package org.cdrl.report;

import java.util.Locale;
import org.cdrl.quality.Measure;
import org.cdrl.quality.QualityReport;

/** A report as plain text: every judged figure with its floor and its ceiling, by group. */
public final class ReportText {
  private ReportText() {}

  /** The text, with a line feed behind every line. */
  public static String of(QualityReport report) {
    Verdict verdict = new Verdict(report);
    StringBuilder text =
        new StringBuilder(
            String.format(Locale.ROOT, "%-34s %8s %8s %8s%n", "", "rows", "floor", "ceiling"));
    for (Measure.Group group : Measure.Group.values()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %s%n",
              group.title(),
              verdict.grade(group).map(Grade::word).orElse("not measured")));
      for (Judgement found : verdict.of(group)) {
        text.append(
            String.format(
                Locale.ROOT,
                "  %-32s %8.3f %8.3f %8.3f  %s%n",
                found.measure().title(),
                report.findings().value(found.measure()),
                report.floor(found.measure()),
                report.ceiling(found.measure()),
                found.grade().word()));
      }
    }
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
