package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.cdrl.files.WholeFile;
import org.cdrl.quality.ColumnRoles;
import org.cdrl.quality.QualityReport;
import org.cdrl.report.QualityPage;
import org.cdrl.report.ReportText;
import org.cdrl.table.EnergyAttack;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;
import org.cdrl.tribuo.table.TableStream;

/** Tells how good a synthetic table is. */
final class EvaluateCommand implements Command<EvaluateCommand.Request> {
  private static final String REAL = "real";
  private static final String HOLDOUT = "holdout";
  private static final String SYNTHETIC = "synthetic";
  private static final String TARGET = "target";
  private static final String KNOWN = "known";
  private static final String SENSITIVE = "sensitive";
  private static final String MODEL = "model";
  private static final String PAGE = ".html";
  private static final String CSV_NUMBERS = "-measures.csv";
  private static final String JSON_NUMBERS = "-measures.json";
  private static final int CHUNK = 8192;

  /**
   * What is asked for.
   *
   * @param target a column to learn to predict
   * @param known columns that an attacker knows
   * @param sensitive columns that an attacker wants to know
   * @param model the file of the model that drew the rows
   * @param page where the page goes
   */
  record Request(
      Path real,
      Path holdout,
      Path synthetic,
      Optional<String> target,
      List<String> known,
      List<String> sensitive,
      Optional<Path> model,
      Path page,
      long seed,
      TableFormat format) {}

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.JUDGE;
  }

  @Override
  public String summary() {
    return "compares synthetic rows with real ones: a page with charts";
  }

  @Override
  public String description() {
    return "Compares synthetic rows with the real rows they were learned from and with real rows"
        + " held out. Writes a page about their quality, usefulness, rules between columns and"
        + " privacy: every figure beside its floor (what a poor table has) and its ceiling (what real"
        + " rows have), with what to do where it is bad; and the same numbers as CSV and JSON beside"
        + " it.";
  }

  @Override
  public CommandOptions options() {
    return new CommandOptions()
        .add(
            Section.REQUIRED,
            CommonOptions.read(REAL, "FILE", "The real rows that were learned from."),
            CommonOptions.read(HOLDOUT, "FILE", "Real rows that were not."),
            CommonOptions.read(SYNTHETIC, "FILE", "The synthetic rows."),
            CommonOptions.written(
                CommonOptions.OUT,
                "FILE",
                "The page, a name that ends in "
                    + PAGE
                    + "; NAME"
                    + CSV_NUMBERS
                    + " and NAME"
                    + JSON_NUMBERS
                    + " go beside it."))
        .add(
            Section.COMMON,
            CommonOptions.value(
                TARGET, "COLUMN", "A column to learn to predict from synthetic rows."),
            CommonOptions.value(
                KNOWN,
                "COLUMN",
                "A column that an attacker is taken to know of a person; may be repeated. With --"
                    + SENSITIVE
                    + ", measures how well others can be guessed."),
            CommonOptions.value(
                SENSITIVE,
                "COLUMN",
                "A column that an attacker is taken to guess; may be repeated."),
            CommonOptions.read(
                MODEL,
                "MODEL",
                "The model that drew the rows: measures also what its energies give away about who was"
                    + " in the training table."))
        .add(Section.EXPERT, CommonOptions.seed())
        .add(Section.FORMAT, CommonOptions.format())
        .add(Section.FORMAT, CommonOptions.dates());
  }

  @Override
  public List<Path> byProducts(Request request) {
    return List.of(beside(request.page, CSV_NUMBERS), beside(request.page, JSON_NUMBERS));
  }

  /** A name that no table of the user's is likely to have. */
  private static Path beside(Path page, String end) {
    String name = String.valueOf(page.getFileName());
    String stem = name.endsWith(PAGE) ? name.substring(0, name.length() - PAGE.length()) : name;
    return page.resolveSibling(stem + end);
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    Request request =
        new Request(
            arguments.requiredPath(REAL),
            arguments.requiredPath(HOLDOUT),
            arguments.requiredPath(SYNTHETIC),
            Optional.ofNullable(arguments.text(TARGET)),
            arguments.texts(KNOWN),
            arguments.texts(SENSITIVE),
            Optional.ofNullable(arguments.path(MODEL, null)),
            arguments.writable(CommonOptions.OUT),
            arguments.seed(),
            arguments.format());
    if (!request.page.toString().endsWith(PAGE)) {
      throw arguments.wrong(CommonOptions.OUT, "a name that ends in " + PAGE);
    }
    if (request.known.isEmpty() != request.sensitive.isEmpty()) {
      throw new UsageException("Give both --" + KNOWN + " and --" + SENSITIVE + ", or neither");
    }
    for (Path file : byProducts(request)) {
      WholeFile.requireWritable(file);
    }
    return request;
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    if (request.model.isPresent()) {
      try (OpenModel model = OpenModel.load(request.model.get())) {
        run(request, model.table().schema(), Optional.of(model.table()), console);
      }
    } else {
      run(request, found(request, console), Optional.empty(), console);
    }
  }

  /** The columns of the real table. */
  private static Schema found(Request request, Console console) throws IOException {
    Set<String> kept = new HashSet<>(request.known);
    kept.addAll(request.sensitive);
    request.target.ifPresent(kept::add);
    TableFile.Found found = TableFile.find(request.real, request.format, Map.of(), Set.of(), kept);
    List<String> others = new ArrayList<>(found.leftOut().keySet());
    found.schema().columns().stream()
        .filter(Column::isText)
        .forEach(column -> others.add(column.name()));
    if (!others.isEmpty()) {
      console
          .err()
          .println("Not judged, as no model should learn them: " + String.join(", ", others));
    }
    return found.schema();
  }

  private static void run(
      Request request, Schema schema, Optional<TableModel> model, Console console)
      throws IOException {
    TableFormat format = request.format;
    Table rows = TableFile.read(request.real, format, schema);
    Table others = read(request.holdout, format, schema, console);
    Table training = rows.withoutTexts();
    Table unseen = others.withoutTexts();
    Table drawn = read(request.synthetic, format, schema, console).withoutTexts();
    Schema judged = training.schema();
    ColumnRoles roles =
        new ColumnRoles(
            request.target.map(judged::indexOf).map(OptionalInt::of).orElse(OptionalInt.empty()),
            request.known.stream().map(judged::indexOf).toList(),
            request.sensitive.stream().map(judged::indexOf).toList());
    if (roles.target().isPresent()) {
      int column = roles.target().getAsInt();
      warnOfOneValue(training, column, request.real, console);
      warnOfOneValue(unseen, column, request.holdout, console);
      warnOfOneValue(drawn, column, request.synthetic, console);
    }
    QualityReport report = measure(training, unseen, drawn, roles, request.seed, console);
    if (model.isPresent()) {
      if (!console.quiet()) {
        console.err().println("Energies of the model");
      }
      report = report.with(EnergyAttack.of(model.get(), rows, others, request.seed));
    }
    Path page = request.page;
    Path csv = beside(page, CSV_NUMBERS);
    Path json = beside(page, JSON_NUMBERS);
    new QualityPage(report).write(page);
    QualityNumbers numbers = new QualityNumbers(report);
    numbers.writeCsv(csv);
    numbers.writeJson(json);
    if (!console.quiet()) {
      console.err().print(ReportText.of(report));
    }
    console.err().println("Wrote " + page + ", " + csv + " and " + json);
  }

  /**
   * A class is not learned from rows that all have it: they were drawn with --given, or filtered.
   */
  private static void warnOfOneValue(Table table, int target, Path file, Console console) {
    double[] values =
        Arrays.stream(table.rows())
            .mapToDouble(row -> row[target])
            .filter(value -> !Double.isNaN(value))
            .distinct()
            .limit(2)
            .toArray();
    if (values.length < 2) {
      console
          .err()
          .println(
              file
                  + ": the target "
                  + table.schema().column(target).name()
                  + (values.length == 0 ? " has no values" : " has the same value in all rows")
                  + ", so that nothing can be learned about it; compare tables that were drawn"
                  + " without --"
                  + Given.OPTION);
    }
  }

  private static QualityReport measure(
      Table training,
      Table holdout,
      Table synthetic,
      ColumnRoles roles,
      long seed,
      Console console) {
    try (ReportDisplay display = new ReportDisplay(console)) {
      return QualityReport.of(training, holdout, synthetic, roles, seed, display);
    }
  }

  /** Reads a table under the schema of the real one, and tells what that does not know. */
  private static Table read(Path file, TableFormat format, Schema schema, Console console)
      throws IOException {
    try (TableStream stream = TableStream.open(file, format, schema)) {
      List<double[]> rows = new ArrayList<>();
      for (var chunk = stream.next(CHUNK); chunk != null; chunk = stream.next(CHUNK)) {
        rows.addAll(List.of(chunk.table().rows()));
      }
      if (!stream.unseen().isEmpty()) {
        console.err().println(file + ", " + stream.unseen());
      }
      return new Table(schema, rows.toArray(double[][]::new));
    }
  }
}
