package org.cdrl.examples.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;

/**
 * Filling in cells that go missing in several ways, 30 % of those of the columns that lose some: at
 * random, depending on columns that stay whole, depending on cells that are missing themselves.
 * There are no conditions: every column may lose cells.
 *
 * <p>{@code examples/run tables.MissingnessBenchmark DATA SEEDS ROWS [SET...]} takes so many random
 * rows without missing cells, and prints a line per set, mechanism, seed and method: mean absolute
 * error, root mean squared error (in standard deviations of the columns) and R2 of numbers, share
 * of labels that are right, CPU seconds. {@code cdrl} is the centre, from which cells are least
 * far, {@code cdrl_means} the means, whose squared errors are the least, both of ten draws, {@code
 * cdrl_draw} a single one, {@code mice} the mean over ten draws' figures.
 */
public final class MissingnessBenchmark {
  private static final double MISSING = .3;

  private enum Source {
    CALIFORNIA("uci/california-housing.csv.gz", true, Set.of()),
    ADULT("uci/adult.data.gz", false, Set.of()),
    /** Which digits are rare is no part of the strokes. */
    PENDIGITS("adbench/28_pendigits.csv.gz", true, Set.of("label"));

    private final String file;
    private final boolean header;
    private final Set<String> ignored;

    Source(String file, boolean header, Set<String> ignored) {
      this.file = file;
      this.header = header;
      this.ignored = ignored;
    }

    private Table read(Path data) throws IOException {
      TableFormat format = new TableFormat(',', header, MissingTokens.DEFAULT);
      Table all = TableFile.read(data.resolve(file), format, Map.of(), ignored);
      return all.select(
          IntStream.range(0, all.size())
              .filter(r -> Arrays.stream(all.rows()[r]).noneMatch(Double::isNaN))
              .toArray());
    }
  }

  private MissingnessBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    int seeds = Integer.parseInt(args[1]);
    int rows = Integer.parseInt(args[2]);
    List<Source> sources = SetNames.of(args, 3, Source.class);
    System.out.println("set,mechanism,seed,method,mae,rmse,r2,accuracy,seconds");
    for (Source source : sources) {
      Table all = source.read(data);
      for (Missingness mechanism : Missingness.values()) {
        for (int seed = 1; seed <= seeds; seed++) {
          Random random = new Random(seed);
          int[] some =
              random.ints(0, all.size()).distinct().limit(Math.min(rows, all.size())).toArray();
          String head = String.format(Locale.ROOT, "%s,%s,%d", source, mechanism, seed);
          run(head.toLowerCase(Locale.ROOT), all.select(some), mechanism, random, seed);
        }
      }
    }
  }

  private static void run(
      String head, Table whole, Missingness mechanism, Random random, int seed) {
    Table gaps = mechanism.remove(whole, whole.schema().size(), MISSING, random);
    FilledTables filled = FilledTables.of(gaps, null, seed);
    FillingErrors errors = new FillingErrors(whole, gaps);
    Map<String, Double> seconds = filled.seconds();
    Map<String, List<Table>> methods = new LinkedHashMap<>();
    methods.put("cdrl", List.of(filled.cdrl().centre()));
    methods.put("cdrl_means", List.of(means(whole, filled.cdrl().means())));
    methods.put("cdrl_draw", filled.cdrl().draws());
    filled.single().forEach((name, table) -> methods.put(name, List.of(table)));
    methods.put("mice", filled.mice());
    seconds.put("cdrl", seconds.get("cdrl_train") + seconds.get("cdrl_fill"));
    seconds.put("cdrl_means", seconds.get("cdrl"));
    methods.forEach(
        (name, tables) -> {
          FillingErrors.Figures mean = errors.figures(tables);
          System.out.printf(
              Locale.ROOT,
              "%s,%s,%.4f,%.4f,%.4f,%.4f,%.1f%n",
              head,
              name,
              mean.mae(),
              mean.rmse(),
              mean.r2(),
              mean.accuracy(),
              seconds.getOrDefault(name.equals("cdrl_draw") ? "cdrl_fill" : name, 0.0));
        });
  }

  /** Means as a table of numbers that need not be whole. */
  private static Table means(Table whole, double[][] means) {
    List<Column> columns =
        whole.schema().columns().stream()
            .map(column -> column.isNumeric() ? Column.real(column.name()) : column)
            .toList();
    return new Table(new Schema(columns), means);
  }
}
