package org.cdrl.examples;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.Sampler;
import org.cdrl.TrainingData;
import org.cdrl.TrainingDivergedException;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.ImageDefaults;
import org.cdrl.config.Method;
import org.cdrl.feature.Features;
import org.cdrl.feature.ImageClassifier;
import org.cdrl.image.ImageRows;
import org.cdrl.image.ImageSet;
import org.cdrl.metrics.FrechetDistance;
import org.cdrl.metrics.RocCurve;
import org.cdrl.tribuo.source.ImageFiles;
import org.cdrl.value.Condition;

/**
 * Quality over training time on images, of several settings in one run.
 *
 * <p>{@code examples/run ImageTimeToQuality [--bfloat16] IMAGES TEST SEED THREADS POINTS FOLDER
 * NAME[:SETTING=VALUE,...]...}: every NAME is trained once, with the settings given and those of
 * {@code cdrl train-images --width 32} otherwise. At evenly spaced iterations the averaged weights
 * draw 500 images, a class after the other. A line per measurement has the seconds of all cores
 * (drawing not counted), the cooperative iterations, and the Frechet distance from 500 images of
 * TEST by the features of a classifier that is trained on images of IMAGES. At the end, the
 * distance with K' = 5, and the area under the ROC curve of uniform noise by every level's energy.
 */
public final class ImageTimeToQuality {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int DRAWN = 500;
  private static final int OF_CLASSIFIER = 5000;

  private ImageTimeToQuality() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    List<String> given = new ArrayList<>(List.of(args));
    boolean bfloat16 = given.remove("--bfloat16");
    long seed = Long.parseLong(given.get(2));
    Execution execution =
        Execution.DEFAULT.threads(Integer.parseInt(given.get(3))).mixedPrecision(bfloat16);
    int points = Integer.parseInt(given.get(4));
    Path folder = Files.createDirectories(Path.of(given.get(5)));
    try (ImageSet set = ImageFiles.open(given.get(0), 32, 3);
        ImageSet test = ImageFiles.open(given.get(1), 32, 3)) {
      ImageArchitecture image =
          ImageArchitecture.smallFor(set.height(), set.width(), set.channels(), 32);
      try (Judge judge = Judge.of(image, set, test, seed, execution)) {
        for (String named : given.subList(6, given.size())) {
          String name = named.split(":")[0];
          CdrlConfig config =
              config(image, named.contains(":") ? named.substring(name.length() + 1) : "", seed);
          new Run(name, config, execution, points, folder, judge).of(set);
        }
      }
    }
  }

  private static CdrlConfig config(ImageArchitecture image, String settings, long seed) {
    Map<String, String> texts = ImageDefaults.of(image, Method.CDRL).seed(seed).build().allTexts();
    for (String setting : settings.isEmpty() ? new String[0] : settings.split(",(?=[A-Za-z]+=)")) {
      String[] both = setting.split("=");
      texts.put(both[0], both.length == 1 ? "" : both[1]);
    }
    return CdrlConfig.parse(texts);
  }

  /** What is compared with. */
  private record Judge(ImageClassifier classifier, Features real, float[][] images)
      implements AutoCloseable {
    static Judge of(
        ImageArchitecture image, ImageSet set, ImageSet test, long seed, Execution execution) {
      int some = Math.min(OF_CLASSIFIER, set.size());
      ImageClassifier classifier =
          new ImageClassifier(
              image,
              new ImageRows(set, image, false).rows(0, some),
              IntStream.range(0, some).map(r -> set.value(r, 0)).toArray(),
              set.factors().get(0).labels().size(),
              500,
              seed,
              execution);
      float[][] images = new ImageRows(test, image, false).rows(0, Math.min(DRAWN, test.size()));
      return new Judge(classifier, classifier.of(images), images);
    }

    double distance(CdrlModel model, int steps) {
      var classes = model.attributes().get(0);
      Sampler sampler =
          model
              .sampler()
              .batch(100)
              .given(row -> Condition.of(classes.name(), (int) (row % classes.size())));
      return FrechetDistance.distance(
          real.values(), classifier.of(sampler.langevinSteps(steps).draw(DRAWN)).values());
    }

    String noise(CdrlModel model) {
      SplittableRandom random = new SplittableRandom(1);
      float[][] noise = new float[200][images[0].length];
      for (float[] row : noise) {
        for (int v = 0; v < row.length; v++) {
          row[v] = (float) (2 * random.nextDouble() - 1);
        }
      }
      float[][] ofReal = model.sampler().logDensities(Arrays.copyOf(images, 200));
      float[][] ofNoise = model.sampler().logDensities(noise);
      StringBuilder areas = new StringBuilder();
      for (int i = 0; i < ofReal.length; i++) {
        areas.append(
            String.format(Locale.ROOT, " %.3f", RocCurve.area(less(ofReal[i]), less(ofNoise[i]))));
      }
      return areas.toString();
    }

    private static double[] less(float[] values) {
      return IntStream.range(0, values.length).mapToDouble(r -> -values[r]).toArray();
    }

    @Override
    public void close() {
      classifier.close();
    }
  }

  /** A training, and what is measured in it. */
  private static final class Run implements TrainingListener {
    private final String name;
    private final CdrlConfig config;
    private final Execution execution;
    private final int every;
    private final Path checkpoint;
    private final Judge judge;
    private long drawing;
    private long begun;
    private double before;

    Run(String name, CdrlConfig config, Execution execution, int points, Path folder, Judge judge)
        throws IOException {
      this.name = name;
      this.config = config;
      this.execution = execution;
      this.judge = judge;
      every = (int) Math.max(1, config.plannedIterations() / points);
      checkpoint = folder.resolve(name + ".cdrl");
      Files.deleteIfExists(checkpoint);
    }

    void of(ImageSet set) {
      begun = SYSTEM.getProcessCpuTime();
      TrainingData data = new ImageRows(set, config.imageArchitecture(), false).data();
      try (CdrlModel model =
          CdrlTrainer.of(config)
              .execution(execution)
              .checkpoint(checkpoint, every)
              .fit(data, this)) {
        report(model, seconds());
        System.out.printf(
            Locale.ROOT,
            "%s: K' = 5 %.2f; noise by level%s%n",
            name,
            judge.distance(model, 5),
            judge.noise(model));
      } catch (TrainingDivergedException e) {
        System.out.println(name + ": " + e.getMessage());
      }
    }

    @Override
    public int interval() {
      return every;
    }

    @Override
    public boolean goOn(TrainingProgress progress) {
      double now = seconds();
      if (progress.iteration() == progress.iterations() || !Files.exists(checkpoint)) {
        before = now;
        return true;
      }
      long from = SYSTEM.getProcessCpuTime();
      // The checkpoint of this iteration is written after the listener: use the last one.
      try (CdrlModel last = CdrlModel.load(checkpoint)) {
        // A model of the pre-training alone has no energy to draw with.
        if (last.summary().iterations() > 0) {
          report(last, before);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      drawing += SYSTEM.getProcessCpuTime() - from;
      before = now;
      return true;
    }

    private double seconds() {
      return (SYSTEM.getProcessCpuTime() - begun - drawing) / 1e9;
    }

    private void report(CdrlModel model, double seconds) {
      System.out.printf(
          Locale.ROOT,
          "%s: %.0f s of CPU, iteration %d, distance %.2f%n",
          name,
          seconds,
          model.summary().iterations(),
          judge.distance(model, config.chains().langevinSteps()));
    }
  }
}
