package org.cdrl.tribuo.cli;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.cdrl.Attribute;
import org.cdrl.CdrlModel;
import org.cdrl.TrainingSummary;
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
    return "Tells a model's method, columns, classes, settings and how it was trained.";
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
    try (CdrlModel model = CdrlModel.load(file)) {
      print(model, console.out());
    }
    line(console.out(), "file format", format(file) + ", " + Files.size(file) + " bytes");
  }

  private static void print(CdrlModel model, PrintStream out) {
    TrainingSummary summary = model.summary();
    line(out, "method", model.config().method());
    line(out, "columns", model.columns().size() + ": " + String.join(", ", model.columns()));
    for (Attribute attribute : model.attributes()) {
      line(out, "attribute", attribute.name());
      for (int v = 0; v < attribute.size(); v++) {
        line(out, "  " + attribute.labels().get(v), attribute.counts().get(v) + " rows");
      }
    }
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
