package org.cdrl.config;

/**
 * How fast a machine trains a model, measured before it does.
 *
 * @param pretraining seconds of an iteration in which the initializer learns alone; 0 for DRL
 * @param iteration seconds of any other iteration
 * @param completions seconds of all draws of missing values in a run
 */
public record Pace(double pretraining, double iteration, double completions) {
  /** Seconds that a run takes. */
  public double seconds(CdrlConfig config) {
    return config.pretraining() * pretraining
        + config.optimisation().iterations() * iteration
        + completions;
  }
}
