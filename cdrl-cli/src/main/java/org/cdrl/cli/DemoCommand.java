package org.cdrl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.TrainingData;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.Optimisation;
import org.cdrl.data.Checkerboard;
import org.cdrl.demo.DemoReport;
import org.cdrl.demo.QualityTable;
import org.cdrl.demo.TrainingCurve;
import org.tribuo.Trainer;

/** Learns the checkerboard and writes a page with images about it. */
final class DemoCommand implements Command<DemoCommand.Request> {
  /** With the batch below about seven minutes on two cores, with the default one less than two. */
  private static final int ITERATIONS = 3000;

  /** Time is better spent on larger batches than on more iterations. */
  private static final int BATCH = 2048;

  /** With the default batch about a minute on two cores, images included. */
  private static final int QUICK_ITERATIONS = 1500;

  private static final int ROWS = 50_000;
  private static final String FOLDER = "cdrl-demo";
  private static final String QUICK = "quick";

  /**
   * What is asked for.
   *
   * @param folder where the files go
   * @param batch rows per iteration
   */
  record Request(Path folder, long seed, int iterations, int batch, Execution execution) {}

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.LEARN;
  }

  @Override
  public String summary() {
    return "learns a checkerboard and writes a page with images about it";
  }

  @Override
  public String description() {
    return "Learns a checkerboard, draws from it and measures the result; about seven minutes on"
        + " two cores. Open index.html in the folder it writes.";
  }

  @Override
  public CommandOptions options() {
    return new CommandOptions()
        .add(
            Section.COMMON,
            CommonOptions.flag(QUICK, "Takes about a minute and a half, for a coarser result."),
            CommonOptions.written(
                CommonOptions.OUT,
                "DIR",
                "Where the files go; default "
                    + FOLDER
                    + ". An earlier demo's are replaced, other files are not."))
        .add(
            Section.EXPERT,
            CommonOptions.seed(Trainer.DEFAULT_SEED),
            ExecutionOptions.THREADS.option(""),
            CommonOptions.value(
                CommonOptions.ITERATIONS,
                "N",
                "How long to train; default "
                    + ITERATIONS
                    + ", with --quick "
                    + QUICK_ITERATIONS
                    + "."));
  }

  @Override
  public Request read(Arguments arguments) throws UsageException {
    boolean quick = arguments.has(QUICK);
    return new Request(
        arguments.path(CommonOptions.OUT, Path.of(FOLDER)),
        arguments.seed(Trainer.DEFAULT_SEED),
        arguments.integer(CommonOptions.ITERATIONS, quick ? QUICK_ITERATIONS : ITERATIONS, 1),
        quick ? Optimisation.BATCH_SIZE.defaultValue() : BATCH,
        Execution.DEFAULT.threads(ExecutionOptions.THREADS.valueOrDefault(arguments)));
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    Path folder = request.folder;
    long seed = request.seed;
    CdrlConfig config =
        CdrlConfig.builder()
            .batchSize(request.batch)
            .iterations(request.iterations)
            .seed(seed)
            .build();
    CdrlTrainer trainer = CdrlTrainer.of(config).execution(request.execution);
    DemoReport.requireFree(folder);
    Files.createDirectories(folder);
    TrainingData data = TrainingData.of(Checkerboard.sample(ROWS, seed), List.of("x", "y"));
    console.err().println("Learning the checkerboard from " + ROWS + " points");
    TrainingCurve curve = new TrainingCurve();
    try (CdrlModel model = train(trainer, data, curve, console)) {
      console.err().println("Drawing samples and images");
      DemoReport report = new DemoReport(model, curve, seed, folder);
      QualityTable quality = report.write();
      console.out().println();
      console.out().print(quality.toText());
      console.out().println();
      console.out().println("Open " + report.index());
    }
  }

  private static CdrlModel train(
      CdrlTrainer trainer, TrainingData data, TrainingCurve curve, Console console) {
    try (ProgressDisplay display = new ProgressDisplay(console)) {
      return trainer.fit(
          data,
          progress -> {
            curve.add(progress);
            return display.goOn(progress);
          });
    }
  }
}
