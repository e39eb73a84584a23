package org.cdrl.tribuo;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.Conditioning;
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
  private Small() {}

  /** A trainer that takes a second or two. */
  public static <T extends Output<T>> CDRLTrainer.Builder<T> trainer(Conditioning<T> conditioning) {
    return CDRLTrainer.builder(conditioning, Absent.MISSING)
        .energyWidth(16)
        .energyMultipliers(1)
        .initializerWidth(16)
        .batchSize(64)
        .teachingIterations(40)
        .iterations(80)
        .langevinSteps(5)
        .threads(1);
  }

  /** Examples as a data set. */
  public static <T extends Output<T>> MutableDataset<T> data(
      List<Example<T>> examples, OutputFactory<T> factory) {
    return new MutableDataset<>(
        examples, new SimpleDataSourceProvenance("small", factory), factory);
  }

  /**
   * Flowers: "tall" ones are long and mostly red, "flat" ones short and mostly blue; the number of
   * leaves is whole, and missing for every fifth flower.
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
    Example<Label> example =
        example(
            new Label(tall ? "tall" : "flat"),
            Map.of(
                "length",
                Math.round(10 * ((tall ? 6 : 2) + random.nextGaussian())) / 10.,
                random.nextInt(8) > 0 == tall ? "colour@red" : "colour@blue",
                1.));
    if (r % 5 != 0) {
      example.add(new Feature("leaves", 1 + random.nextInt(6)));
    }
    return example;
  }

  /** An example with these features. */
  public static <T extends Output<T>> Example<T> example(T output, Map<String, Double> features) {
    Example<T> example = new ArrayExample<>(output);
    features.forEach((name, value) -> example.add(new Feature(name, value)));
    return example;
  }
}
