package org.cdrl.internal.sampling;

import org.cdrl.config.Execution;
import org.cdrl.config.StepSize;
import org.cdrl.internal.energy.Proposal;
import org.cdrl.schedule.NoiseSchedule;

/**
 * What all experts of an expression share.
 *
 * @param schedule noise levels
 * @param stepSize s_i^2
 * @param proposal what initializers' predictions mean
 * @param dimension d
 * @param execution of the graphs
 */
public record Diffusion(
    NoiseSchedule schedule,
    StepSize stepSize,
    Proposal proposal,
    int dimension,
    Execution execution) {}
