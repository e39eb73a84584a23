package org.cdrl.table;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.cdrl.CdrlTrainer;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.table.rules.RuleWishes;

/**
 * What a {@link TableTrainer} was told.
 *
 * @param conditions names of columns
 * @param change of the settings that follow from the table's size
 * @param execution of training
 * @param validation share of the rows; NaN for what suits the table
 * @param folds parts of the rows, of which one calibrates; 0 for none
 * @param budget null for none
 * @param checkpoint of training
 * @param resumed the trainer to go on with, or null
 * @param like whose encoding is used, or null
 * @param rules that are wanted
 * @param keys what makes keys, by column
 * @param protect whether rare values are hidden first
 * @param workers who learns in place of this machine, or null
 */
@RecordBuilder
record TableTrainerSettings(
    List<String> conditions,
    UnaryOperator<CdrlConfig.Builder> change,
    Execution execution,
    double validation,
    int folds,
    Duration budget,
    UnaryOperator<CdrlTrainer> checkpoint,
    CdrlTrainer resumed,
    TableModel like,
    RuleWishes rules,
    Map<String, KeyMaker> keys,
    boolean protect,
    TableWorkers workers)
    implements TableTrainerSettingsBuilder.With {
  /** Parts of the rows, where nothing else is said. */
  private static final int FOLDS = 2;

  /** The defaults, and no conditions. */
  static TableTrainerSettings defaults() {
    return new TableTrainerSettings(
        List.of(),
        UnaryOperator.identity(),
        Execution.DEFAULT,
        Double.NaN,
        FOLDS,
        null,
        UnaryOperator.identity(),
        null,
        null,
        RuleWishes.FOUND,
        Map.of(),
        false,
        null);
  }

  /** The settings of a model; see {@link TableDefaults#of}. */
  CdrlConfig config(int rows, int coordinates, boolean tokens) {
    return resumed != null
        ? resumed.config()
        : change.apply(TableDefaults.of(rows, coordinates, tokens)).build();
  }

  /** The share of so many rows that is held out. */
  double validationShare(int rows) {
    return Double.isNaN(validation) ? TableDefaults.validationShare(rows) : validation;
  }
}
