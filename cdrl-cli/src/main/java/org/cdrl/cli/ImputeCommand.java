package org.cdrl.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cdrl.table.Imputer;
import org.cdrl.table.data.Table;
import org.cdrl.table.rules.Rule;
import org.cdrl.table.rules.Rules;
import org.cdrl.table.text.Count;
import org.cdrl.tribuo.table.NewColumn;
import org.cdrl.tribuo.table.TableStream;

/** Fills in the missing cells of a table. */
final class ImputeCommand implements Command<ImputeCommand.Request> {
  private static final String DRAWS = "draws";
  private static final String DRAW = "draw";
  private static final String SPREAD = "spread";
  private static final String SPREAD_SUFFIX = "_spread";

  /**
   * What is asked for.
   *
   * @param draw whether one draw is written instead of means
   * @param spread whether columns for the spread of draws are appended
   */
  record Request(TableCopy copy, int draws, boolean draw, boolean spread, long seed) {}

  @Override
  public String name() {
    return "impute";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.APPLY;
  }

  @Override
  public String summary() {
    return "fills in the missing cells of a table";
  }

  @Override
  public String description() {
    return "Copies a table and fills in its missing cells given the others of their row: with the"
        + " median for numbers and dates, and the likeliest label, by several draws together with"
        + " regressions on the other cells, as far as these are right about rows that were held"
        + " out. Observed cells are copied unchanged.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public CommandOptions options() {
    return TableCopy.options("The rows to fill in.")
        .add(
            Section.COMMON,
            CommonOptions.value(
                DRAWS, "N", "Draws of every missing cell; default " + Imputer.DEFAULT_DRAWS + "."),
            CommonOptions.flag(
                DRAW, "Writes one draw instead of means: the table then varies as real ones do."),
            CommonOptions.flag(
                SPREAD,
                "Also appends NAME"
                    + SPREAD_SUFFIX
                    + " for every column: the standard deviation of a filled cell's draws, for"
                    + " labels the share of draws that differ; empty where the cell was there."),
            CommonOptions.seed());
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    TableCopy copy = TableCopy.of(arguments);
    boolean draw = arguments.has(DRAW);
    boolean spread = arguments.has(SPREAD);
    if (draw && (spread || arguments.has(DRAWS))) {
      throw new UsageException(
          "--" + DRAW + " writes one draw; --" + DRAWS + " and --" + SPREAD + " need several");
    }
    int draws = draw ? 1 : arguments.integer(DRAWS, Imputer.DEFAULT_DRAWS, spread ? 2 : 1);
    return new Request(copy, draws, draw, spread, arguments.seed());
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    RowCopy copy = new RowCopy(request.copy, console);
    try (OpenModel model = OpenModel.load(request.copy.model());
        TableStream in = copy.open(model.table().schema(), Set.of())) {
      Imputer imputer = model.table().imputer().draws(request.draws).seed(request.seed);
      Filling filling = new Filling(model, imputer, in, request.draw, request.spread);
      long rows = copy.write(in, filling.columns(), filling);
      console
          .err()
          .printf(
              Locale.ROOT,
              "Wrote %d rows, %d cells filled, to %s%n",
              rows,
              filling.cells,
              request.copy.out());
      filling.broken.forEach(
          (rule, count) ->
              console
                  .err()
                  .println(
                      Count.of(count, "row")
                          + " cannot keep the rule \""
                          + rule
                          + "\" with the cells that are there; these stay as they are"));
    }
  }

  /** What is filled in and appended. */
  private static final class Filling implements RowCopy.Change {
    private final OpenModel model;
    private final Imputer imputer;
    private final TableStream in;
    private final boolean draw;
    private final boolean spread;

    /** Where the spread of each of the model's columns goes; -1 for texts. */
    private final int[] spreadAt;

    private long cells;

    /** Rows by the rules that they break. */
    private final Map<String, Long> broken = new LinkedHashMap<>();

    Filling(OpenModel model, Imputer imputer, TableStream in, boolean draw, boolean spread) {
      this.model = model;
      this.imputer = imputer;
      this.in = in;
      this.draw = draw;
      this.spread = spread;
      int[] order = model.order();
      spreadAt = new int[order.length];
      int at = in.header().size();
      for (int c : order) {
        spreadAt[c] = model.table().schema().column(c).isText() ? -1 : at++;
      }
    }

    List<NewColumn> columns() {
      return spread
          ? model.schema().columns().stream()
              .filter(column -> !column.isText())
              .map(column -> NewColumn.number(column.name() + SPREAD_SUFFIX))
              .toList()
          : List.of();
    }

    @Override
    public void apply(long first, TableStream.Chunk chunk, List<String[]> rows) {
      Imputer.Imputation imputation = imputer.fill(first, chunk.table());
      Table filled = draw ? imputation.draws().get(0) : imputation.centre();
      Rules rules = model.table().rules();
      for (int r = 0; r < rows.size(); r++) {
        for (Rule rule : rules.broken(filled.rows()[r])) {
          broken.merge(rule.text(rules.schema()), 1L, Long::sum);
        }
        fill(
            chunk.table().rows()[r],
            in.format(filled.rows()[r]),
            imputation.spread()[r],
            rows.get(r));
      }
    }

    private void fill(double[] given, String[] filled, double[] spreads, String[] row) {
      int[] positions = in.positions();
      for (int c = 0; c < given.length; c++) {
        // Labels that the model does not know are missing to it, but not to the user.
        if (filled[c] != null && Double.isNaN(given[c]) && in.isMissing(row[positions[c]])) {
          row[positions[c]] = filled[c];
          cells++;
          if (spread) {
            row[spreadAt[c]] = NumberText.text(spreads[c]);
          }
        }
      }
    }
  }
}
