package org.cdrl.sampling;

import org.cdrl.energy.Proposal;
import org.cdrl.langevin.StepSize;
import org.cdrl.schedule.NoiseSchedule;

/**
 * What all experts of an expression share.
 *
 * @param schedule noise levels
 * @param stepSize s_i^2
 * @param proposal what initializers' predictions mean
 * @param dimension d
 * @param threads of the sessions; 0 for one per core
 */
public record Diffusion(
    NoiseSchedule schedule, StepSize stepSize, Proposal proposal, int dimension, int threads) {}
