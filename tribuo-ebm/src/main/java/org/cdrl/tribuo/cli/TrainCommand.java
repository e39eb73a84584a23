package org.cdrl.tribuo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.commons.cli.Options;
import org.cdrl.CdrlConfig;
import org.cdrl.TrainingSummary;
import org.cdrl.table.Table;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.tribuo.output.WholeFile;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;

/** Learns a model from a table. */
final class TrainCommand implements Command {
  private static final String BATCH = "batch";
  private static final String METHOD = "method";
  private static final String MINUTES = "minutes";
  private static final String VALIDATION = "validation";
  private static final String FOLDS = "folds";
  private static final String CHECKPOINT = "checkpoint";
  private static final String RESUME = "resume";
  private static final String QUIET = "quiet";

  private static final int CHECKPOINT_INTERVAL = 250;
  private static final int MOST_COLUMNS_SHOWN = 40;
  private static final double MILLIS = 60_000;

  /** Settings that a checkpoint fixes. */
  private static final List<String> FIXED =
      List.of(
          CommonOptions.ITERATIONS,
          MINUTES,
          CommonOptions.SEED,
          BATCH,
          CommonOptions.THREADS,
          METHOD);

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "learns a model from a table";
  }

  @Override
  public String description() {
    return "Learns a model from a CSV file with a header line, or an ARFF file. Columns may be"
        + " numbers, categories or dates, with missing cells; which they are is found out and"
        + " shown. Ctrl-C ends training early and saves what was learned.";
  }

  @Override
  public Options options() {
    CdrlConfig defaults = CdrlConfig.builder().build();
    Options options =
        new Options()
            .addOption(CommonOptions.csv("The rows to learn from."))
            .addOption(CommonOptions.value(CommonOptions.OUT, "MODEL", "Where the model goes."))
            .addOption(
                CommonOptions.value(
                    CommonOptions.CLASS,
                    "COLUMN",
                    "A column of classes, to draw by class and to classify by later. May be"
                        + " repeated."))
            .addOption(
                CommonOptions.value(
                    ColumnKinds.OPTION,
                    "NAME=KIND",
                    "What a column is, where it would be taken for something else: real, integer,"
                        + " categorical, boolean or date; or ignore, to leave it out. May be"
                        + " repeated."))
            .addOption(
                CommonOptions.value(
                    CommonOptions.ITERATIONS,
                    "N",
                    "How long to train; more is better until quality stops improving. Default by"
                        + " the size of the table."))
            .addOption(
                CommonOptions.value(
                    MINUTES,
                    "X",
                    "Trains for about this long instead; results then depend on the machine's"
                        + " speed."))
            .addOption(
                CommonOptions.value(
                    VALIDATION,
                    "SHARE",
                    "Share of the rows held out to find the best moment, 0 to .5; default 0 below"
                        + " 1000 rows, .1 above."))
            .addOption(
                CommonOptions.value(
                    FOLDS,
                    "K",
                    "Models trained on parts of the rows to calibrate class probabilities and"
                        + " anomaly scores on the others, where none are held out; default 2, 0 for"
                        + " none."))
            .addOption(
                CommonOptions.seed(
                    "Seed of weights, batches and noise; default " + defaults.seed() + "."))
            .addOption(
                CommonOptions.value(
                    BATCH, "N", "Rows per iteration; default by the size of the table."))
            .addOption(CommonOptions.threads())
            .addOption(
                CommonOptions.value(
                    METHOD,
                    "NAME",
                    "cdrl (default), or drl, which trains without an initializer and samples"
                        + " slower."))
            .addOption(
                CommonOptions.value(
                    CHECKPOINT,
                    "FILE",
                    "Also writes the state of training here every "
                        + CHECKPOINT_INTERVAL
                        + " iterations and at the end."))
            .addOption(
                CommonOptions.value(
                    RESUME,
                    "FILE",
                    "Goes on from a checkpoint, with its settings; the table and the options about"
                        + " it, --"
                        + VALIDATION
                        + " and --"
                        + FOLDS
                        + " must be the same."))
            .addOption(CommonOptions.flag(QUIET, "Shows neither columns nor progress."));
    CommonOptions.format().forEach(options::addOption);
    return options;
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    Path csv = arguments.requiredPath(CommonOptions.CSV);
    Path out = arguments.requiredPath(CommonOptions.OUT);
    TableFormat format = arguments.format();
    List<String> classes = arguments.texts(CommonOptions.CLASS);
    ColumnKinds kinds = ColumnKinds.of(arguments.texts(ColumnKinds.OPTION), classes);
    TableTrainer trainer = trainer(arguments).conditions(classes.toArray(String[]::new));
    WholeFile.requireWritable(out);
    if (arguments.has(CHECKPOINT)) {
      Path checkpoint = arguments.requiredPath(CHECKPOINT);
      WholeFile.requireWritable(checkpoint);
      trainer = trainer.checkpoint(checkpoint, CHECKPOINT_INTERVAL);
    }
    Table table = TableFile.read(csv, format, kinds.overrides(), kinds.ignored());
    boolean quiet = arguments.has(QUIET);
    if (!quiet) {
      console.err().println(table.size() + " rows, " + table.schema().size() + " columns");
      SchemaText.print(console.err(), table.schema(), MOST_COLUMNS_SHOWN, null);
    }
    train(trainer, table, quiet, out, console);
  }

  private static TableTrainer trainer(Arguments arguments) throws UsageException, IOException {
    TableTrainer trainer = TableTrainer.create();
    if (arguments.has(VALIDATION)) {
      double share = arguments.number(VALIDATION, 0);
      if (share < 0 || share > .5) {
        throw arguments.wrong(VALIDATION, "a number from 0 to 0.5");
      }
      trainer = trainer.validation(share);
    }
    if (arguments.has(FOLDS)) {
      int folds = arguments.integer(FOLDS, 0, 0);
      if (folds == 1) {
        throw arguments.wrong(FOLDS, "0, or a whole number of at least 2");
      }
      trainer = trainer.folds(folds);
    }
    if (arguments.has(RESUME)) {
      for (String option : FIXED) {
        if (arguments.has(option)) {
          throw new UsageException(
              "--" + option + " cannot be given with --resume: the checkpoint has its own");
        }
      }
      return trainer.resume(arguments.requiredPath(RESUME));
    }
    if (arguments.has(MINUTES)) {
      if (arguments.has(CommonOptions.ITERATIONS)) {
        throw new UsageException(
            "--iterations and --minutes both say how long to train; give one of them");
      }
      long millis = Math.round(MILLIS * arguments.number(MINUTES, 0));
      if (millis <= 0) {
        throw arguments.wrong(MINUTES, "a positive number");
      }
      trainer = trainer.budget(Duration.ofMillis(millis));
    }
    return trainer.settings(settings(arguments));
  }

  private static UnaryOperator<CdrlConfig.Builder> settings(Arguments arguments)
      throws UsageException {
    String method =
        arguments.has(METHOD) ? arguments.text(METHOD).toLowerCase(Locale.ROOT) : "cdrl";
    if (!List.of("cdrl", "drl").contains(method)) {
      throw arguments.wrong(METHOD, "cdrl or drl");
    }
    int iterations = arguments.integer(CommonOptions.ITERATIONS, 0, 1);
    int batch = arguments.integer(BATCH, 0, 1);
    int threads = arguments.integer(CommonOptions.THREADS, 0, 0);
    boolean seeded = arguments.has(CommonOptions.SEED);
    long seed = arguments.seed(0);
    return builder -> {
      if (method.equals("drl")) {
        CdrlConfig drl = CdrlConfig.drl().build();
        builder.method(drl.method()).langevinSteps(drl.langevinSteps());
      }
      CdrlConfig chosen = builder.build();
      return builder
          .iterations(iterations > 0 ? iterations : chosen.iterations())
          .batchSize(batch > 0 ? batch : chosen.batchSize())
          .seed(seeded ? seed : chosen.seed())
          .threads(threads);
    };
  }

  private static void train(
      TableTrainer trainer, Table table, boolean quiet, Path out, Console console)
      throws IOException {
    try (SaveOnInterrupt guard = new SaveOnInterrupt(console.err());
        TableModel model = fit(trainer, table, quiet, console)) {
      // Cleared, for a model must be saved after an interrupt too.
      boolean early = Thread.interrupted();
      model.save(out);
      TrainingSummary summary = model.engine().summary();
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s %s after %d iterations, %.1f s%n",
              early ? "Ended early; wrote" : "Wrote",
              out,
              summary.iterations(),
              summary.seconds());
    }
  }

  private static TableModel fit(TableTrainer trainer, Table table, boolean quiet, Console console) {
    if (quiet) {
      return trainer.fit(table);
    }
    try (ProgressDisplay display = ProgressDisplay.on(console.err())) {
      return trainer.fit(table, display);
    }
  }
}
