package org.cdrl.tribuo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.cdrl.Attribute;
import org.cdrl.CdrlConfig;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.TrainingData;
import org.cdrl.TrainingDivergedException;
import org.cdrl.TrainingListener;
import org.cdrl.tribuo.output.WholeFile;
import org.cdrl.tribuo.table.TrainingTable;

/** Learns a model from a CSV file. */
final class TrainCommand implements Command {
  private static final String BATCH = "batch";
  private static final String METHOD = "method";
  private static final String CHECKPOINT = "checkpoint";
  private static final String RESUME = "resume";
  private static final String QUIET = "quiet";

  private static final int CHECKPOINT_INTERVAL = 250;

  /** Settings that a checkpoint fixes. */
  private static final List<String> FIXED =
      List.of(CommonOptions.ITERATIONS, CommonOptions.SEED, BATCH, CommonOptions.THREADS, METHOD);

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "learns a model from a CSV file";
  }

  @Override
  public String description() {
    return "Learns a model from a CSV file with a header line. All columns must be numeric, except"
        + " the one named by --class. Ctrl-C ends training early and saves what was learned.";
  }

  @Override
  public Options options() {
    CdrlConfig defaults = CdrlConfig.builder().build();
    return new Options()
        .addOption(CommonOptions.value(CommonOptions.CSV, "FILE", "The rows to learn from."))
        .addOption(
            CommonOptions.value(
                CommonOptions.CLASS, "COLUMN", "A column of classes, to sample by class later."))
        .addOption(CommonOptions.value(CommonOptions.OUT, "MODEL", "Where the model goes."))
        .addOption(
            CommonOptions.value(
                CommonOptions.ITERATIONS,
                "N",
                "How long to train; more is better until quality stops improving. Default "
                    + defaults.iterations()
                    + "."))
        .addOption(
            CommonOptions.seed(
                "Seed of weights, batches and noise; default " + defaults.seed() + "."))
        .addOption(
            CommonOptions.value(
                BATCH, "N", "Rows per iteration; default " + defaults.batchSize() + "."))
        .addOption(CommonOptions.threads())
        .addOption(
            CommonOptions.value(
                METHOD,
                "NAME",
                "cdrl (default), or drl, which trains without an initializer and samples slower."))
        .addOption(
            CommonOptions.value(
                CHECKPOINT,
                "FILE",
                "Also writes the state of training here every "
                    + CHECKPOINT_INTERVAL
                    + " iterations and at the end."))
        .addOption(
            CommonOptions.value(
                RESUME, "FILE", "Goes on from a checkpoint, with its settings and the same CSV."))
        .addOption(CommonOptions.delimiter())
        .addOption(CommonOptions.flag(QUIET, "Shows no progress."));
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    Path csv = arguments.requiredPath(CommonOptions.CSV);
    Path out = arguments.requiredPath(CommonOptions.OUT);
    Path checkpoint = arguments.path(CHECKPOINT, null);
    char delimiter = arguments.delimiter();
    CdrlTrainer trainer = trainer(arguments);
    WholeFile.requireWritable(out);
    if (checkpoint != null) {
      WholeFile.requireWritable(checkpoint);
      trainer = trainer.checkpoint(checkpoint, CHECKPOINT_INTERVAL);
    }
    TrainingData data = TrainingTable.read(csv, delimiter, arguments.text(CommonOptions.CLASS));
    boolean quiet = arguments.has(QUIET);
    if (!quiet) {
      console.err().println(describe(data));
    }
    train(trainer, data, quiet, out, console);
  }

  private static CdrlTrainer trainer(Arguments arguments) throws UsageException, IOException {
    if (!arguments.has(RESUME)) {
      return CdrlTrainer.of(config(arguments));
    }
    for (String option : FIXED) {
      if (arguments.has(option)) {
        throw new UsageException(
            "--" + option + " cannot be given with --resume: the checkpoint has its own");
      }
    }
    return CdrlTrainer.resume(arguments.requiredPath(RESUME));
  }

  private static CdrlConfig config(Arguments arguments) throws UsageException {
    CdrlConfig.Builder builder;
    switch (arguments.has(METHOD) ? arguments.text(METHOD).toLowerCase(Locale.ROOT) : "cdrl") {
      case "cdrl" -> builder = CdrlConfig.builder();
      case "drl" -> builder = CdrlConfig.drl();
      default -> throw arguments.wrong(METHOD, "cdrl or drl");
    }
    CdrlConfig defaults = builder.build();
    return builder
        .iterations(arguments.integer(CommonOptions.ITERATIONS, defaults.iterations(), 1))
        .seed(arguments.seed(defaults.seed()))
        .batchSize(arguments.integer(BATCH, defaults.batchSize(), 1))
        .threads(arguments.integer(CommonOptions.THREADS, defaults.threads(), 0))
        .build();
  }

  private static void train(
      CdrlTrainer trainer, TrainingData data, boolean quiet, Path out, Console console)
      throws IOException {
    try (SaveOnInterrupt guard = new SaveOnInterrupt(console.err());
        CdrlModel model = fit(trainer, data, quiet, console)) {
      // Cleared, for a model must be saved after an interrupt too.
      boolean early = Thread.interrupted();
      model.save(out);
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s %s after %d iterations, %.1f s%n",
              early ? "Ended early; wrote" : "Wrote",
              out,
              model.summary().iterations(),
              model.summary().seconds());
    } catch (TrainingDivergedException e) {
      saveLastGood(e, out, console);
      throw e;
    }
  }

  private static CdrlModel fit(
      CdrlTrainer trainer, TrainingData data, boolean quiet, Console console) {
    if (quiet) {
      return trainer.fit(data, TrainingListener.SILENT);
    }
    try (ProgressDisplay display = ProgressDisplay.on(console.err())) {
      return trainer.fit(data, display);
    }
  }

  private static void saveLastGood(TrainingDivergedException diverged, Path out, Console console)
      throws IOException {
    if (diverged.lastGood().isPresent()) {
      Path beside = out.resolveSibling(out.getFileName() + ".last-good");
      try (CdrlModel model = diverged.lastGood().get()) {
        model.save(beside);
      }
      console.err().println("The last good weights are in " + beside);
    }
  }

  private static String describe(TrainingData data) {
    StringBuilder text = new StringBuilder();
    text.append(data.size()).append(" rows, ").append(data.columns().size()).append(" columns");
    for (Attribute attribute : data.attributes()) {
      text.append(", ").append(attribute.size()).append(" values of ").append(attribute.name());
    }
    return text.toString();
  }
}
