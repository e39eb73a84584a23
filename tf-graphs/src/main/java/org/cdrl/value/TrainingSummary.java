package org.cdrl.value;

import java.util.Optional;

/**
 * What is known of the run that made a model.
 *
 * @param rows training rows; 0 for a model that was trained elsewhere
 * @param pretrainingIterations finished iterations in which the initializer learned alone
 * @param iterations finished iterations in which the energy learned; with validation those behind
 *     the best weights
 * @param seconds wall time of training, with everything that belongs to it: timing the machine,
 *     looks at held-out rows, calibration
 * @param secondsOutside part of it spent outside TensorFlow
 * @param energyGap mean over the last iterations, nats
 * @param initializerLoss mean over the last iterations; 0 for DRL
 * @param device that really ran, as TensorFlow names it
 * @param tensorFlowVersion of the natives
 */
public record TrainingSummary(
    long rows,
    long pretrainingIterations,
    long iterations,
    double seconds,
    double secondsOutside,
    double energyGap,
    double initializerLoss,
    String device,
    String tensorFlowVersion) {
  /** In shorter runs the energy hardly learns: the learning rate hardly reaches its full value. */
  public static final int LEAST_ITERATIONS = 100;

  /** Whether the energy had the iterations that it needs to tell data from anything else. */
  public boolean energyLearned() {
    return rows == 0 || iterations >= LEAST_ITERATIONS;
  }

  /** What to tell whoever uses a model that ended before its energy learned; empty if it did. */
  public Optional<String> shortfall() {
    return energyLearned()
        ? Optional.empty()
        : Optional.of(
            "The energy learned for "
                + iterations
                + " iterations, which is too short: it takes "
                + LEAST_ITERATIONS
                + " at least, and many more to be good. Samples, probabilities and scores of this"
                + " model mean little; train for longer, or with smaller networks");
  }

  /** The same of a run that took longer, for there was more to do than to train. */
  public TrainingSummary withSeconds(double all) {
    return new TrainingSummary(
        rows,
        pretrainingIterations,
        iterations,
        all,
        secondsOutside,
        energyGap,
        initializerLoss,
        device,
        tensorFlowVersion);
  }
}
