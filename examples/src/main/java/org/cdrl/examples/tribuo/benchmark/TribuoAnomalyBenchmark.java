package org.cdrl.examples.tribuo.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import libsvm.svm;
import org.cdrl.examples.figures.MeanLine;
import org.cdrl.examples.figures.Stopwatch;
import org.cdrl.quality.Scores;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.conditioning.EventConditioning;
import org.cdrl.tribuo.source.TableDataSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.Event.EventType;
import org.tribuo.anomaly.liblinear.LibLinearAnomalyTrainer;
import org.tribuo.anomaly.liblinear.LinearAnomalyType;
import org.tribuo.anomaly.liblinear.LinearAnomalyType.LinearType;
import org.tribuo.anomaly.libsvm.LibSVMAnomalyTrainer;
import org.tribuo.anomaly.libsvm.SVMAnomalyType;
import org.tribuo.anomaly.libsvm.SVMAnomalyType.SVMMode;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.SVMParameters;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.LinearScalingTransformation;
import org.tribuo.transform.transformations.MeanStdDevTransformation;

/**
 * Anomaly detection on sets of ADBench beside Tribuo's own detectors, clean split: half of the
 * normal rows, shuffled, to train on; the other half and all anomalies to test on.
 *
 * <p>{@code examples/run tribuo.benchmark.TribuoAnomalyBenchmark [--iterations N] DATA SEEDS
 * [SET...]} prints a line per set and seed: the area under the ROC curve, in per cent, of the
 * predictions of this project's default configuration, of LibSVM's one-class machine (RBF kernel,
 * gamma 1 / features, on standardised features) and of LibLinear's (on features scaled to 0 .. 1:
 * it separates from the origin), both with nu .5; and the seconds of training and predicting. Then
 * the means. Sets are named as their files without number: {@code cardio}.
 */
public final class TribuoAnomalyBenchmark {
  private static final double NU = .5;
  private static final AnomalyFactory FACTORY = new AnomalyFactory();

  /** Held here, because loggers are forgotten else. */
  private static final List<Logger> CHATTY =
      List.of(Logger.getLogger("org.tribuo"), Logger.getLogger("org.cdrl"));

  private TribuoAnomalyBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    BenchmarkArguments arguments =
        BenchmarkArguments.parse("TribuoAnomalyBenchmark", "SEEDS", args);
    CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
    // LibSVM would print among the results.
    svm.svm_set_print_string_function(text -> {});
    List<Path> files;
    try (Stream<Path> found = Files.list(arguments.data().resolve("adbench"))) {
      files = found.sorted().toList();
    }
    arguments.requireAmong(files.stream().map(TribuoAnomalyBenchmark::name).toList());
    System.out.println(
        "set,seed,rows,features,cdrl,libsvm,liblinear,"
            + "seconds_cdrl,seconds_libsvm,seconds_liblinear");
    MeanLine means = new MeanLine();
    for (Path file : files.stream().filter(f -> arguments.wants(name(f))).toList()) {
      for (int seed = 1; seed <= arguments.count(); seed++) {
        Split split = Split.of(file, seed);
        List<Trainer<Event>> trainers =
            List.of(
                arguments.trainer(new EventConditioning(), seed).build(),
                libSvm(split.train(), seed),
                libLinear(seed));
        double[] figures = new double[2 * trainers.size()];
        for (int k = 0; k < trainers.size(); k++) {
          Stopwatch watch = new Stopwatch();
          figures[k] = 100 * area(trainers.get(k), split);
          figures[k + trainers.size()] = watch.lap();
        }
        means.add(figures);
        System.out.printf(
            Locale.ROOT,
            "%s,%d,%d,%d,%s%n",
            name(file),
            seed,
            split.train().size(),
            split.train().getFeatureMap().size(),
            MeanLine.text(figures));
      }
    }
    System.out.println("mean,,,," + means);
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceAll("^[0-9]+_|\\.csv\\.gz$", "");
  }

  private static Trainer<Event> libSvm(Dataset<Event> train, long seed) {
    SVMParameters<Event> parameters =
        new SVMParameters<>(new SVMAnomalyType(SVMMode.ONE_CLASS), KernelType.RBF);
    parameters.setGamma(1. / train.getFeatureMap().size());
    parameters.setNu(NU);
    return new TransformTrainer<>(
        new LibSVMAnomalyTrainer(parameters, seed),
        VaryingFeatures.each(train, 1, new MeanStdDevTransformation()),
        true);
  }

  private static Trainer<Event> libLinear(long seed) {
    return new TransformTrainer<>(
        new LibLinearAnomalyTrainer(
            new LinearAnomalyType(LinearType.ONECLASS_SVM), 1, 1000, .01, NU, seed),
        new TransformationMap(List.of(new LinearScalingTransformation(0, 1))),
        true);
  }

  private static double area(Trainer<Event> trainer, Split split) {
    Model<Event> model = trainer.train(split.train());
    List<Prediction<Event>> predictions = model.predict(split.test());
    if (model instanceof CDRLModel<Event> cdrl) {
      cdrl.close();
    }
    boolean[] anomalous = new boolean[predictions.size()];
    double[] anomalyScores = new double[anomalous.length];
    for (int n = 0; n < anomalous.length; n++) {
      Prediction<Event> prediction = predictions.get(n);
      anomalous[n] = prediction.getExample().getOutput().getType() == EventType.ANOMALOUS;
      anomalyScores[n] = -prediction.getOutput().getScore();
    }
    return Scores.areaUnderCurve(anomalous, anomalyScores);
  }

  private record Split(Dataset<Event> train, Dataset<Event> test) {
    static Split of(Path file, int seed) throws IOException {
      List<Example<Event>> expected = new ArrayList<>();
      List<Example<Event>> anomalous = new ArrayList<>();
      for (Example<Label> row : new TableDataSource<>(file, new LabelFactory(), "label")) {
        if (row.getOutput().getLabel().equals("0")) {
          expected.add(new ArrayExample<>(AnomalyFactory.EXPECTED_EVENT, row, 1));
        } else {
          anomalous.add(new ArrayExample<>(AnomalyFactory.ANOMALOUS_EVENT, row, 1));
        }
      }
      Collections.shuffle(expected, new Random(seed));
      int half = expected.size() / 2;
      List<Example<Event>> test = new ArrayList<>(expected.subList(half, expected.size()));
      test.addAll(anomalous);
      return new Split(data(file, expected.subList(0, half)), data(file, test));
    }

    private static Dataset<Event> data(Path file, List<Example<Event>> examples) {
      return new MutableDataset<>(
          examples, new SimpleDataSourceProvenance(name(file), FACTORY), FACTORY);
    }
  }
}
