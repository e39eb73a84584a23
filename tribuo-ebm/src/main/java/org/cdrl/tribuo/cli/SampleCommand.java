package org.cdrl.tribuo.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.commons.cli.Options;
import org.cdrl.Attribute;
import org.cdrl.CdrlModel;
import org.cdrl.Condition;
import org.cdrl.Sampler;
import org.cdrl.tribuo.table.TableWriter;

/** Draws rows from a model into a CSV file. */
final class SampleCommand implements Command {
  /** So that memory does not grow with the number of rows. */
  private static final int ROWS_AT_A_TIME = 4096;

  private static final String N = "n";
  private static final String GUIDANCE = "guidance";
  private static final String STEPS = "steps";
  private static final String FIRST = "first";

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public String summary() {
    return "draws new rows from a model into a CSV file";
  }

  @Override
  public String description() {
    return "Draws new rows from a model into a CSV file that looks like the one it was trained on."
        + " Rows depend on the seed and their number only, so a long table can be drawn in parts"
        + " (--first) and memory does not grow with --n.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(CommonOptions.value(N, "N", "How many rows; default 1000."))
        .addOption(
            CommonOptions.value(
                CommonOptions.CLASS,
                "VALUE",
                "Only rows of this class; default all classes, as often as in training."))
        .addOption(
            CommonOptions.value(
                GUIDANCE,
                "W",
                "0 (default) follows the class as learned; .3 to 1.5 draws rows more typical of it"
                    + " and less varied."))
        .addOption(
            CommonOptions.value(
                STEPS, "K", "Langevin steps per level; default as trained. Fewer are faster."))
        .addOption(CommonOptions.seed("Seed of the rows; default 0."))
        .addOption(CommonOptions.value(FIRST, "ROW", "Number of the first row; default 0."))
        .addOption(CommonOptions.value(CommonOptions.OUT, "FILE", "The CSV file, or - for stdout."))
        .addOption(CommonOptions.delimiter());
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    long n = arguments.count(N, 1000);
    long first = arguments.count(FIRST, 0);
    char delimiter = arguments.delimiter();
    arguments.required(CommonOptions.OUT);
    try (CdrlModel model = CdrlModel.load(arguments.operand())) {
      LongFunction<String> labels = labels(model, arguments);
      Sampler sampler = sampler(model, arguments, labels);
      Destination destination = Destination.of(arguments, console);
      destination.write(out -> write(model, sampler, labels, first, n, out, delimiter));
      console.err().println("Wrote " + n + " rows to " + destination);
    }
  }

  /** The class of every row; null for a model without classes. */
  private static LongFunction<String> labels(CdrlModel model, Arguments arguments)
      throws Exception {
    List<Attribute> attributes = model.attributes();
    if (attributes.size() > 1) {
      throw new IllegalArgumentException(
          "The model has several attributes, "
              + attributes.stream().map(Attribute::name).toList()
              + "; sample it in Java (Sampler.given)");
    }
    if (attributes.isEmpty()) {
      for (String option : List.of(CommonOptions.CLASS, GUIDANCE)) {
        if (arguments.has(option)) {
          throw new IllegalArgumentException(
              "--" + option + " needs a model trained with --class; this one has no classes");
        }
      }
      return null;
    }
    String wanted = arguments.text(CommonOptions.CLASS);
    return wanted == null
        ? new ClassFrequencies(attributes.get(0), arguments.seed(0))
        : row -> wanted;
  }

  private static Sampler sampler(CdrlModel model, Arguments arguments, LongFunction<String> labels)
      throws Exception {
    int steps = arguments.integer(STEPS, model.config().langevinSteps(), 1);
    Sampler sampler = model.sampler().seed(arguments.seed(0)).langevinSteps(steps);
    if (labels == null) {
      return sampler;
    }
    Sampler guided = sampler.guidance(arguments.number(GUIDANCE, 0));
    Attribute attribute = model.attributes().get(0);
    return arguments.has(CommonOptions.CLASS)
        ? guided.given(Condition.of(attribute.name(), labels.apply(0)))
        : guided.given(row -> Condition.of(attribute.name(), labels.apply(row)));
  }

  private static void write(
      CdrlModel model,
      Sampler sampler,
      LongFunction<String> labels,
      long first,
      long n,
      OutputStream out,
      char delimiter)
      throws IOException {
    List<String> header = new ArrayList<>(model.columns());
    model.attributes().forEach(attribute -> header.add(attribute.name()));
    TableWriter table = new TableWriter(out, delimiter, header);
    for (long row = first; row < first + n; row += ROWS_AT_A_TIME) {
      float[][] rows = sampler.draw(row, (int) Math.min(ROWS_AT_A_TIME, first + n - row));
      for (int r = 0; r < rows.length; r++) {
        String[] cells = TableWriter.cells(rows[r], header.size());
        if (labels != null) {
          cells[header.size() - 1] = labels.apply(row + r);
        }
        table.write(cells);
      }
    }
    table.flush();
  }
}
