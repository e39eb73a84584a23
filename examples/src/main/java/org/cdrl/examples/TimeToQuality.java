package org.cdrl.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.TrainingData;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.data.Checkerboard;
import org.cdrl.tribuo.table.RowWriter;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;

/**
 * Quality over training time on the checkerboard, with the default configuration.
 *
 * <p>{@code examples/run TimeToQuality METHOD SEED THREADS ITERATIONS BATCH FOLDER [POINTS=8]}:
 * METHOD is cdrl or drl. Trains once; at evenly spaced iterations the averaged weights draw 10,000
 * rows, at the end 25,000 rows with K' = K, 8, 5, 3 steps. Writes samples-*.csv into FOLDER and
 * prints a line per measurement: seconds of training (drawing not counted), iteration, steps, and
 * the quality: share inside the squares, total variation, sliced Wasserstein distance.
 */
public final class TimeToQuality {
  private TimeToQuality() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    boolean drl = args[0].equals("drl");
    long seed = Long.parseLong(args[1]);
    int threads = Integer.parseInt(args[2]);
    int iterations = Integer.parseInt(args[3]);
    int batch = Integer.parseInt(args[4]);
    Path folder = Files.createDirectories(Path.of(args[5]));
    int points = args.length > 6 ? Integer.parseInt(args[6]) : 8;
    CdrlConfig config =
        (drl ? CdrlConfig.drl() : CdrlConfig.builder())
            .seed(seed)
            .iterations(iterations)
            .batchSize(batch)
            .build();
    TrainingData data = TrainingData.of(Checkerboard.sample(50_000, 1000 + seed));
    Path checkpoint = folder.resolve("running.checkpoint");
    Files.deleteIfExists(checkpoint);
    long every = Math.max(1, (config.optimisation().pretrainingIterations() + iterations) / points);
    double[] drawing = {0};
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public int interval() {
            return Math.toIntExact(every);
          }

          @Override
          public boolean goOn(TrainingProgress progress) {
            if (progress.iteration() == progress.iterations()) {
              return true;
            }
            long from = System.nanoTime();
            // The checkpoint of this iteration is written after the listener: use the last one.
            if (Files.exists(checkpoint)) {
              try (CdrlModel now = CdrlModel.load(checkpoint)) {
                double seconds = now.summary().seconds() - drawing[0];
                int steps = now.config().chains().langevinSteps();
                report(now, seconds, steps, now.sampler().draw(10_000));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            }
            drawing[0] += (System.nanoTime() - from) / 1e9;
            return true;
          }
        };
    CdrlTrainer trainer =
        CdrlTrainer.of(config)
            .execution(Execution.DEFAULT.threads(threads))
            .checkpoint(checkpoint, Math.toIntExact(every));
    try (CdrlModel model = trainer.fit(data, listener)) {
      double seconds = model.summary().seconds() - drawing[0];
      for (int steps : new int[] {config.chains().langevinSteps(), 8, 5, 3}) {
        float[][] rows = model.sampler().langevinSteps(steps).seed(seed).draw(25_000);
        report(model, seconds, steps, rows);
        write(folder.resolve("samples-" + args[0] + "-" + seed + "-K" + steps + ".csv"), rows);
      }
    }
  }

  private static void report(CdrlModel model, double seconds, int steps, float[][] rows) {
    Checkerboard.Quality quality = Checkerboard.quality(rows);
    System.out.printf(
        Locale.ROOT,
        "%s seed %d: %.0f s, iteration %d, K' = %d, inside %.4f, TV %.4f, SW1 %.4f%n",
        model.config().method(),
        model.config().seed(),
        seconds,
        model.summary().iterations(),
        steps,
        quality.inside(),
        quality.totalVariation(),
        quality.slicedWasserstein());
  }

  private static void write(Path file, float[][] rows) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      RowWriter csv = TableFile.csvWriter(out, file, TableFormat.DEFAULT, List.of("x", "y"));
      for (float[] row : rows) {
        csv.write(new String[] {Float.toString(row[0]), Float.toString(row[1])});
      }
      csv.finish();
    }
  }
}
