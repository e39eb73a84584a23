package org.cdrl.tribuo.cli;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.cdrl.CdrlModel;
import org.cdrl.TrainingSummary;
import org.cdrl.table.TableModel;
import org.cdrl.tribuo.report.Settings;

/** Tells what a model file holds. */
final class InfoCommand implements Command {
  @Override
  public String name() {
    return "info";
  }

  @Override
  public String summary() {
    return "tells what a model file holds";
  }

  @Override
  public String description() {
    return "Tells a model's columns, what they were taken for and why, its classes, settings and how"
        + " it was trained.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public Options options() {
    return new Options();
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    Path file = arguments.operand();
    try (TableModel model = TableModel.load(file)) {
      PrintStream out = console.out();
      out.println("columns");
      SchemaText.print(out, model.schema(), model.schema().size(), model.missing());
      printClasses(model, out);
      printTraining(model.engine(), out);
    }
    line(console.out(), "file format", format(file) + ", " + Files.size(file) + " bytes");
  }

  private static void printClasses(TableModel model, PrintStream out) {
    for (String name : model.conditions().names()) {
      int column = model.schema().indexOf(name);
      long[] counts = model.conditions().labelCounts(column);
      line(out, "class", name);
      for (int label = 0; label < counts.length; label++) {
        boolean missing = label == counts.length - 1;
        if (!missing || counts[label] > 0) {
          String text = missing ? "(missing)" : model.schema().column(column).labels().get(label);
          line(out, "  " + text, counts[label] + " rows");
        }
      }
    }
  }

  private static void printTraining(CdrlModel model, PrintStream out) {
    TrainingSummary summary = model.summary();
    line(out, "method", model.config().method());
    line(out, "coordinates", model.columns().size());
    line(out, "parameters", model.parameters());
    out.println("settings");
    Settings.of(model.config()).forEach((name, value) -> line(out, "  " + name, value));
    out.println("training");
    line(out, "  rows", summary.rows());
    line(out, "  iterations", summary.iterations());
    line(out, "  seconds", String.format(Locale.ROOT, "%.1f", summary.seconds()));
    line(out, "  energy gap", String.format(Locale.ROOT, "%.3f nats", summary.energyGap()));
    line(out, "  initializer loss", String.format(Locale.ROOT, "%.4f", summary.initializerLoss()));
    line(out, "  device", summary.device() + ", TensorFlow " + summary.tensorFlowVersion());
  }

  private static void line(PrintStream out, String name, Object value) {
    out.printf("%-26s %s%n", name, value);
  }

  /** The mark and version at the start of the file, which the engine has checked. */
  private static String format(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      return new String(in.readNBytes(8), StandardCharsets.US_ASCII) + " " + in.readInt();
    }
  }
}
