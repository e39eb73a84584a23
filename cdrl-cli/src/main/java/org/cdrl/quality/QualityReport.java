package org.cdrl.quality;

import java.util.OptionalInt;
import java.util.function.Consumer;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.baseline.TrainingCopy;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.SameColumns;

/**
 * Every measure of a synthetic table, beside those of two tables that anyone can make of the
 * training rows: columns drawn independently of each other, and a copy.
 *
 * @param training the rows that the generator has learned from
 * @param holdout real rows that it has not
 * @param synthetic the rows to judge
 * @param target the column to predict, if any
 * @param seed of all that is random
 * @param findings about the synthetic rows
 * @param independent the same about independent columns
 * @param copy the same about a copy of the training rows
 */
public record QualityReport(
    Table training,
    Table holdout,
    Table synthetic,
    OptionalInt target,
    long seed,
    Findings findings,
    Findings independent,
    Findings copy) {
  /** Fewer rows tell nothing. */
  private static final int FEWEST_ROWS = 10;

  /**
   * Measures everything. Takes seconds for a thousand rows, minutes for tens of thousands.
   *
   * <p>XGBoost brings native libraries for Linux, macOS and Windows on x86_64; elsewhere this fails
   * with a {@link LinkageError}.
   *
   * @param target the position of the column to predict, if any
   * @param progress is told what is being done
   * @throws IllegalArgumentException if the tables have not the same columns, or too few rows
   */
  public static QualityReport of(
      Table training,
      Table holdout,
      Table synthetic,
      OptionalInt target,
      long seed,
      Consumer<String> progress) {
    requireRows("real", training);
    requireRows("holdout", holdout);
    requireRows("synthetic", synthetic);
    SameColumns.require(training, holdout);
    SameColumns.require(training, synthetic);
    int rows = synthetic.size();
    return new QualityReport(
        training,
        holdout,
        synthetic,
        target,
        seed,
        findings("Synthetic rows", training, holdout, synthetic, target, seed, progress),
        findings(
            "Independent columns",
            training,
            holdout,
            IndependentColumns.of(training).draw(rows, seed),
            target,
            seed,
            progress),
        findings(
            "Copy of the training rows",
            training,
            holdout,
            TrainingCopy.of(training).draw(rows, seed),
            target,
            seed,
            progress));
  }

  private static Findings findings(
      String of,
      Table training,
      Table holdout,
      Table table,
      OptionalInt target,
      long seed,
      Consumer<String> progress) {
    return Findings.of(
        training, holdout, table, target, seed, step -> progress.accept(of + ": " + step));
  }

  private static void requireRows(String which, Table table) {
    if (table.size() < FEWEST_ROWS) {
      throw new IllegalArgumentException(
          "The "
              + which
              + " table has "
              + table.size()
              + " rows; a report needs at least "
              + FEWEST_ROWS);
    }
  }
}
