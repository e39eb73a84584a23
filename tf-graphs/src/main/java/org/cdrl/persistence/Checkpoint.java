package org.cdrl.persistence;

import org.cdrl.training.TrainingState;

/**
 * What a file adds to a model so that training can go on.
 *
 * @param state of the run
 * @param dataFingerprint of the training data
 * @param learningRateFactor by which learning rates are multiplied after roll-backs
 * @param seconds spent so far
 */
public record Checkpoint(
    TrainingState state, long dataFingerprint, double learningRateFactor, double seconds) {}
