package org.cdrl.tribuo.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.cdrl.quality.ColumnRoles;
import org.cdrl.quality.QualityReport;
import org.cdrl.quality.ReportProgress;
import org.cdrl.report.QualityPage;
import org.cdrl.report.ReportText;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.CDRLModel;
import org.tribuo.Dataset;
import org.tribuo.Output;

/**
 * How good generated examples are, beside those that were learned from and others held out: their
 * quality, usefulness for predicting the first output, rules between columns and privacy. The
 * figures are those of {@code cdrl evaluate}.
 *
 * @param figures all that was measured
 */
public record TableReport(QualityReport figures) {
  /**
   * Measures. Takes seconds for a thousand examples, about a minute for tens of thousands.
   *
   * @param model which tells what columns examples are; the examples may be of any generator
   * @param training what was learned from, at least 10 examples like each of the others
   * @param heldOut examples that were not
   * @param generated the examples to judge
   * @param seed of all that is random
   * @param progress hears of every step
   * @throws IllegalArgumentException if there are too few examples, or they are not the model's
   */
  public static <T extends Output<T>> TableReport of(
      CDRLModel<T> model,
      Dataset<T> training,
      Dataset<T> heldOut,
      Dataset<T> generated,
      long seed,
      ReportProgress progress) {
    Table learned = model.rows(training.getData()).withoutTexts();
    Schema all = model.table().schema();
    int output = model.features().size();
    OptionalInt target =
        all.size() > output
            ? OptionalInt.of(learned.schema().indexOf(all.column(output).name()))
            : OptionalInt.empty();
    return new TableReport(
        QualityReport.of(
            learned,
            model.rows(heldOut.getData()).withoutTexts(),
            model.rows(generated.getData()).withoutTexts(),
            new ColumnRoles(target, List.of(), List.of()),
            seed,
            progress));
  }

  /** Writes the page that {@code cdrl evaluate} writes. */
  public void write(Path page) throws IOException {
    new QualityPage(figures).write(page);
  }

  /** The same page as text. */
  public String toHTML() {
    try {
      return new QualityPage(figures).html();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every judged figure with its floor and its ceiling. */
  @Override
  public String toString() {
    return ReportText.of(figures);
  }
}
