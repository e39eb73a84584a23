package org.cdrl.training;

import org.cdrl.CdrlConfig;
import org.cdrl.energy.Proposal;
import org.cdrl.network.LabelPosterior;
import org.cdrl.network.Network;
import org.cdrl.network.VectorEnergy;
import org.cdrl.network.VectorInitializer;

/**
 * The networks that a configuration asks for.
 *
 * @param energy f
 * @param initializer g; null for DRL
 * @param proposal what g's predictions mean
 */
public record Networks(Network energy, Network initializer, Proposal proposal) {
  /**
   * Builds them.
   *
   * @param dimension d
   * @param conditionWidth total length of the one-hot condition vector; 0 without conditions
   * @param labels of the data; null if they have none
   */
  public static Networks of(
      CdrlConfig config, int dimension, int conditionWidth, LabelPosterior labels) {
    LabelPosterior predicted = config.predictData() ? labels : null;
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
                conditionWidth,
                config.predictData() ? config.dataVariance() : 0,
                predicted);
    return new Networks(
        energy, initializer, new Proposal(config.schedule(), config.predictData(), predicted));
  }
}
