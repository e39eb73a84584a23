package org.cdrl.training;

import org.cdrl.CdrlConfig;
import org.cdrl.network.Network;
import org.cdrl.network.VectorEnergy;
import org.cdrl.network.VectorInitializer;

/**
 * The networks that a configuration asks for.
 *
 * @param energy f
 * @param initializer g; null for DRL
 */
public record Networks(Network energy, Network initializer) {
  /**
   * Builds them.
   *
   * @param dimension d
   * @param conditionWidth total length of the one-hot condition vector; 0 without conditions
   */
  public static Networks of(CdrlConfig config, int dimension, int conditionWidth) {
    Network energy =
        new VectorEnergy(
            dimension,
            config.energyWidth(),
            config.energyMultipliers().stream().mapToInt(Integer::intValue).toArray(),
            config.frequencies(),
            config.frequencyScale(),
            conditionWidth);
    Network initializer =
        config.method() == CdrlConfig.Method.DRL
            ? null
            : new VectorInitializer(
                dimension,
                config.initializerWidth(),
                config.initializerWidth(),
                config.initializerBlocks(),
                config.groupNorm(),
                config.frequencies(),
                config.frequencyScale(),
                conditionWidth);
    return new Networks(energy, initializer);
  }
}
