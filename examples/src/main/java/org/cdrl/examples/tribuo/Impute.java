package org.cdrl.examples.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.example.NoisyInterlockingCrescentsDataSource;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains on examples of which a third lack a feature, and fills it in: one best value, and several
 * plausible ones.
 *
 * <p>{@code examples/run tribuo.Impute}
 */
public final class Impute {
  private static final String FEATURE = "X2";
  private static final int DRAWS = 10;

  private Impute() {}

  /** Tells the story. */
  public static void main(String[] args) {
    Dataset<Label> complete =
        new MutableDataset<>(new NoisyInterlockingCrescentsDataSource(600, 1, .1));
    Random random = new Random(2);
    List<Example<Label>> examples = new ArrayList<>();
    List<Example<Label>> lacking = new ArrayList<>();
    List<Integer> at = new ArrayList<>();
    List<Double> truth = new ArrayList<>();
    for (Example<Label> example : complete) {
      if (random.nextInt(3) > 0) {
        examples.add(example);
        continue;
      }
      Example<Label> without = new ArrayExample<>(example.getOutput());
      for (Feature feature : example) {
        if (feature.getName().equals(FEATURE)) {
          truth.add(feature.getValue());
        } else {
          without.add(feature);
        }
      }
      at.add(examples.size());
      examples.add(without);
      lacking.add(without);
    }
    Dataset<Label> data =
        new MutableDataset<>(
            new ListDataSource<>(
                examples,
                complete.getOutputFactory(),
                new SimpleDataSourceProvenance(
                    "crescents with holes", complete.getOutputFactory())));
    System.out.printf(
        Locale.ROOT, "Loaded %d examples, %d without %s%n", data.size(), lacking.size(), FEATURE);

    // An absent feature is one whose value is not known: that is what MISSING says.
    CDRLTrainer<Label> trainer =
        CDRLTrainer.builder(new LabelConditioning(), Absent.MISSING)
            .iterations(800)
            .batchSize(256)
            .set(VectorArchitecture.ENERGY_WIDTH, 64)
            .set(VectorArchitecture.INITIALIZER_WIDTH, 64)
            .folds(0)
            .seed(1)
            .build();
    try (CDRLModel<Label> model = trainer.train(data)) {
      System.out.println("Trained " + model);

      // One best value each. The provenance tells of the model and of the data it completed.
      MutableDataset<Label> whole = model.impute(data);
      double mean = mean(examples);
      double ofMean = 0;
      double ofModel = 0;
      for (int n = 0; n < truth.size(); n++) {
        ofMean += Math.abs(mean - truth.get(n)) / truth.size();
        ofModel += Math.abs(value(whole.getExample(at.get(n))) - truth.get(n)) / truth.size();
      }
      System.out.printf(
          Locale.ROOT,
          "%nA data set of %d complete examples, from %s%n"
              + "Mean absolute error: %.3f with the feature's mean, %.3f with the model%n",
          whole.size(),
          whole.getProvenance().getSourceProvenance().getClassName(),
          ofMean,
          ofModel);

      // Several plausible values each show where a value is anybody's guess.
      List<List<Example<Label>>> several =
          model.imputer().draws(DRAWS).seed(3).fillSeveral(lacking);
      int inside = 0;
      for (int n = 0; n < lacking.size(); n++) {
        int k = n;
        double[] values = several.stream().mapToDouble(set -> value(set.get(k))).sorted().toArray();
        double low = values[0];
        double high = values[DRAWS - 1];
        inside += low <= truth.get(n) && truth.get(n) <= high ? 1 : 0;
        if (n < 5) {
          System.out.printf(
              Locale.ROOT,
              "  %s, %s: drawn %.2f to %.2f, in truth %.2f%n",
              lacking.get(n).getOutput().getLabel(),
              lacking.get(n).iterator().next(),
              low,
              high,
              truth.get(n));
        }
      }
      System.out.printf(
          Locale.ROOT,
          "The truth is within %d draws for %.1f %% (%.1f %% if they were perfect)%n",
          DRAWS,
          100. * inside / lacking.size(),
          100. * (DRAWS - 1) / (DRAWS + 1));
    }
  }

  private static double mean(List<Example<Label>> examples) {
    return examples.stream()
        .filter(e -> e.lookup(FEATURE) != null)
        .mapToDouble(Impute::value)
        .average()
        .orElseThrow();
  }

  private static double value(Example<Label> example) {
    return example.lookup(FEATURE).getValue();
  }
}
