package org.cdrl.examples.tribuo;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.example.GaussianLabelDataSource;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;

/**
 * Finds a model file, reads from its provenance how it came about, does that again, and compares.
 *
 * <p>The same data, settings, machine and threads give the same bits, in training and in sampling.
 *
 * <p>{@code examples/run tribuo.RebuildFromProvenance}
 */
public final class RebuildFromProvenance {
  private RebuildFromProvenance() {}

  /** Tells the story. */
  public static void main(String[] args) throws IOException {
    Path file = Files.createTempFile("model", ".tribuo");
    Path configuration = Files.createTempFile("model", ".xml");
    try {
      train(file);
      try (CDRLModel<Label> found = CDRLModel.load(file, Label.class);
          CDRLModel<Label> rebuilt = rebuild(found.getProvenance(), configuration)) {
        Dataset<Label> drawn = found.sample(200, 5);
        System.out.println(
            "Same 200 samples: " + drawn.getData().equals(rebuilt.sample(200, 5).getData()));
        System.out.println(
            "Same scores of them: " + Arrays.equals(found.score(drawn), rebuilt.score(drawn)));
        System.out.println("\nThe configuration, for a file of its own:\n");
        System.out.println(Files.readString(configuration));
      }
    } finally {
      Files.delete(file);
      Files.delete(configuration);
    }
  }

  /** What somebody did, long ago. */
  private static void train(Path file) throws IOException {
    GaussianLabelDataSource source =
        new GaussianLabelDataSource(
            400,
            11,
            new double[] {-1, 0},
            new double[] {1, 0, 0, 1},
            new double[] {2, 1},
            new double[] {1, .5, .5, 1});
    CDRLTrainer<Label> trainer =
        CDRLTrainer.builder(new LabelConditioning(), Absent.MISSING)
            .iterations(300)
            .batchSize(256)
            .set(VectorArchitecture.ENERGY_WIDTH, 64)
            .set(VectorArchitecture.INITIALIZER_WIDTH, 64)
            .folds(0)
            .seed(42)
            .build();
    try (CDRLModel<Label> model = trainer.train(new MutableDataset<>(source))) {
      model.serializeToFile(file);
    }
  }

  @SuppressWarnings("unchecked") // a model of labels was trained on labels
  private static CDRLModel<Label> rebuild(ModelProvenance provenance, Path file)
      throws IOException {
    System.out.println("Found a model trained at " + provenance.getTrainingTime());
    System.out.println("Of its run: " + provenance.getInstanceProvenance());
    List<ConfigurationData> parts = ProvenanceUtil.extractConfiguration(provenance);
    System.out.println("It takes to make it:");
    parts.forEach(part -> System.out.println("  " + part.getName() + ", a " + part.getClassName()));
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(parts);
    // All of it, not only what was looked up so far.
    manager.save(file.toFile(), true);

    CDRLTrainer<Label> trainer = manager.lookupAll(CDRLTrainer.class).get(0);
    ConfigurableDataSource<Label> source = manager.lookupAll(ConfigurableDataSource.class).get(0);
    // A trainer may train several models, each with random numbers of its own.
    int invocation = invocation(provenance.getTrainerProvenance());
    Dataset<Label> data = new MutableDataset<>(source);
    System.out.printf(
        Locale.ROOT, "Training again, on %d examples, invocation %d%n", data.size(), invocation);
    return trainer.train(data, Map.of(), invocation);
  }

  private static int invocation(TrainerProvenance provenance) {
    return (Integer)
        provenance.getInstanceValues().get(TrainerProvenance.TRAIN_INVOCATION_COUNT).getValue();
  }
}
