package org.cdrl.examples.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.cdrl.table.data.Table;

/**
 * Filling in cells that are missing at random: 20 % of all cells but the target are taken out of
 * all rows; a model is trained on what is left and fills them in.
 *
 * <p>{@code examples/run tables.ImputationBenchmark DATA SEEDS [SET...]} prints a line per set and
 * seed: mean absolute errors of the missing cells after min-max scaling (a wrong label counts 1).
 * {@code avg} is the mean over single draws, {@code min} takes the best of the draws of every cell,
 * {@code centre} is nearest to the cell on average: a median or the likeliest label, by the draws
 * and regressions together. Beside it the nearest complete-enough row (k = 1), chained ridge
 * regressions without noise (ICE) and with noise and predictive mean matching (MICE), chained
 * random forests, and the column's mean; then CPU seconds, and the means over all runs.
 */
public final class ImputationBenchmark {
  private static final double MISSING = .2;

  private ImputationBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    int seeds = Integer.parseInt(args[1]);
    List<BenchmarkSet> sets = SetNames.of(args, 2, BenchmarkSet.class);
    List<Map<String, Double>> runs = new ArrayList<>();
    for (BenchmarkSet set : sets) {
      for (int seed = 1; seed <= seeds; seed++) {
        Map<String, Double> figures = run(set, set.read(data), seed);
        if (runs.isEmpty()) {
          System.out.println("set,seed," + String.join(",", figures.keySet()));
        }
        print(set.name().toLowerCase(Locale.ROOT) + "," + seed, figures);
        runs.add(figures);
      }
    }
    Map<String, Double> means = new LinkedHashMap<>(runs.get(0));
    means.replaceAll(
        (name, first) -> runs.stream().mapToDouble(run -> run.get(name)).average().orElseThrow());
    print("mean,", means);
  }

  private static void print(String head, Map<String, Double> figures) {
    System.out.println(
        figures.values().stream()
            .map(figure -> String.format(Locale.ROOT, "%.4f", figure))
            .collect(Collectors.joining(",", head + ",", "")));
  }

  private static Map<String, Double> run(BenchmarkSet set, Table whole, int seed) {
    int target = whole.schema().size() - 1;
    Table gaps = Missingness.MCAR.remove(whole, target, MISSING, new Random(seed));
    FilledTables filled =
        FilledTables.of(gaps, set.classes() ? whole.schema().column(target).name() : null, seed);
    FillingErrors errors = new FillingErrors(whole, gaps);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("cdrl_avg", errors.ofDraws(filled.cdrl().draws(), false));
    figures.put("cdrl_min", errors.ofDraws(filled.cdrl().draws(), true));
    figures.put("cdrl_centre", errors.ofDraws(List.of(filled.cdrl().centre()), false));
    filled
        .single()
        .forEach((name, table) -> figures.put(name, errors.ofDraws(List.of(table), false)));
    figures.put("mice_avg", errors.ofDraws(filled.mice(), false));
    figures.put("mice_min", errors.ofDraws(filled.mice(), true));
    filled.seconds().forEach((name, seconds) -> figures.put("s_" + name, seconds));
    return figures;
  }
}
