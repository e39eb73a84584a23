package org.cdrl.quality;

import java.util.function.Consumer;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.baseline.TrainingCopy;
import org.cdrl.table.data.Table;
import org.cdrl.table.privacy.MembershipAttack;
import org.cdrl.table.quality.RandomRows;
import org.cdrl.table.quality.SameColumns;
import org.cdrl.table.rules.RuleWishes;
import org.cdrl.table.rules.Rules;

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
 * @param rules between columns that all training rows keep
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
    Rules rules,
    Findings findings,
    Findings independent,
    Findings heldOut,
    Findings copy) {
  /** Fewer rows tell nothing. */
  private static final int FEWEST_ROWS = 10;

  /** A difference that tells nothing. */
  private static final double LITTLE = .02;

  /**
   * Measures everything. Takes seconds for a thousand rows, about a minute for tens of thousands.
   *
   * <p>XGBoost brings native libraries for Linux, macOS and Windows on x86_64; elsewhere this fails
   * with an {@link java.io.UncheckedIOException} that says so.
   *
   * @param roles what columns are judged for
   * @param progress hears of every step
   * @throws IllegalArgumentException if the tables have not the same columns, or too few rows
   */
  public static QualityReport of(
      Table training,
      Table holdout,
      Table synthetic,
      ColumnRoles roles,
      long seed,
      ReportProgress progress) {
    requireRows("real", training);
    requireRows("holdout", holdout);
    requireRows("synthetic", synthetic);
    SameColumns.require(training, holdout);
    SameColumns.require(training, synthetic);
    Xgboost.require();
    Steps steps = new Steps(progress, roles);
    steps.begin("Rules between columns");
    Rules rules = Rules.of(training, RuleWishes.FOUND);
    int rows = synthetic.size();
    Table shuffled = RandomRows.of(holdout, holdout.size(), seed);
    int half = shuffled.size() / 2;
    Comparison comparison = Comparison.of(training, holdout, rules, roles, seed);
    return new QualityReport(
        training,
        holdout,
        synthetic,
        roles,
        seed,
        rules,
        comparison.with(synthetic, steps.of("Synthetic rows")),
        comparison.with(
            IndependentColumns.of(training).draw(rows, seed), steps.of("Independent columns")),
        comparison
            .withHoldout(shuffled.slice(half, shuffled.size()))
            .with(shuffled.slice(0, half), steps.of("Rows held out")),
        comparison.with(
            TrainingCopy.of(training).draw(rows, seed), steps.of("Copy of the training rows")));
  }

  /** Counts steps. */
  private static final class Steps {
    private static final int TABLES = 4;

    private final ReportProgress progress;
    private final int all;
    private int done;

    Steps(ReportProgress progress, ColumnRoles roles) {
      this.progress = progress;
      all = 1 + TABLES * Comparison.steps(roles);
    }

    void begin(String what) {
      progress.step(what, done++, all);
    }

    Consumer<String> of(String table) {
      return step -> begin(table + ": " + step);
    }
  }

  /**
   * What a poor table has: independent columns, or nothing where those are as good as real rows, as
   * with column shapes; where privacy is measured, a copy.
   */
  public double floor(Measure measure) {
    if (measure.group() == Measure.Group.PRIVACY) {
      return copy.value(measure);
    }
    double nothing = independent.value(measure);
    boolean asGood = measure.aim() == Measure.Aim.HIGHER && ceiling(measure) - nothing < LITTLE;
    return asGood ? 0 : nothing;
  }

  /** What is to be had: that of rows held out, or one half where that is ideal. */
  public double ceiling(Measure measure) {
    return measure.aim() == Measure.Aim.HALF ? .5 : heldOut.value(measure);
  }

  /** This report, and what somebody who has the model finds out. */
  public QualityReport with(MembershipAttack energies) {
    return new QualityReport(
        training,
        holdout,
        synthetic,
        roles,
        seed,
        rules,
        findings.with(Measure.ENERGY_MEMBERSHIP, energies.area()),
        independent,
        heldOut,
        copy);
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
