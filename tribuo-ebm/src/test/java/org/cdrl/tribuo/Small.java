package org.cdrl.tribuo;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.cdrl.config.Chains;
import org.cdrl.config.Optimisation;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Small data sets and quick trainers, for tests. */
public final class Small {
  private static CDRLModel<Label> flowers;

  private Small() {}

  /** A model of flowers, which all tests share and none closes. */
  public static synchronized CDRLModel<Label> flowersModel() {
    if (flowers == null) {
      flowers = thorough(new LabelConditioning("height")).build().train(flowers(400, 1));
    }
    return flowers;
  }

  /** A trainer that takes a few seconds; held-out examples calibrate it, for folds take longer. */
  public static <T extends Output<T>> CDRLTrainerBuilder<T> trainer(Conditioning<T> conditioning) {
    return trainer(conditioning, Absent.MISSING);
  }

  /** A trainer that takes a few seconds. */
  public static <T extends Output<T>> CDRLTrainerBuilder<T> trainer(
      Conditioning<T> conditioning, Absent absent) {
    return CDRLTrainer.builder(conditioning, absent)
        .validation(.3)
        .set(Chains.LEVELS, 6)
        .set(VectorArchitecture.ENERGY_WIDTH, 16)
        .set(VectorArchitecture.ENERGY_MULTIPLIERS, List.of(1))
        .set(VectorArchitecture.INITIALIZER_WIDTH, 16)
        .batchSize(64)
        .set(Optimisation.PRETRAINING_ITERATIONS, 40)
        .iterations(80)
        .set(Chains.LANGEVIN_STEPS, 4)
        .threads(1);
  }

  /** A trainer that takes a few seconds more, for models that are to be good for something. */
  public static <T extends Output<T>> CDRLTrainerBuilder<T> thorough(Conditioning<T> conditioning) {
    return trainer(conditioning)
        .set(VectorArchitecture.ENERGY_WIDTH, 32)
        .set(VectorArchitecture.ENERGY_MULTIPLIERS, List.of(1, 1))
        .set(VectorArchitecture.INITIALIZER_WIDTH, 32)
        .batchSize(128)
        .set(Optimisation.PRETRAINING_ITERATIONS, 150)
        .iterations(400)
        .set(Optimisation.AVERAGE_DECAY, .98)
        .set(Chains.LANGEVIN_STEPS, 8);
  }

  /** Examples as a data set. */
  public static <T extends Output<T>> MutableDataset<T> data(
      List<Example<T>> examples, OutputFactory<T> factory) {
    return new MutableDataset<>(
        examples, new SimpleDataSourceProvenance("small", factory), factory);
  }

  /**
   * Flowers: "tall" ones are long and mostly red, "flat" ones short and mostly blue; the number of
   * leaves is whole.
   */
  public static MutableDataset<Label> flowers(int n, long seed) {
    Random random = new Random(seed);
    LabelFactory factory = new LabelFactory();
    return data(
        IntStream.range(0, n).mapToObj(r -> flower(r, random)).<Example<Label>>map(e -> e).toList(),
        factory);
  }

  private static Example<Label> flower(int r, Random random) {
    boolean tall = r % 2 == 0;
    return example(
        new Label(tall ? "tall" : "flat"),
        Map.of(
            "length",
            Math.round(10 * ((tall ? 6 : 2) + random.nextGaussian())) / 10.,
            random.nextInt(8) > 0 == tall ? "colour@red" : "colour@blue",
            1.,
            "leaves",
            1. + random.nextInt(6)));
  }

  /** An example with these features. */
  public static <T extends Output<T>> Example<T> example(T output, Map<String, Double> features) {
    Example<T> example = new ArrayExample<>(output);
    features.forEach((name, value) -> example.add(new Feature(name, value)));
    return example;
  }
}
