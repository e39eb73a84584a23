package org.cdrl.sampling;

import org.cdrl.energy.Proposal;
import org.cdrl.graph.Execution;
import org.cdrl.langevin.StepSize;
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
