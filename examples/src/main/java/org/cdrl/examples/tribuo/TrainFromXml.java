package org.cdrl.examples.tribuo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cdrl.tribuo.CDRLModel;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.example.NoisyInterlockingCrescentsDataSource;
import org.tribuo.data.ConfigurableTrainTest;
import org.tribuo.data.csv.CSVSaver;

/**
 * Trains with Tribuo's own program and a configuration in XML: no code of one's own at all.
 *
 * <p>The configuration is {@code trainer.xml} beside this class, and a good one to start from.
 *
 * <p>{@code examples/run tribuo.TrainFromXml}, or with files of one's own {@code examples/run
 * tribuo.TrainFromXml ARGUMENT...}, which are those of Tribuo's program.
 */
public final class TrainFromXml {
  private static final String CONFIGURATION = "/org/cdrl/examples/tribuo/trainer.xml";

  private TrainFromXml() {}

  /** Tells the story. */
  public static void main(String[] args) throws IOException {
    if (args.length > 0) {
      ConfigurableTrainTest.main(args);
      return;
    }
    Path folder = Files.createTempDirectory("train-from-xml");
    Path train = folder.resolve("train.csv");
    Path test = folder.resolve("test.csv");
    Path file = folder.resolve("model.tribuo");
    try {
      write(train, 1);
      write(test, 2);
      List<String> arguments =
          List.of(
              "-c", CONFIGURATION,
              "-t", "cdrl", // the trainer's name in the configuration
              "-a", "labels", // that of what makes outputs
              "-u", train.toString(),
              "-v", test.toString(),
              "-s", "CSV",
              "--csv-response-name", "label",
              "-f", file.toString(),
              "--model-output-protobuf", "true",
              // Any setting of the configuration can be changed on the command line; here, to be
              // quick.
              "--@cdrl.iterations", "300",
              "--@cdrl.batchSize", "256",
              "--@cdrl.energyWidth", "64",
              "--@cdrl.initializerWidth", "64");
      System.out.println("ConfigurableTrainTest " + String.join(" ", arguments) + "\n");
      ConfigurableTrainTest.main(arguments.toArray(String[]::new));

      try (CDRLModel<Label> model = CDRLModel.load(file, Label.class)) {
        System.out.println("It wrote " + model);
        model.sample(3, 1).forEach(System.out::println);
      }
    } finally {
      for (Path path : List.of(train, test, file)) {
        Files.deleteIfExists(path);
      }
      Files.delete(folder);
    }
  }

  private static void write(Path path, long seed) throws IOException {
    Dataset<Label> data =
        new MutableDataset<>(new NoisyInterlockingCrescentsDataSource(400, seed, .15));
    new CSVSaver().save(path, data, "label");
  }
}
