package org.cdrl.examples.tribuo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.ColumnShapes;
import org.cdrl.table.quality.PairTrends;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.cdrl.tribuo.source.TableDataSource;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.example.NoisyInterlockingCrescentsDataSource;

/**
 * Trains a generative model of labelled examples, draws new ones, and keeps the model in a file.
 *
 * <p>{@code examples/run tribuo.TrainAndSample [FILE]}: the file is a CSV with a header, or an ARFF
 * file, whose last column is the label, such as iris. Without one the data are two interlocking
 * crescents.
 */
public final class TrainAndSample {
  private TrainAndSample() {}

  /** Tells the story. */
  public static void main(String[] args) throws IOException {
    ConfigurableDataSource<Label> source =
        args.length == 0 ? new NoisyInterlockingCrescentsDataSource(500, 1, .1) : read(args[0]);
    Dataset<Label> data = new MutableDataset<>(source);
    System.out.printf(
        Locale.ROOT,
        "Loaded %d examples of %d features, labels %s%n",
        data.size(),
        data.getFeatureMap().size(),
        data.getOutputInfo().toReadableString());

    // Two things have to be said: how outputs join the model, and what an absent feature means.
    // Sampling needs no calibrated class probabilities, so the models that calibrate are left out.
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
      System.out.println("Of the run: " + model.getProvenance().getInstanceProvenance());

      // A sample is a data set as any other, with as many of each label as there were in training.
      MutableDataset<Label> drawn = model.sample(data.size(), 7);
      System.out.printf(
          Locale.ROOT,
          "%nDrew %d examples, labels %s%n",
          drawn.size(),
          drawn.getOutputInfo().toReadableString());
      drawn.getData().subList(0, 3).forEach(System.out::println);

      Table real = model.rows(data.getData());
      Table synthetic = model.rows(drawn.getData());
      System.out.printf(
          Locale.ROOT,
          "%nAlike, from 0 to 1: columns %.3f, pairs of columns %.3f%n",
          ColumnShapes.of(real, synthetic).mean(),
          PairTrends.of(real, synthetic).mean());

      // One label only.
      Label first = data.getOutputInfo().getDomain().iterator().next();
      System.out.println(
          "Ten of one label: " + model.sample(10, first, 7).getOutputInfo().toReadableString());

      // A model file is Tribuo's; what is read draws the very same examples.
      Path file = Files.createTempFile("model", ".tribuo");
      try {
        model.serializeToFile(file);
        try (CDRLModel<Label> again = CDRLModel.load(file, Label.class)) {
          System.out.printf(
              Locale.ROOT,
              "A file of %d kB, and from it the same examples: %s%n",
              Files.size(file) / 1000,
              again.sample(data.size(), 7).getData().equals(drawn.getData()));
        }
      } finally {
        Files.delete(file);
      }
    }
  }

  private static TableDataSource<Label> read(String file) throws IOException {
    Path path = Path.of(file);
    List<String> columns = TableFile.infer(path, TableFormat.DEFAULT, Map.of(), Set.of()).names();
    return new TableDataSource<>(path, new LabelFactory(), columns.get(columns.size() - 1));
  }
}
