package org.cdrl.table;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.cdrl.CdrlModel;

/** Trains several models side by side: a small network alone cannot keep several cores busy. */
final class SideBySide {
  private SideBySide() {}

  /**
   * Runs trainings, in order as far as they have to wait. Interrupting the caller interrupts all
   * trainings, which then return what they learned; the caller stays interrupted.
   *
   * @param trainings each may throw a {@link CancellationException} if it is not to take place
   * @param parallel how many at a time
   * @return the models in the order of the trainings, without those that did not take place, as
   *     after an interruption those that had not begun
   * @throws RuntimeException the first one that a training threw; the others are ended
   */
  static List<CdrlModel> run(List<Supplier<CdrlModel>> trainings, int parallel) {
    if (trainings.size() == 1) {
      return List.of(trainings.get(0).get());
    }
    boolean interrupted = false;
    ExecutorService pool = Executors.newFixedThreadPool(parallel);
    List<Future<CdrlModel>> running = new ArrayList<>();
    List<CdrlModel> models = new ArrayList<>();
    try {
      trainings.forEach(training -> running.add(pool.submit(training::get)));
      for (Future<CdrlModel> run : running) {
        while (true) {
          try {
            models.add(run.get());
            break;
          } catch (InterruptedException e) {
            // Workers see the flag at their next step; those that wait never begin.
            interrupted = true;
            pool.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
          } catch (CancellationException e) {
            // It never began.
            break;
          } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException) {
              break;
            }
            throw e;
          }
        }
      }
      return models;
    } catch (ExecutionException e) {
      models.forEach(CdrlModel::close);
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
