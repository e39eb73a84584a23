package org.cdrl;

/**
 * What is known of the run that made a model.
 *
 * @param rows training rows
 * @param iterations finished iterations, teaching included
 * @param seconds wall time spent training
 * @param secondsOutside part of it spent outside TensorFlow
 * @param energyGap mean over the last iterations, nats
 * @param initializerLoss mean over the last iterations; 0 for DRL
 * @param device that really ran, as TensorFlow names it
 * @param tensorFlowVersion of the natives
 */
public record TrainingSummary(
    long rows,
    long iterations,
    double seconds,
    double secondsOutside,
    double energyGap,
    double initializerLoss,
    String device,
    String tensorFlowVersion) {}
