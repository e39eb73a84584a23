package org.cdrl.quality;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs work in a thread of its own.
 *
 * <p>XGBoost keeps what it knows of every learner per thread, by the learner's address. Java frees
 * learners in another thread, where that is not forgotten, and a new learner at an old address
 * would fail for having another number of inputs.
 */
final class OwnThread {
  private OwnThread() {}

  /** What the work returns, or throws. */
  static <T> T of(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, task -> new Thread(task, "learner").start())
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
