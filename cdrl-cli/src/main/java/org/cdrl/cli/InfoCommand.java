package org.cdrl.cli;

import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.cdrl.CdrlModel;
import org.cdrl.config.CdrlConfig;
import org.cdrl.table.TableModel;
import org.cdrl.table.text.Count;
import org.cdrl.value.TrainingSummary;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;

/** Tells what a model file holds. */
final class InfoCommand implements Command<InfoCommand.Request> {
  private static final String AS_CONFIG = "as-config";
  private static final String XML = ".xml";
  private static final String FIRST_INVOCATION = "0";

  /**
   * What is asked for.
   *
   * @param configuration file for the configuration of the trainer; null for none
   */
  record Request(Path model, Path configuration) {}

  @Override
  public String name() {
    return "info";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.JUDGE;
  }

  @Override
  public String summary() {
    return "shows what a model file holds";
  }

  @Override
  public String description() {
    return "Tells a model's columns, what they were taken for and why, how they are encoded, rules between them that"
        + " drawn rows keep, its classes, settings, how"
        + " it was trained, and its provenance: the data with their hash, the trainer's"
        + " configuration and the facts of the run.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public CommandOptions options() {
    return new CommandOptions()
        .add(
            Section.COMMON,
            CommonOptions.written(
                AS_CONFIG,
                "FILE",
                "Also writes an OLCUT configuration (XML) that trains the same model again: 'cdrl"
                    + " train --config FILE --trainer "
                    + ModelConfiguration.TRAINER
                    + " --source "
                    + ModelConfiguration.SOURCE
                    + " --out MODEL', or 'cdrl train-images' for images."));
  }

  @Override
  public Request read(Arguments arguments) throws UsageException {
    Path configuration = arguments.path(AS_CONFIG, null);
    if (configuration != null && !configuration.toString().endsWith(XML)) {
      throw arguments.wrong(AS_CONFIG, "a name that ends in " + XML);
    }
    return new Request(arguments.operand(), configuration);
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    Path file = request.model;
    if (ImageModel.isOne(file)) {
      printImages(file, request.configuration, console);
      return;
    }
    try (OpenModel model = OpenModel.load(file)) {
      PrintStream out = console.out();
      out.println("columns");
      double[] missing = model.inOrder(model.table().missing());
      SchemaText.print(out, model.schema(), Integer.MAX_VALUE, missing, model.leftOut());
      out.println("encoding");
      for (String name : model.schema().names()) {
        line(out, "  " + name, model.table().encodedAs(name));
      }
      line(out, "drawing", model.table().drawnAs());
      KeysTold.print(out, model.table());
      RulesTold.print(out, model.table().rules(), Integer.MAX_VALUE);
      printClasses(model.table(), out);
      printTraining(model.table().engine(), out);
      line(
          out,
          "  calibration",
          model.table().calibratedOnUnseen()
              ? "on rows that were not trained on"
              : SavedModel.ON_TRAINING);
      printProvenance(model.model().getProvenance(), out);
      line(out, "file", Files.size(file) + " bytes, " + model.model().getClass().getName());
      if (request.configuration != null) {
        write(
            request.configuration,
            model.model().getProvenance(),
            model.table().engine().config(),
            console);
      }
    }
  }

  private static void printImages(Path file, Path configuration, Console console)
      throws IOException {
    PrintStream out = console.out();
    try (ImageModel model = ImageModel.load(file)) {
      line(out, "networks", model.image());
      model
          .model()
          .attributes()
          .forEach(attribute -> line(out, attribute.name(), attribute.labels()));
      printTraining(model.model(), out);
      model.provenance().ifPresent(provenance -> printProvenance(provenance, out));
      line(out, "file", Files.size(file) + " bytes");
      if (configuration != null) {
        ModelProvenance provenance =
            model
                .provenance()
                .orElseThrow(
                    () ->
                        new IOException(
                            file
                                + " does not tell what it was trained by and on, as models of"
                                + " other programs do not"));
        write(configuration, provenance, model.model().config(), console);
      }
    }
  }

  private static void printProvenance(ModelProvenance provenance, PrintStream out) {
    ProvenanceText text = new ProvenanceText(out);
    text.print("data", provenance.getDatasetProvenance());
    text.print("trainer", provenance.getTrainerProvenance());
    text.print("run", provenance.getInstanceProvenance());
    line(out, "trained", provenance.getTrainingTime());
    line(
        out,
        "by",
        "Tribuo "
            + provenance.getTribuoVersion()
            + ", Java "
            + provenance.getJavaVersion()
            + ", "
            + provenance.getOS()
            + " on "
            + provenance.getArch());
  }

  private static void write(
      Path file, ModelProvenance provenance, CdrlConfig trained, Console console)
      throws IOException {
    ModelConfiguration configuration = new ModelConfiguration(provenance);
    int iterations = trained.optimisation().iterations();
    configuration.write(
        file,
        settings -> {
          // These tell how it was trained and not what: another run would go on from its end.
          settings.keySet().removeAll(List.of("checkpointFolder", "checkpointInterval"));
          if (settings.containsKey("minutes")
              && Double.parseDouble(settings.get("minutes").toString()) > 0) {
            settings.remove("minutes");
            settings.put("iterations", new SimpleProperty(Integer.toString(iterations)));
          }
          return settings;
        });
    String invocation =
        String.valueOf(
            provenance
                .getTrainerProvenance()
                .getInstanceValues()
                .get(TrainerProvenance.TRAIN_INVOCATION_COUNT));
    if (!FIRST_INVOCATION.equals(invocation)) {
      console
          .err()
          .println(
              "The trainer had trained "
                  + invocation
                  + " models before; the first of a trainer, as the command line trains it, has"
                  + " other random numbers");
    }
    String what = ModelConfiguration.TRAINER;
    if (configuration.hasSource()) {
      what += " and " + ModelConfiguration.SOURCE;
    } else {
      console.err().println("The data did not come straight from a source that can be configured");
    }
    console.err().println("Wrote " + file + ", with " + what);
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
          line(out, "  " + text, Count.of(counts[label], "row"));
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
    model.config().allTexts().forEach((name, value) -> line(out, "  " + name, value));
    out.println("training");
    line(out, "  rows", summary.rows());
    line(out, "  pre-training iterations", summary.pretrainingIterations());
    line(
        out,
        "  iterations",
        summary.iterations() + " of " + model.config().optimisation().iterations());
    line(out, "  seconds", String.format(Locale.ROOT, "%.1f", summary.seconds()));
    line(out, "  energy gap", String.format(Locale.ROOT, "%.3f nats", summary.energyGap()));
    line(out, "  initializer loss", String.format(Locale.ROOT, "%.4f", summary.initializerLoss()));
    summary.shortfall().ifPresent(text -> line(out, "  too short", text));
    line(out, "  device", summary.device() + ", TensorFlow " + summary.tensorFlowVersion());
  }

  private static void line(PrintStream out, String name, Object value) {
    out.printf(Locale.ROOT, "%-26s %s%n", name, value);
  }
}
