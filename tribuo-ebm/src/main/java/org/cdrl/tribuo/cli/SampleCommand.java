package org.cdrl.tribuo.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.cli.Options;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableSampler;
import org.cdrl.table.text.CellText;
import org.cdrl.tribuo.table.RowWriter;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;

/** Draws rows from a model into a table. */
final class SampleCommand implements Command {
  /** So that memory does not grow with the number of rows. */
  private static final int ROWS_AT_A_TIME = 4096;

  private static final String N = "n";
  private static final String GUIDANCE = "guidance";
  private static final String STEPS = "steps";
  private static final String FIRST = "first";
  private static final String BALANCED = "balanced";
  private static final String NO_MISSING = "no-missing";

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public String summary() {
    return "draws new rows from a model";
  }

  @Override
  public String description() {
    return "Draws new rows from a model into a table that looks like the one it was trained on."
        + " Rows depend on the seed and their number only, so a long table can be drawn in parts"
        + " (--first) and memory does not grow with --n.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public Options options() {
    Options options =
        new Options()
            .addOption(CommonOptions.value(N, "N", "How many rows; default 1000."))
            .addOption(
                CommonOptions.value(
                    CommonOptions.OUT, "FILE", "The CSV or ARFF file, or - for CSV to stdout."))
            .addOption(
                CommonOptions.value(
                    Given.OPTION,
                    "COLUMN=VALUE",
                    "Only rows with this label or number; or COLUMN=LOW..HIGH, either side may be"
                        + " left open. May be repeated."))
            .addOption(
                CommonOptions.value(
                    BALANCED,
                    "COLUMN",
                    "Equally many rows of every label of a column that the model was trained with"
                        + " as a class; default as often as in training."))
            .addOption(
                CommonOptions.value(
                    GUIDANCE,
                    "W",
                    "0 (default) follows classes as learned; .3 to 1.5 draws rows more typical of"
                        + " them and less varied."))
            .addOption(
                CommonOptions.flag(
                    NO_MISSING,
                    "Draws all cells; default some are missing where training cells were."))
            .addOption(
                CommonOptions.value(
                    STEPS, "K", "Langevin steps per level; default as trained. Fewer are faster."))
            .addOption(CommonOptions.seed("Seed of the rows; default 0."))
            .addOption(CommonOptions.value(FIRST, "ROW", "Number of the first row; default 0."));
    CommonOptions.format().forEach(options::addOption);
    return options;
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    long n = arguments.count(N, 1000);
    long first = arguments.count(FIRST, 0);
    TableFormat format = arguments.format();
    arguments.required(CommonOptions.OUT);
    try (TableModel model = TableModel.load(arguments.operand())) {
      TableSampler sampler = sampler(model, arguments);
      Destination destination = Destination.of(arguments, console);
      destination.write(out -> write(model, sampler, first, n, out, destination, format));
      console.err().println("Wrote " + n + " rows to " + destination);
    }
  }

  private static TableSampler sampler(TableModel model, Arguments arguments) throws UsageException {
    TableSampler sampler =
        model
            .sampler()
            .seed(arguments.seed(0))
            .langevinSteps(arguments.integer(STEPS, model.engine().config().langevinSteps(), 1))
            .missing(!arguments.has(NO_MISSING));
    if (arguments.has(GUIDANCE)) {
      if (model.conditions().names().isEmpty()) {
        throw new IllegalArgumentException(
            "--" + GUIDANCE + " needs a model trained with --class; this one has no classes");
      }
      sampler = sampler.guidance(arguments.number(GUIDANCE, 0));
    }
    Given given = new Given(model);
    for (String text : arguments.texts(Given.OPTION)) {
      sampler = given.add(sampler, text);
    }
    return arguments.has(BALANCED) ? sampler.balanced(arguments.text(BALANCED)) : sampler;
  }

  private static void write(
      TableModel model,
      TableSampler sampler,
      long first,
      long n,
      OutputStream out,
      Destination destination,
      TableFormat format)
      throws IOException {
    RowWriter rows = TableFile.writer(out, destination.name(), format, model.schema());
    CellText text = new CellText(model.schema(), format.missing());
    for (long row = first; row < first + n; row += ROWS_AT_A_TIME) {
      int some = (int) Math.min(ROWS_AT_A_TIME, first + n - row);
      for (double[] cells : sampler.draw(row, some).rows()) {
        rows.write(text.format(cells));
      }
    }
    rows.finish();
  }
}
