package org.cdrl.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.cdrl.config.Execution;
import org.cdrl.table.PrivateSynthesizer;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.CellText;
import org.cdrl.table.text.Count;
import org.cdrl.tribuo.table.RowWriter;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;

/** Draws a table with differential privacy in place of another. */
final class PrivatizeCommand implements Command<PrivatizeCommand.Request> {
  private static final String EPSILON = "epsilon";
  private static final String DELTA = "delta";

  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]*[.,]?[0-9]+([eE][-+]?[0-9]+)?");

  /** What is asked for. */
  record Request(
      Path csv,
      TableFormat format,
      ColumnKinds kinds,
      PrivateSynthesizer synthesizer,
      Destination out) {}

  @Override
  public String name() {
    return "privatize";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.LEARN;
  }

  @Override
  public String summary() {
    return "draws a table in place of another, with differential privacy";
  }

  @Override
  public String description() {
    return "Draws a table of about as many rows in place of another, such that the drawn one tells"
        + " little of any single row: differential privacy. Learn from it as from any table;"
        + " whatever is made of it keeps the guarantee. Names and kinds of columns are taken as"
        + " public, labels and numbers are not: those of few rows do not come out. Every run"
        + " spends epsilon anew, with noise that nobody can repeat, so that there is no seed.";
  }

  @Override
  public CommandOptions options() {
    return new CommandOptions()
        .add(
            Section.REQUIRED,
            CommonOptions.csv(
                "The rows to protect, at least " + PrivateSynthesizer.FEWEST_ROWS + "."),
            CommonOptions.value(
                EPSILON,
                "E",
                "How much may be told of a row: up to 1 is a strong guarantee, up to 10 a"
                    + " reasonable one. Smaller makes worse tables."),
            CommonOptions.table())
        .add(
            Section.COMMON,
            CommonOptions.value(
                DELTA,
                "D",
                "Chance that the guarantee fails, far below 1 over the number of rows; default "
                    + NumberText.text(PrivateSynthesizer.DELTA)
                    + "."),
            CommonOptions.value(
                ColumnKinds.OPTION,
                "NAME=KIND",
                "What a column is, where it would be taken for something else: real, integer,"
                    + " categorical, boolean or date; or ignore, to leave it out. May be repeated."),
            ExecutionOptions.THREADS.option(""))
        .add(Section.FORMAT, CommonOptions.format())
        .add(Section.FORMAT, CommonOptions.dates())
        .add(Section.FORMAT, CommonOptions.defuse());
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    Path csv = arguments.requiredPath(CommonOptions.CSV);
    return new Request(
        csv,
        arguments.format(),
        ColumnKinds.of(arguments.texts(ColumnKinds.OPTION), List.of()),
        synthesizer(arguments),
        Destination.of(arguments));
  }

  private static PrivateSynthesizer synthesizer(Arguments arguments) throws UsageException {
    double epsilon = arguments.positive(EPSILON);
    if (epsilon > PrivateSynthesizer.LARGEST_EPSILON) {
      throw arguments.wrong(
          EPSILON,
          "a number above 0, up to " + NumberText.text(PrivateSynthesizer.LARGEST_EPSILON));
    }
    double delta = arguments.number(DELTA, PrivateSynthesizer.DELTA);
    if (!(delta > 0 && delta < 1)) {
      throw arguments.wrong(DELTA, "a number between 0 and 1");
    }
    return PrivateSynthesizer.of(epsilon)
        .delta(delta)
        .execution(Execution.DEFAULT.threads(ExecutionOptions.THREADS.valueOrDefault(arguments)));
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    TableFile.Found found =
        TableFile.find(
            request.csv,
            request.format,
            request.kinds.overrides(),
            request.kinds.ignored(),
            Set.of());
    requireNames(request.csv, found.schema());
    Table table = TableFile.read(request.csv, request.format, found.schema()).withoutTexts();
    if (!console.quiet()) {
      SchemaText.print(
          console.err(), found.schema(), PreparedTable.MOST_COLUMNS_SHOWN, null, found.leftOut());
    }
    Table drawn;
    try (ProgressDisplay progress = new ProgressDisplay(console)) {
      drawn = request.synthesizer.draw(table, progress);
    }
    request.out.write(to -> write(request, drawn, to), console.out());
    console.err().println("Wrote " + Count.of(drawn.size(), "row") + " to " + request.out);
    console.err().println(request.synthesizer.guarantee());
  }

  /** Fails if names look like cells: they would be the first row, which then is not protected. */
  private static void requireNames(Path csv, Schema schema) {
    for (String name : schema.names()) {
      if (NUMBER.matcher(name).matches()) {
        throw new IllegalArgumentException(
            csv
                + ": a column is named \""
                + name
                + "\"; names of columns are not protected. If the first line is a row, give --"
                + CommonOptions.NO_HEADER
                + "; else rename the column");
      }
    }
  }

  private static void write(Request request, Table drawn, OutputStream to) throws IOException {
    Path name = request.out.name();
    Schema written = TableFile.written(name, drawn.schema());
    RowWriter rows = TableFile.writer(to, name, request.format, written);
    CellText text = new CellText(written, TableFile.cells(name, request.format));
    for (double[] row : drawn.rows()) {
      rows.write(text.format(row));
    }
    rows.finish();
  }
}
