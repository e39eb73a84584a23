package org.cdrl.quality;

import java.util.function.Consumer;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.baseline.TrainingCopy;
import org.cdrl.table.data.Table;
import org.cdrl.table.privacy.MembershipAttack;
import org.cdrl.table.quality.RandomRows;
import org.cdrl.table.quality.SameColumns;

/**
 * Every measure of a synthetic table, beside those of columns drawn independently of each other
 * (the floor of quality), of real rows held out (what fresh rows have), and of a copy of the
 * training rows (the floor of privacy).
 *
 * @param training the rows that the generator has learned from
 * @param holdout real rows that it has not
 * @param synthetic the rows to judge
 * @param roles what columns are judged for
 * @param seed of all that is random
 * @param findings about the synthetic rows
 * @param independent the same about independent columns
 * @param heldOut the same about one half of the rows held out, with the other half in their place
 * @param copy the same about a copy of the training rows
 */
public record QualityReport(
    Table training,
    Table holdout,
    Table synthetic,
    ColumnRoles roles,
    long seed,
    Findings findings,
    Findings independent,
    Findings heldOut,
    Findings copy) {
  /** Fewer rows tell nothing. */
  private static final int FEWEST_ROWS = 10;

  /**
   * Measures everything. Takes seconds for a thousand rows, minutes for tens of thousands.
   *
   * <p>XGBoost brings native libraries for Linux, macOS and Windows on x86_64; elsewhere this fails
   * with a {@link LinkageError}.
   *
   * @param roles what columns are judged for
   * @param progress is told what is being done
   * @throws IllegalArgumentException if the tables have not the same columns, or too few rows
   */
  public static QualityReport of(
      Table training,
      Table holdout,
      Table synthetic,
      ColumnRoles roles,
      long seed,
      Consumer<String> progress) {
    requireRows("real", training);
    requireRows("holdout", holdout);
    requireRows("synthetic", synthetic);
    SameColumns.require(training, holdout);
    SameColumns.require(training, synthetic);
    int rows = synthetic.size();
    Table shuffled = RandomRows.of(holdout, holdout.size(), seed);
    int half = shuffled.size() / 2;
    return new QualityReport(
        training,
        holdout,
        synthetic,
        roles,
        seed,
        findings("Synthetic rows", training, holdout, synthetic, roles, seed, progress),
        findings(
            "Independent columns",
            training,
            holdout,
            IndependentColumns.of(training).draw(rows, seed),
            roles,
            seed,
            progress),
        findings(
            "Rows held out",
            training,
            shuffled.slice(half, shuffled.size()),
            shuffled.slice(0, half),
            roles,
            seed,
            progress),
        findings(
            "Copy of the training rows",
            training,
            holdout,
            TrainingCopy.of(training).draw(rows, seed),
            roles,
            seed,
            progress));
  }

  /** This report, and what somebody who has the model finds out. */
  public QualityReport with(MembershipAttack energies) {
    return new QualityReport(
        training,
        holdout,
        synthetic,
        roles,
        seed,
        findings.with(Measure.ENERGY_MEMBERSHIP, energies.area()),
        independent,
        heldOut,
        copy);
  }

  private static Findings findings(
      String of,
      Table training,
      Table holdout,
      Table table,
      ColumnRoles roles,
      long seed,
      Consumer<String> progress) {
    return Findings.of(
        training, holdout, table, roles, seed, step -> progress.accept(of + ": " + step));
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
