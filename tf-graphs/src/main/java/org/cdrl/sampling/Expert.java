package org.cdrl.sampling;

import org.cdrl.network.Network;

/**
 * The networks of one trained model as the sampling graphs use them.
 *
 * @param energy f
 * @param energyWeights flat, already normalised
 * @param initializer g; null for a DRL model
 * @param initializerWeights flat; null for a DRL model
 * @param conditionWidth total length of the one-hot condition vector; 0 without conditions
 */
public record Expert(
    Network energy,
    float[] energyWeights,
    Network initializer,
    float[] initializerWeights,
    int conditionWidth) {}
