package org.cdrl.cli;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;

/**
 * Shows a training run, where the console is not quiet: a progress bar on a terminal, else a line
 * for every tenth of the run, and every minute.
 */
final class ProgressDisplay implements TrainingListener, AutoCloseable {
  private static final int LINES = 10;
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  private final Console console;
  private final ProgressBar bar;
  private volatile Duration remaining;
  private long tenthsPrinted;
  private final Set<String> said = new HashSet<>();
  private Duration printed = Duration.ZERO;

  /** A display that shows nothing where the console is quiet. */
  ProgressDisplay(Console console) {
    this.console = console;
    bar =
        console.hasBars()
            ? console
                .bar("Training")
                .setEtaFunction(state -> Optional.ofNullable(remaining))
                .build()
            : null;
  }

  @Override
  public boolean goOn(TrainingProgress progress) {
    String gap = String.format(Locale.ROOT, "energy gap %.2f", progress.energyGap());
    boolean pretraining = progress.phase() == TrainingProgress.Phase.PRETRAINING;
    remaining = progress.remaining();
    if (bar != null) {
      bar.maxHint(progress.iterations());
      bar.stepTo(progress.iteration());
      bar.setExtraMessage(pretraining ? "pre-training" : gap);
    } else if (!console.quiet() && due(progress)) {
      console
          .err()
          .printf(
              Locale.ROOT,
              "%s %3d%%, iteration %d of %d, %s, %d s, %d s left%n",
              pretraining ? "Pre-training" : "Training",
              100 * progress.iteration() / progress.iterations(),
              progress.iteration(),
              progress.iterations(),
              gap,
              progress.elapsed().toSeconds(),
              remaining.toSeconds());
    }
    return true;
  }

  /** Said once, and shown beside a bar for as long as it takes. */
  @Override
  public void busy(String what) {
    if (bar != null) {
      bar.setExtraMessage(what);
    } else if (!console.quiet() && said.add(what)) {
      console.err().println("Training: " + what);
    }
  }

  private boolean due(TrainingProgress progress) {
    long tenths = progress.iteration() * LINES / progress.iterations();
    Duration elapsed = progress.elapsed();
    boolean due = tenths > tenthsPrinted || elapsed.compareTo(printed.plus(LONGEST_SILENCE)) >= 0;
    if (due) {
      tenthsPrinted = tenths;
      printed = elapsed;
    }
    return due;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
