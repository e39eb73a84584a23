package org.cdrl.tribuo.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Options;
import org.cdrl.Attribute;
import org.cdrl.CdrlModel;
import org.cdrl.Condition;
import org.cdrl.Sampler;
import org.cdrl.tribuo.table.TableWriter;

/** Draws rows from a model into a CSV file. */
final class SampleCommand implements Command {
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
      RowSource source = source(model, arguments);
      Destination destination = Destination.of(arguments, console);
      destination.write(out -> write(model, source, first, n, out, delimiter));
      console.err().println("Wrote " + n + " rows to " + destination);
    }
  }

  private static RowSource source(CdrlModel model, Arguments arguments) throws Exception {
    long seed = arguments.seed(0);
    int steps = arguments.integer(STEPS, model.config().langevinSteps(), 1);
    double guidance = arguments.number(GUIDANCE, 0);
    String wanted = arguments.text(CommonOptions.CLASS);
    List<Attribute> attributes = model.attributes();
    if (attributes.size() > 1) {
      throw new IllegalArgumentException(
          "The model has several attributes, "
              + attributes.stream().map(Attribute::name).toList()
              + "; sample it in Java (Sampler.given)");
    }
    Sampler sampler = model.sampler().seed(seed).langevinSteps(steps);
    if (attributes.isEmpty()) {
      for (String option : List.of(CommonOptions.CLASS, GUIDANCE)) {
        if (arguments.has(option)) {
          throw new IllegalArgumentException(
              "--" + option + " needs a model trained with --class; this one has no classes");
        }
      }
      return RowSource.uniform(sampler, null);
    }
    Attribute attribute = attributes.get(0);
    Sampler guided = sampler.guidance(guidance);
    return wanted == null
        ? RowSource.byFrequency(guided, attribute, seed)
        : RowSource.uniform(guided.given(Condition.of(attribute.name(), wanted)), wanted);
  }

  private static void write(
      CdrlModel model, RowSource source, long first, long n, OutputStream out, char delimiter)
      throws IOException {
    List<String> header = new ArrayList<>(model.columns());
    model.attributes().forEach(attribute -> header.add(attribute.name()));
    TableWriter table = new TableWriter(out, delimiter, header);
    for (long row = first; row < first + n; ) {
      RowSource.Piece piece = source.piece(row / RowSource.PIECE);
      int from = (int) (row % RowSource.PIECE);
      int to = (int) Math.min(RowSource.PIECE, from + (first + n - row));
      for (int r = from; r < to; r++) {
        String[] cells = TableWriter.cells(piece.values()[r], header.size());
        if (piece.labels() != null) {
          cells[header.size() - 1] = piece.labels().get(r);
        }
        table.write(cells);
      }
      row += to - from;
    }
    table.flush();
  }
}
