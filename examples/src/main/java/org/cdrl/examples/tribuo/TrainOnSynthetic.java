package org.cdrl.examples.tribuo;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.cdrl.tribuo.source.ModelSampleSource;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.example.NoisyInterlockingCrescentsDataSource;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.evaluation.TrainTestSplitter;

/**
 * Trains a random forest on synthetic examples only, and tests it on real ones (TSTR); the same
 * forest trained on real examples is what it can hope for.
 *
 * <p>{@code examples/run tribuo.TrainOnSynthetic}
 */
public final class TrainOnSynthetic {
  private TrainOnSynthetic() {}

  /** Tells the story. */
  public static void main(String[] args) throws IOException {
    // Tribuo tells of every tree it grows.
    Logger.getLogger("org.tribuo").setLevel(Level.WARNING);

    TrainTestSplitter<Label> split =
        new TrainTestSplitter<>(new NoisyInterlockingCrescentsDataSource(1000, 1, .25), .7, 1);
    Dataset<Label> train = new MutableDataset<>(split.getTrain());
    Dataset<Label> test = new MutableDataset<>(split.getTest());
    System.out.printf(
        Locale.ROOT, "Loaded %d examples to train and %d to test%n", train.size(), test.size());

    CDRLTrainer<Label> trainer =
        CDRLTrainer.builder(new LabelConditioning(), Absent.MISSING)
            .iterations(800)
            .batchSize(256)
            .set(VectorArchitecture.ENERGY_WIDTH, 64)
            .set(VectorArchitecture.INITIALIZER_WIDTH, 64)
            .folds(0)
            .seed(1)
            .build();
    Path file = Files.createTempFile("crescents", ".tribuo");
    try {
      try (CDRLModel<Label> model = trainer.train(train)) {
        System.out.println("Trained " + model);
        model.serializeToFile(file);
      }
      // From here on, nobody needs the real examples.
      Dataset<Label> synthetic =
          new MutableDataset<>(new ModelSampleSource<Label>(file, train.size(), 5));
      System.out.println("Drew " + synthetic.size() + " examples from " + file.getFileName());

      Model<Label> onSynthetic = forest().train(synthetic);
      System.out.printf(
          Locale.ROOT,
          "%nMacro-averaged F1 on the real test examples:%n  trained on real       %.3f%n"
              + "  trained on synthetic  %.3f%n",
          f1(forest().train(train), test),
          f1(onSynthetic, test));
      System.out.println("\nThe second in full:\n" + evaluate(onSynthetic, test));

      // The forest knows where its examples come from: it holds the provenance of the generator.
      System.out.println("\nWhat the second forest's examples were made of:");
      for (ConfigurationData part :
          ProvenanceUtil.extractConfiguration(onSynthetic.getProvenance().getDatasetProvenance())) {
        System.out.println("  " + part.getName() + ", a " + part.getClassName());
      }
    } finally {
      Files.delete(file);
    }
  }

  private static Trainer<Label> forest() {
    return new RandomForestTrainer<>(
        new CARTClassificationTrainer(Integer.MAX_VALUE, .7f, 1), new VotingCombiner(), 100);
  }

  private static double f1(Model<Label> model, Dataset<Label> test) {
    return evaluate(model, test).macroAveragedF1();
  }

  private static LabelEvaluation evaluate(Model<Label> model, Dataset<Label> test) {
    return new LabelEvaluator().evaluate(model, test);
  }
}
