package org.cdrl.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.cdrl.table.data.Schema;
import org.cdrl.table.text.CellText;
import org.cdrl.tribuo.ExampleSampler;
import org.cdrl.tribuo.table.RowWriter;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;

/**
 * Rows that a command draws into a table.
 *
 * @param first number of the first row
 * @param n how many rows
 * @param format of a CSV file
 */
record DrawnRows(long first, long n, TableFormat format) {
  /** So that memory does not grow with the number of rows. */
  private static final int ROWS_AT_A_TIME = 4096;

  private static final String N = "n";
  private static final String STEPS = "steps";
  private static final String FIRST = "first";
  private static final String NO_MISSING = "no-missing";

  /** The options about which rows are drawn, how, and to where. */
  static void addOptions(CommandOptions options) {
    options
        .add(Section.COMMON, CommonOptions.value(N, "N", "How many rows; default 1000."))
        .add(
            Section.COMMON,
            CommonOptions.written(
                CommonOptions.OUT, "FILE", "The CSV or ARFF file, or - for CSV to stdout."))
        .add(
            Section.COMMON,
            CommonOptions.value(
                Given.OPTION,
                "COLUMN=VALUE",
                "Only rows with this label or number; or COLUMN=LOW..HIGH, either side may be left"
                    + " open; it must reach into what was learned. May be repeated."))
        .add(
            Section.COMMON,
            CommonOptions.flag(
                NO_MISSING, "Draws all cells; default some are missing where training cells were."))
        .add(
            Section.COMMON,
            CommonOptions.value(
                STEPS, "K", "Langevin steps per level; default as trained. Fewer are faster."))
        .add(Section.COMMON, CommonOptions.seed("Seed of the rows; default 0."))
        .add(
            Section.COMMON,
            CommonOptions.value(FIRST, "ROW", "Number of the first row; default 0."));
    options.add(Section.FORMAT, CommonOptions.format());
    options.add(Section.FORMAT, CommonOptions.defuse());
  }

  /** What the options ask for, before any work. */
  static DrawnRows of(Arguments arguments) throws UsageException {
    arguments.required(CommonOptions.OUT);
    return new DrawnRows(arguments.count(FIRST, 0), arguments.count(N, 1000), arguments.format());
  }

  /**
   * A sampler with what the options say of it.
   *
   * @param model whose columns may be given
   */
  static ExampleSampler<?> sampler(ExampleSampler<?> from, OpenModel model, Arguments arguments)
      throws UsageException {
    int steps =
        arguments.integer(STEPS, model.table().engine().config().chains().langevinSteps(), 1);
    ExampleSampler<?> sampler =
        from.seed(arguments.seed(0)).langevinSteps(steps).missing(!arguments.has(NO_MISSING));
    Given given = new Given(model.schema());
    for (String text : arguments.texts(Given.OPTION)) {
      sampler = given.add(sampler, text);
    }
    return sampler;
  }

  /**
   * Draws and writes.
   *
   * @param model whose columns the rows have
   */
  void write(ExampleSampler<?> sampler, OpenModel model, Arguments arguments, Console console)
      throws UsageException, IOException {
    Destination destination = Destination.of(arguments, console);
    try (WorkProgress progress = new WorkProgress("Drawing rows", n, console)) {
      destination.write(out -> write(sampler, model, out, destination, progress));
    }
    console.err().println("Wrote " + n + " rows to " + destination);
    if (!model.leftOut().isEmpty()) {
      console
          .err()
          .println(
              "Not drawn, as they were left out of training ('cdrl info' says why): "
                  + String.join(", ", model.leftOut().keySet()));
    }
  }

  private void write(
      ExampleSampler<?> sampler,
      OpenModel model,
      OutputStream out,
      Destination destination,
      WorkProgress progress)
      throws IOException {
    Schema schema = TableFile.written(destination.name(), model.schema());
    RowWriter rows = TableFile.writer(out, destination.name(), format, schema);
    CellText text = new CellText(schema, TableFile.cells(destination.name(), format));
    for (long row = first; row < first + n; row += ROWS_AT_A_TIME) {
      int some = (int) Math.min(ROWS_AT_A_TIME, first + n - row);
      for (double[] cells : sampler.table(row, some).rows()) {
        rows.write(text.format(model.inOrder(cells)));
      }
      progress.to(row + some - first);
    }
    rows.finish();
  }
}
