package org.cdrl.internal.energy;

import java.util.Arrays;
import org.cdrl.internal.network.Network;

/**
 * The networks of one trained model as graphs use them.
 *
 * @param energy f
 * @param energyWeights flat, already normalised
 * @param initializer g; null for a DRL model
 * @param initializerWeights flat; null for a DRL model
 * @param attributeSizes number of values of every condition attribute, the empty one included
 */
public record Expert(
    Network energy,
    float[] energyWeights,
    Network initializer,
    float[] initializerWeights,
    int[] attributeSizes) {
  /** The length of the one-hot condition vector. */
  public int conditionWidth() {
    return Arrays.stream(attributeSizes).sum();
  }
}
