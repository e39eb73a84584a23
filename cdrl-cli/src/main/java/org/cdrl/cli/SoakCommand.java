package org.cdrl.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.TrainingData;
import org.cdrl.TrainingListener;
import org.cdrl.config.CdrlConfig;
import org.cdrl.data.Checkerboard;

/** Shows that native memory stays flat over many small calls. */
final class SoakCommand implements Command<SoakCommand.Request> {
  private static final String DRAWS = "draws";
  private static final String FITS = "fits";

  private static final int REPORTS = 5;
  private static final int POINTS = 256;
  private static final int ROWS_PER_DRAW = 32;

  /** What is asked for. */
  record Request(int draws, int fits, long seed) {}

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.DEVELOPERS;
  }

  @Override
  public String summary() {
    return "shows that memory stays flat over many small calls";
  }

  @Override
  public String description() {
    return "Trains tiny models over and over and draws from one many times, and prints the memory"
        + " that the process holds. The first fifth of each warms up and does not count. The Java"
        + " heap grows until Java collects it; CDRL_JAVA_OPTS=-Xmx96m keeps it small, so that what"
        + " is left to grow is native.";
  }

  @Override
  public CommandOptions options() {
    return new CommandOptions()
        .add(
            Section.COMMON,
            CommonOptions.value(DRAWS, "N", "Sampling and scoring calls; default 2000."),
            CommonOptions.value(FITS, "N", "Models trained and closed; default 20."),
            CommonOptions.seed());
  }

  @Override
  public Request read(Arguments arguments) throws UsageException {
    return new Request(
        arguments.integer(DRAWS, 2000, REPORTS),
        arguments.integer(FITS, 20, REPORTS),
        arguments.seed());
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    TrainingData data = TrainingData.of(Checkerboard.sample(POINTS, request.seed));
    CdrlTrainer trainer =
        CdrlTrainer.of(
            CdrlConfig.builder()
                .energyWidth(16)
                .initializerWidth(16)
                .pretrainingIterations(2)
                .iterations(3)
                .warmUp(0)
                .batchSize(32)
                .seed(request.seed)
                .build());
    try (CdrlModel model = trainer.fit(data, TrainingListener.SILENT)) {
      measure("draws", request.draws, console, n -> drawAndScore(model, n));
    }
    measure("fits", request.fits, console, n -> trainer.fit(data, TrainingListener.SILENT).close());
  }

  private static void drawAndScore(CdrlModel model, int n) {
    model.logDensity(model.sampler().seed(n).draw(ROWS_PER_DRAW));
  }

  private static void measure(String what, int times, Console console, IntConsumer call)
      throws IOException {
    MemoryUse warm = null;
    MemoryUse now = null;
    for (int report = 1; report <= REPORTS; report++) {
      int to = (int) ((long) times * report / REPORTS);
      for (int n = (int) ((long) times * (report - 1) / REPORTS); n < to; n++) {
        call.accept(n);
      }
      now = MemoryUse.now();
      console.out().printf(Locale.ROOT, "%-6s %6d  %s%n", what, to, now);
      warm = report == 1 ? now : warm;
    }
    console.out().printf(Locale.ROOT, "%-6s growth  %s%n", what, now.minus(warm));
  }
}
