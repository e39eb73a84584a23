package org.cdrl;

import java.util.function.Consumer;
import org.cdrl.config.CdrlConfig;
import org.cdrl.internal.persistence.Checkpoint;

/** Lets the last rows of a run's data wait for its middle, and shows the model without them. */
final class LateRows {
  /**
   * What is wished.
   *
   * @param count rows that wait; 0 for none
   * @param halfway gets the model before they are learned
   */
  record Wish(int count, Consumer<CdrlModel> halfway) {
    /** No row waits. */
    static final Wish NONE = new Wish(0, CdrlModel::close);
  }

  private final Wish wish;
  private final RunModels models;
  private Checkpoint.Weights halfway;

  /**
   * Begins, or goes on where a checkpoint stopped.
   *
   * @param before null for a new run
   * @throws IllegalArgumentException if all rows wait
   */
  LateRows(Wish wish, Checkpoint before, RunModels models) {
    if (wish.count() > 0 && wish.count() >= models.data().size()) {
      throw new IllegalArgumentException(
          "Of " + models.data().size() + " rows " + wish.count() + " cannot wait");
    }
    this.wish = wish;
    this.models = models;
    halfway = before == null ? null : before.halfway();
    if (halfway != null) {
      wish.halfway().accept(models.of(halfway));
    } else if (wish.count() > 0) {
      models.training().learnFirst(models.data().size() - wish.count());
    }
  }

  /** How many wait, or waited. */
  int count() {
    return wish.count();
  }

  /** The weights before they were learned; null if they still wait. */
  Checkpoint.Weights halfway() {
    return halfway;
  }

  /** Ends their waiting if the run, of which so many iterations are cooperative, is half over. */
  void passing(long cooperative) {
    CdrlConfig config = models.length().config();
    int iterations = config.optimisation().iterations();
    if (wish.count() > 0
        && halfway == null
        && cooperative >= (iterations + 1) / 2
        && cooperative < iterations) {
      halfway = Checkpoint.Weights.of(models.training().state());
      models.training().learnFirst(models.data().size());
      wish.halfway().accept(models.of(halfway));
    }
  }
}
