package org.cdrl.table;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.cdrl.CdrlTrainer;
import org.cdrl.TrainingListener;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.table.data.Table;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.table.privacy.RareValues;
import org.cdrl.table.rules.RuleWishes;
import org.cdrl.value.RowWeights;

/**
 * Trains models of tables with settings that follow the table's size. Immutable; every setter
 * returns another trainer.
 *
 * <p>Without a time budget, the same table, settings, machine and execution give the same bits.
 */
public final class TableTrainer {
  private final TableTrainerSettings told;

  private TableTrainer(TableTrainerSettings told) {
    this.told = told;
  }

  /** A trainer with the defaults, and no conditions. */
  public static TableTrainer create() {
    return new TableTrainer(TableTrainerSettings.defaults());
  }

  /**
   * Categorical columns that rows can be drawn by, guided towards, and classified by. They are no
   * part of what energies compare, so at least one column must remain.
   */
  public TableTrainer conditions(String... columns) {
    return new TableTrainer(told.withConditions(List.of(columns)));
  }

  /**
   * Changes settings, after they were chosen by the table's size; called once per training run.
   *
   * @param change gets the chosen ones and returns what is to be used
   */
  public TableTrainer settings(UnaryOperator<CdrlConfig.Builder> change) {
    return new TableTrainer(told.withChange(chosen -> change.apply(told.change().apply(chosen))));
  }

  /**
   * How this machine executes training, and the model that comes out as long as it stays in memory;
   * default {@link Execution#DEFAULT}. No file keeps it: a resumed run needs it again for the same
   * bits.
   */
  public TableTrainer execution(Execution way) {
    return new TableTrainer(told.withExecution(way));
  }

  /**
   * The share of the rows that is held out to find the best moment and to end early.
   *
   * @param share from 0 (none: the last weights are used) to .5; default 0 below 1,000 rows, which
   *     cannot spare them, and .1 above
   */
  public TableTrainer validation(double share) {
    if (!(share >= 0 && share <= .5)) {
      throw new IllegalArgumentException("The validation share must be from 0 to .5, not " + share);
    }
    return new TableTrainer(told.withValidation(share));
  }

  /**
   * Into how many parts rows are divided, of which one calibrates scores and class probabilities,
   * where there are no validation rows to do it on. That part is learned from the middle of
   * training on, when the model has been asked about it.
   *
   * @param k at least 2, default 2: half of the rows calibrate. Or 0: without validation rows the
   *     very rows that were trained on calibrate, which makes scores of others too high and
   *     probabilities too sure; {@link TableModel#calibratedOnUnseen} tells
   */
  public TableTrainer folds(int k) {
    if (k < 0 || k == 1) {
      throw new IllegalArgumentException("The number of folds must be 0 or at least 2, not " + k);
    }
    return new TableTrainer(told.withFolds(k));
  }

  /**
   * Trains for about this long, calibration included: the number of iterations follows from the
   * machine's speed, measured before, and is four times what suits the table at most. If the
   * machine gets slower, training ends in time. Results then depend on its speed; the model's
   * configuration tells the number of iterations, and a run that was not cut short can be had again
   * with it. A resumed run keeps its number and may take this long once more.
   *
   * <p>The energy learns for one iteration in any case.
   */
  public TableTrainer budget(Duration time) {
    CdrlTrainer.requirePositive(time);
    return new TableTrainer(told.withBudget(time));
  }

  /**
   * Writes a checkpoint now and then, and when training is interrupted or ends.
   *
   * @param file replaced each time, once the new one is complete
   * @param interval iterations between two, at least 1
   */
  public TableTrainer checkpoint(Path file, int interval) {
    return new TableTrainer(told.withCheckpoint(trainer -> trainer.checkpoint(file, interval)));
  }

  /**
   * Goes on where a checkpoint stopped, with its settings instead of this trainer's, but this
   * trainer's execution. Fit the same table with the same conditions, validation and folds:
   * everything else of the model follows from them.
   *
   * @throws IOException if the file cannot be read or holds a model without training state
   */
  public TableTrainer resume(Path file) throws IOException {
    return new TableTrainer(told.withResumed(CdrlTrainer.resume(file)));
  }

  /**
   * The same, to lengthen the run; the number of iterations then is another one than the
   * checkpoint's.
   *
   * @param iterations of all of the run, as {@link CdrlTrainer#iterations} takes them
   * @throws IOException if the file cannot be read or holds a model without training state
   */
  public TableTrainer resume(Path file, int iterations) throws IOException {
    return new TableTrainer(told.withResumed(CdrlTrainer.resume(file).iterations(iterations)));
  }

  /**
   * Encodes cells as another model does, so that both models are densities over the same space and
   * can be composed. The table needs the other's schema, and the same conditions.
   */
  public TableTrainer encodedLike(TableModel other) {
    return new TableTrainer(told.withLike(other));
  }

  /**
   * Which rules between columns drawn and filled rows keep; default are those that all rows of the
   * table keep, and that neither chance nor the ranges of columns explain. A model that is {@link
   * #encodedLike} another has the other's.
   *
   * @param text rules with semicolons between them, such as {@code start <= end}, {@code total =
   *     net + tax}, {@code total = price * quantity}, {@code city -> state}, {@code country,
   *     currency -> code}, {@code city & state} (only what occurs together), {@code one of a, b,
   *     c}; with "not " in front of one that was found and is not wanted; "none" if none of those
   *     is
   * @throws IllegalArgumentException if "none" stands beside rules that are not wanted; {@link
   *     #fit} throws it for rules that it cannot read, naming them
   */
  public TableTrainer rules(String text) {
    return new TableTrainer(told.withRules(RuleWishes.of(text)));
  }

  /**
   * What makes keys in drawn rows, by the names of columns of the kind {@link
   * org.cdrl.table.data.Column.Kind#KEY}, as a file's schema has been found with. Keys of other
   * such columns stay empty; this is the default.
   */
  public TableTrainer keys(Map<String, KeyMaker> makers) {
    return new TableTrainer(told.withKeys(Map.copyOf(makers)));
  }

  /**
   * Whether values that few rows have are hidden before anything is learned, as {@link RareValues}
   * does; default false. For data of people. Tails of distributions and rare labels are lost, and
   * rules between columns that hold in the tails only through them.
   */
  public TableTrainer protect(boolean rareValues) {
    return new TableTrainer(told.withProtect(rareValues));
  }

  /**
   * Lets others learn, who have rows that this trainer does not see; default none. The table that
   * is fitted should then be a random part of all rows, with 20,000 of them if there are as many:
   * what columns are, codes of numbers, frequencies of labels, rules, the settings and calibration
   * follow from it. At least 1,000 rows are needed, of which some are held out, and no budget of
   * time and no {@link #protect} can be given.
   */
  public TableTrainer workers(TableWorkers others) {
    return new TableTrainer(told.withWorkers(others));
  }

  /** Trains silently. */
  public TableModel fit(Table table) {
    return fit(table, TrainingListener.SILENT);
  }

  /** Trains; all rows count the same. */
  public TableModel fit(Table table, TrainingListener listener) {
    return fit(table, RowWeights.equal(table.size()), listener);
  }

  /**
   * Trains. Ends early when the listener says so or when the thread is interrupted (it stays
   * interrupted); what was learned so far is returned. Interrupted while it calibrates, it leaves
   * out classes.
   *
   * @param weights how much every row counts: in what is learned, in the frequencies of conditions,
   *     in the choice of the best moment and in calibration
   * @throws IllegalArgumentException naming the column of what is wrong with the table, or if there
   *     are not as many weights as rows
   * @throws org.cdrl.TrainingDivergedException if training goes wrong
   */
  public TableModel fit(Table table, RowWeights weights, TrainingListener listener) {
    if (table.size() == 0) {
      throw new IllegalArgumentException("There is nothing to learn from: no rows");
    }
    if (weights.size() != table.size()) {
      throw new IllegalArgumentException(weights.size() + " weights for " + table.size() + " rows");
    }
    int[] counting = IntStream.range(0, table.size()).filter(row -> weights.of(row) > 0).toArray();
    Table rows = counting.length == table.size() ? table : table.select(counting);
    RowWeights counted = counting.length == table.size() ? weights : weights.select(counting);
    return TableRun.of(told, told.protect() ? RareValues.hide(rows) : rows, counted, listener).go();
  }
}
