package org.cdrl.examples.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cdrl.examples.figures.Stopwatch;
import org.cdrl.table.Imputer;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.data.Table;

/**
 * One table filled in by all methods.
 *
 * @param cdrl draws of CDRL and their centre
 * @param mice draws by chained regressions
 * @param single other methods' fillings by name: the nearest row that is complete enough (knn),
 *     chained regressions (ice), chained forests (forest), columns' means (mean)
 * @param seconds of CPU time by name, cdrl_train and cdrl_fill among them
 */
record FilledTables(
    Imputer.Imputation cdrl,
    List<Table> mice,
    Map<String, Table> single,
    Map<String, Double> seconds) {
  private static final int DRAWS = 10;

  /**
   * Fills in.
   *
   * @param condition a column without gaps that CDRL takes as a condition; null for none
   */
  static FilledTables of(Table gaps, String condition, long seed) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    Map<String, Table> single = new LinkedHashMap<>();
    Stopwatch clock = Stopwatch.ofCpu();
    TableTrainer trainer = TableTrainer.create().settings(b -> b.seed(seed));
    if (condition != null) {
      trainer = trainer.conditions(condition);
    }
    Imputer.Imputation cdrl;
    try (TableModel model = trainer.fit(gaps)) {
      seconds.put("cdrl_train", clock.lap());
      cdrl = model.imputer().draws(DRAWS).seed(seed).fill(gaps);
      seconds.put("cdrl_fill", clock.lap());
    }
    single.put("knn", SimpleFilling.nearest(gaps));
    seconds.put("knn", clock.lap());
    single.put("ice", ChainedRegressions.fill(gaps, null));
    seconds.put("ice", clock.lap());
    single.put("forest", ChainedForests.fill(gaps, seed));
    seconds.put("forest", clock.lap());
    single.put("mean", SimpleFilling.means(gaps));
    clock.lap();
    List<Table> mice = new ArrayList<>();
    for (int m = 0; m < DRAWS; m++) {
      mice.add(ChainedRegressions.fill(gaps, new Random(seed * 1000 + m)));
    }
    seconds.put("mice", clock.lap());
    return new FilledTables(cdrl, mice, single, seconds);
  }
}
