package org.cdrl.examples.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.cdrl.quality.Detection;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.ColumnShapes;
import org.cdrl.table.quality.PairTrends;
import org.cdrl.table.quality.RandomRows;
import org.cdrl.table.rules.ColumnValues;
import org.cdrl.table.rules.RuleWishes;
import org.cdrl.table.rules.Rules;

/**
 * Drawn rows with and without rules between columns.
 *
 * <p>{@code examples/run tables.RulesBenchmark DATA SEED ROWS [SET...]} trains on at most so many
 * rows with the rules that are found, and without any, and prints a line for each, and for as many
 * rows held out: the share of rows that obey, and of those within the ranges and steps of training
 * rows, the score of boosted trees that have to tell them from training rows, shapes and trends.
 * Whether rows obey is told by the formula of a set that was made by one; else by the rules that
 * were found in its training rows. The lines before are the rules.
 */
public final class RulesBenchmark {
  /** What doubles lose, as a share. */
  private static final double FINE = 1e-12;

  private RulesBenchmark() {}

  /** The sets: two of real rows, and those that are made by formula. */
  private enum Source {
    ADULT(MixedSet.ADULT),
    CREDIT_G(MixedSet.CREDIT_G),
    DATES_AND_PRICES(FormulaRows::datesAndPrices),
    BILLS(FormulaRows::bills),
    PLACES(FormulaRows::places),
    ORDER_LINES(FormulaRows::orderLines);

    private final MixedSet real;
    private final Supplier<FormulaRows> formula;

    Source(MixedSet real) {
      this.real = real;
      formula = null;
    }

    Source(Supplier<FormulaRows> formula) {
      real = null;
      this.formula = formula;
    }

    /** Training rows and as many others, at most all there are. */
    Table rows(Path data, int most, int seed) throws IOException {
      if (formula != null) {
        return formula.get().table(2 * most, seed);
      }
      return RandomRows.of(real.read(data), 2 * most, seed);
    }
  }

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    int seed = Integer.parseInt(args[1]);
    int most = Integer.parseInt(args[2]);
    for (Source source : SetNames.of(args, 3, Source.class)) {
      Table rows = source.rows(data, most, seed);
      int half = rows.size() / 2;
      Table training = rows.slice(0, half);
      Rules rules = Rules.of(training, RuleWishes.FOUND);
      rules.findings().forEach(found -> tell(source, found.text() + ": " + found.description()));
      Predicate<double[]> obeys =
          source.formula == null
              ? row -> rules.broken(row).isEmpty()
              : source.formula.get().obeys();
      System.out.println("set,rows,obey,in_ranges,detection,shapes,trends");
      print(source, "held out", training, rows.slice(half, 2 * half), obeys, seed);
      for (String wish : List.of("found", "none")) {
        try (TableModel model =
            TableTrainer.create().folds(0).rules(wish).settings(b -> b.seed(seed)).fit(training)) {
          Table drawn = model.sampler().seed(seed).draw(half);
          print(source, "rules " + wish, training, drawn, obeys, seed);
        }
      }
    }
  }

  private static void tell(Source source, String text) {
    System.out.println("# " + source.name().toLowerCase(Locale.ROOT) + ": " + text);
  }

  /** The share of rows whose numbers are in the ranges of training rows, and as fine. */
  private static double inRanges(Table training, Table rows) {
    ColumnValues values = ColumnValues.of(training);
    double good = 0;
    for (double[] row : rows.rows()) {
      boolean all = true;
      for (int c = 0; c < row.length; c++) {
        DoubleUnaryOperator nearest = values.nearest()[c];
        all &=
            nearest == null
                || Double.isNaN(row[c])
                || row[c] >= values.least()[c]
                    && row[c] <= values.most()[c]
                    && Math.abs(nearest.applyAsDouble(row[c]) - row[c]) <= FINE * Math.abs(row[c]);
      }
      good += all ? 1 : 0;
    }
    return good / rows.size();
  }

  private static void print(
      Source source, String name, Table real, Table rows, Predicate<double[]> obeys, int seed) {
    double good = Arrays.stream(rows.rows()).filter(obeys).count();
    System.out.printf(
        Locale.ROOT,
        "%s,%s,%.4f,%.4f,%.3f,%.4f,%.4f%n",
        source.name().toLowerCase(Locale.ROOT),
        name,
        good / rows.size(),
        inRanges(real, rows),
        Detection.of(real, rows, seed).score(),
        ColumnShapes.of(real, rows).mean(),
        PairTrends.of(real, rows).mean());
  }
}
