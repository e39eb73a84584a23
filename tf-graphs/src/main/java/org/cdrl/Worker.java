package org.cdrl;

import org.cdrl.config.Execution;
import org.cdrl.internal.graph.Servers;
import org.cdrl.internal.training.Step;
import org.cdrl.internal.training.TrainingSession;
import org.cdrl.internal.training.TrainingState;
import org.cdrl.value.Member;
import org.cdrl.value.Scaling;

/** One of the {@link Workers} of a run, with its own rows; see {@link CdrlTrainer#worker}. */
public final class Worker implements AutoCloseable {
  private final TrainingSession training;
  private final Completion completion;
  private final RunModels models;

  /** Of the networks; for its shapes. */
  private final TrainingState fresh;

  /** The moment whose model drew what is missing; -1 before the first draw. */
  private long drawn = -1;

  Worker(TrainingSession training, Completion completion, RunModels models) {
    this.training = training;
    this.completion = completion;
    this.models = models;
    fresh = training.state();
  }

  /**
   * Starts the server of a joined worker, unless this process has done so. It ends with the process
   * only, listens on all of the machine's addresses without a password, and executes any graph.
   *
   * @throws IllegalStateException if its port cannot be had
   */
  public static void serve(Member member, Execution way) {
    Servers.start(member, way);
  }

  /**
   * Runs a round.
   *
   * @return what this worker learned, with means of what iterations report
   * @throws IllegalArgumentException if the round is of other networks
   */
  public Learned run(Round round) {
    complete(round.drawn());
    training.restore(fresh.with(round.state(), round.from()));
    double[] sums = new double[Step.MEASURES];
    for (int n = 0; n < round.iterations(); n++) {
      float[] measures = training.step(round.learningRateFactor()).measures();
      for (int k = 0; k < sums.length; k++) {
        sums[k] += measures[k];
      }
    }
    float[] means = new float[sums.length];
    for (int k = 0; k < sums.length; k++) {
      means[k] = (float) (sums[k] / round.iterations());
    }
    return new Learned(training.state().flat(), means);
  }

  /** Draws what is missing by the model of a moment, unless it was. */
  private void complete(Round.Drawn by) {
    long moment = by == null ? -1 : by.iteration();
    if (moment == drawn) {
      return;
    }
    if (by == null) {
      completion.begin();
    } else {
      try (CdrlModel model = models.of(fresh.with(by.state(), by.iteration()))) {
        completion.draw(model, by.iteration());
      }
    }
    Scaling scaling = models.scaling();
    training.data(scaling.scale(completion.rows()));
    drawn = moment;
  }

  @Override
  public void close() {
    training.close();
  }
}
