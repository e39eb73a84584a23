package org.cdrl.table;

import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;

/** Measures the speed of a short trial run, without its warm-up. */
final class Pace implements TrainingListener {
  /** Iterations of the trial run. */
  static final int LAST = 40;

  private static final int FIRST = 10;

  private final long begun = System.nanoTime();
  private long first;
  private long last;

  @Override
  public boolean goOn(TrainingProgress progress) {
    if (progress.iteration() <= FIRST) {
      first = System.nanoTime();
    }
    last = System.nanoTime();
    return true;
  }

  @Override
  public int interval() {
    return FIRST;
  }

  /** Seconds per iteration. */
  double perIteration() {
    return Math.max(1e-6, (last - first) / 1e9 / (LAST - FIRST));
  }

  /** Seconds since the trial began. */
  double spent() {
    return (System.nanoTime() - begun) / 1e9;
  }
}
