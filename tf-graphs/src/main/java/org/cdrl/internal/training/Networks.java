package org.cdrl.internal.training;

import java.util.stream.IntStream;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.Method;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.internal.energy.Proposal;
import org.cdrl.internal.network.Bfloat16Check;
import org.cdrl.internal.network.ImageEnergy;
import org.cdrl.internal.network.ImageInitializer;
import org.cdrl.internal.network.ImageShape;
import org.cdrl.internal.network.LabelPosterior;
import org.cdrl.internal.network.Network;
import org.cdrl.internal.network.VectorEnergy;
import org.cdrl.internal.network.VectorInitializer;
import org.cdrl.schedule.NoiseSchedule;

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
   * @param mixedPrecision whether convolutions multiply in bfloat16
   */
  public static Networks of(
      CdrlConfig config,
      int dimension,
      int conditionWidth,
      LabelPosterior labels,
      boolean mixedPrecision) {
    return config.architecture() instanceof VectorArchitecture vectors
        ? ofVectors(config, vectors, dimension, conditionWidth, labels)
        : ofImages(
            config,
            (ImageArchitecture) config.architecture(),
            dimension,
            conditionWidth,
            mixedPrecision);
  }

  private static Networks ofVectors(
      CdrlConfig config,
      VectorArchitecture vectors,
      int dimension,
      int conditionWidth,
      LabelPosterior labels) {
    LabelPosterior predicted = config.chains().predictData() ? labels : null;
    int level = vectors.levelWidth();
    Network energy =
        new VectorEnergy(
            dimension,
            level == 0 ? vectors.energyWidth() : level,
            level == 0 ? 4 * vectors.energyWidth() : level,
            vectors.energyWidth(),
            vectors.energyMultipliers().stream().mapToInt(Integer::intValue).toArray(),
            vectors.frequencies(),
            vectors.frequencyScale(),
            conditionWidth);
    Network initializer =
        config.method() == Method.DRL
            ? null
            : new VectorInitializer(
                dimension,
                level == 0 ? vectors.initializerWidth() : level,
                vectors.initializerWidth(),
                vectors.initializerBlocks(),
                vectors.groupNorm(),
                vectors.frequencies(),
                vectors.frequencyScale(),
                conditionWidth,
                config.chains().predictData() ? config.chains().dataVariance() : 0,
                predicted);
    return new Networks(
        energy,
        initializer,
        new Proposal(config.schedule(), config.chains().predictData(), predicted));
  }

  private static Networks ofImages(
      CdrlConfig config,
      ImageArchitecture image,
      int dimension,
      int conditionWidth,
      boolean mixedPrecision) {
    if (dimension != image.values()) {
      throw new IllegalArgumentException(
          "The networks are for images of "
              + image.values()
              + " values ("
              + image.size()
              + " x "
              + image.size()
              + " x "
              + image.channels()
              + "), but the data have "
              + dimension);
    }
    if (mixedPrecision) {
      Bfloat16Check.require();
    }
    ImageShape shape = new ImageShape(image.size(), image.channels());
    boolean drl = config.method() == Method.DRL;
    NoiseSchedule schedule = config.schedule();
    Network energy =
        new ImageEnergy(
            shape,
            image.energyWidth(),
            image.energyMultipliers().stream().mapToInt(Integer::intValue).toArray(),
            image.energyBlocks(),
            conditionWidth,
            image.boundedConditions(),
            drl ? ImageEnergy.Variant.DRL : ImageEnergy.Variant.CDRL,
            IntStream.range(0, schedule.levels()).mapToDouble(schedule::logSnr).toArray(),
            mixedPrecision);
    Network initializer =
        drl
            ? null
            : new ImageInitializer(
                shape,
                image.initializerPatch(),
                image.initializerWidth(),
                image.initializerMultipliers().stream().mapToInt(Integer::intValue).toArray(),
                image.initializerBlocks(),
                image.attention(),
                image.dropout(),
                conditionWidth,
                config.chains().predictData() ? config.chains().dataVariance() : 0,
                mixedPrecision);
    return new Networks(
        energy, initializer, new Proposal(schedule, config.chains().predictData(), null));
  }
}
