package org.cdrl.examples.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.List;
import java.util.Locale;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.example.GaussianLabelDataSource;

/**
 * Draws examples of one label, with more and more guidance towards it.
 *
 * <p>The labels are two Gaussians that overlap, so the true probability of a label is known at
 * every point. Guidance draws what is typical of its label; the price is variety.
 *
 * <p>{@code examples/run tribuo.GuidedSampling}
 */
public final class GuidedSampling {
  private static final double[] FIRST_MEAN = {-1, 0};
  private static final double[] SECOND_MEAN = {1, 0};
  private static final double[] IDENTITY = {1, 0, 0, 1};

  private GuidedSampling() {}

  /** Tells the story. */
  public static void main(String[] args) {
    Dataset<Label> data =
        new MutableDataset<>(
            new GaussianLabelDataSource(900, 1, FIRST_MEAN, IDENTITY, SECOND_MEAN, IDENTITY));
    Label wanted = data.getExample(0).getOutput();
    double[] mean =
        mean(data.getData().stream().filter(e -> e.getOutput().equals(wanted)).toList());
    double side = Math.signum(mean[0]);
    System.out.printf(
        Locale.ROOT,
        "Loaded %d examples, labels %s; those of %s are around (%.2f, %.2f)%n",
        data.size(),
        data.getOutputInfo().toReadableString(),
        wanted.getLabel(),
        mean[0],
        mean[1]);

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
      System.out.printf(
          Locale.ROOT,
          "%n%d examples of %s per line.%n"
              + "guidance  mean of X1  deviation of X1  true probability of %s%n",
          1000,
          wanted.getLabel(),
          wanted.getLabel());
      for (double guidance : new double[] {0, .5, 1, 2}) {
        List<Example<Label>> drawn =
            model.sampler().given(wanted).guidance(guidance).seed(3).examples(1000);
        double[] x = drawn.stream().mapToDouble(e -> e.lookup("X1").getValue()).toArray();
        double centre = mean(drawn)[0];
        double square = 0;
        double probability = 0;
        for (double v : x) {
          square += (v - centre) * (v - centre) / x.length;
          // Bayes' rule for Gaussians of the same covariance, two apart and equally frequent.
          probability += 1 / (1 + Math.exp(-2 * side * v)) / x.length;
        }
        System.out.printf(
            Locale.ROOT,
            "%8.1f  %10.2f  %15.2f  %.3f%n",
            guidance,
            centre,
            Math.sqrt(square),
            probability);
      }
      System.out.println("\nThe provenance of a sample tells what was asked for:");
      for (Pair<String, Provenance> part :
          model.sampler().given(wanted).guidance(1).source(5).getProvenance()) {
        // The generator's own provenance is longer than all the rest.
        if (!part.getA().equals("generator")) {
          System.out.println("  " + part.getA() + ": " + part.getB());
        }
      }
    }
  }

  private static double[] mean(List<Example<Label>> examples) {
    return new double[] {mean(examples, "X1"), mean(examples, "X2")};
  }

  private static double mean(List<Example<Label>> examples, String feature) {
    return examples.stream().mapToDouble(e -> e.lookup(feature).getValue()).average().orElseThrow();
  }
}
