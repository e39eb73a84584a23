package org.cdrl.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cdrl.CdrlModel;
import org.cdrl.DrawTrace;
import org.cdrl.Sampler;
import org.cdrl.Version;
import org.cdrl.data.Checkerboard;
import org.cdrl.files.WholeFile;
import org.cdrl.report.Html;
import org.cdrl.report.Page;
import org.cdrl.report.Palette;
import org.cdrl.report.PngFile;
import org.cdrl.schedule.NoiseSchedule;
import org.cdrl.tribuo.table.RowWriter;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;
import org.cdrl.value.TrainingSummary;

/** Measures and draws a model of the checkerboard, and writes a page about it. */
public final class DemoReport {
  /** Rows that are measured, and written as CSV. */
  private static final int SAMPLE_ROWS = 25_000;

  /** Rows per image. */
  private static final int IMAGE_ROWS = 5000;

  /** Langevin steps per level that are compared with those of training. */
  private static final int[] FEWER_STEPS = {8, 5, 3};

  /** Cells per side of a heat map. */
  private static final int GRID = 210;

  /** Share of rows that are darker, or brighter, than the colours of a landscape tell apart. */
  private static final double TAIL = .02;

  private static final Square SQUARE = new Square(9);

  private static final String INDEX = "index.html";
  private static final String MODEL = "model.cdrl";
  private static final String TRAINING = "training.png";
  private static final String QUALITY = "quality.json";
  private static final String SAMPLES = "samples.csv";
  private static final String SAMPLES_IMAGE = "samples.png";

  /** Further levels' images come as the model has them. */
  private static final List<String> FILES =
      List.of(INDEX, MODEL, TRAINING, QUALITY, SAMPLES, SAMPLES_IMAGE, levelFile(1));

  private final CdrlModel model;
  private final TrainingCurve curve;
  private final long seed;
  private final Path folder;
  private final int sampleRows;
  private final QualityTable quality = new QualityTable();

  /**
   * Prepares a report.
   *
   * @param model of {@link Checkerboard}
   * @param curve of its training
   * @param seed of all samples
   * @param folder where the files go; it exists
   */
  public DemoReport(CdrlModel model, TrainingCurve curve, long seed, Path folder) {
    this(model, curve, seed, folder, SAMPLE_ROWS);
  }

  /** With fewer rows, for tests. */
  DemoReport(CdrlModel model, TrainingCurve curve, long seed, Path folder, int sampleRows) {
    this.sampleRows = sampleRows;
    this.model = model;
    this.curve = curve;
    this.seed = seed;
    this.folder = folder;
  }

  /**
   * Writes all files.
   *
   * @return the qualities
   */
  public QualityTable write() throws IOException {
    model.save(folder.resolve(MODEL));
    PngFile.write(folder.resolve(TRAINING), curve.draw());
    writeLevels();
    writeSamples();
    WholeFile.write(folder.resolve(QUALITY), quality.toJson());
    WholeFile.write(index(), Page.of(DemoReport.class, "page.html", places()));
    return quality;
  }

  /** The page to open first. */
  public Path index() {
    return folder.resolve(INDEX);
  }

  /**
   * Fails if a folder has files by the names that a report writes, but of another origin.
   *
   * @throws IOException naming one of them
   */
  public static void requireFree(Path folder) throws IOException {
    List<Path> there = FILES.stream().map(folder::resolve).filter(Files::exists).toList();
    if (!there.isEmpty() && there.size() < FILES.size()) {
      throw new IOException(
          there.get(0)
              + " is there and would be written over, and the folder is not of an earlier demo;"
              + " name another folder");
    }
  }

  private void writeLevels() throws IOException {
    Sampler sampler = model.sampler().seed(seed);
    DrawTrace trace = sampler.trace(IMAGE_ROWS);
    float[][] landscapes = sampler.logDensities(SQUARE.grid(GRID));
    for (int i = 1; i <= trace.levels().size(); i++) {
      DrawTrace.Level level = trace.levels().get(i - 1);
      PngFile.write(
          folder.resolve(levelFile(i)),
          Figure.of(
              SQUARE,
              List.of(
                  landscape(landscapes[i - 1], sampler.logDensities(level.rows(), i)[0]),
                  Panel.points("Proposals", SQUARE, level.proposals(), Palette.BEFORE),
                  Panel.points(
                      "After " + model.config().chains().langevinSteps() + " Langevin steps",
                      SQUARE,
                      level.rows(),
                      Palette.AFTER))));
    }
    PngFile.write(
        folder.resolve(SAMPLES_IMAGE),
        Figure.of(
            SQUARE,
            List.of(
                Panel.points(
                    "True points", SQUARE, Checkerboard.sample(IMAGE_ROWS, seed), Palette.TRUTH),
                Panel.points("Samples", SQUARE, trace.rows(), Palette.AFTER))));
  }

  /**
   * The image of a log-density. Its colours span where the level's rows are: elsewhere it is
   * thousands of nats lower, or a spike that no chain has visited.
   */
  private static Panel landscape(float[] grid, float[] ofRows) {
    float[] sorted = ofRows.clone();
    Arrays.sort(sorted);
    double low = sorted[(int) (TAIL * sorted.length)];
    double high = sorted[(int) ((1 - TAIL) * sorted.length)];
    String title = String.format(Locale.ROOT, "Log-density, %.0f to %.0f nats", low, high);
    return Panel.heat(title, grid, low, high);
  }

  private void writeSamples() throws IOException {
    quality.add("noise floor", Checkerboard.floor(sampleRows, seed), 0);
    int steps = model.config().chains().langevinSteps();
    float[][] rows = measure(steps);
    Path samples = folder.resolve(SAMPLES);
    WholeFile.write(
        samples,
        out -> {
          RowWriter table = TableFile.csvWriter(out, samples, TableFormat.DEFAULT, model.columns());
          for (float[] row : rows) {
            table.write(new String[] {Float.toString(row[0]), Float.toString(row[1])});
          }
          table.finish();
        });
    for (int fewer : FEWER_STEPS) {
      measure(fewer);
    }
  }

  private float[][] measure(int steps) {
    long begun = System.nanoTime();
    float[][] rows = model.sampler().seed(seed).langevinSteps(steps).draw(sampleRows);
    double seconds = (System.nanoTime() - begun) / 1e9;
    quality.add("model, " + steps + " steps", Checkerboard.quality(rows), seconds);
    return rows;
  }

  private static String levelFile(int i) {
    return "level-" + i + ".png";
  }

  private Map<String, String> places() {
    TrainingSummary summary = model.summary();
    Map<String, String> places = new LinkedHashMap<>();
    places.put("trainingRows", number(summary.rows()));
    places.put("levels", number(model.config().chains().levels()));
    places.put("steps", number(model.config().chains().langevinSteps()));
    places.put("imageRows", number(IMAGE_ROWS));
    places.put("sampleRows", number(sampleRows));
    places.put("tail", number(Math.round(100 * TAIL)));
    places.put("levelFigures", levelFigures());
    places.put("quality", quality.toHtmlRows());
    places.put("pretraining", number(summary.pretrainingIterations()));
    places.put("iterations", number(summary.iterations()));
    places.put("seconds", number(Math.round(summary.seconds())));
    places.put("commands", Html.escape(commands()));
    places.put("settings", Html.rows(model.config().allTexts()));
    places.put("environment", Html.rows(environment()));
    return places;
  }

  private String levelFigures() {
    StringBuilder html = new StringBuilder();
    for (int i = model.config().chains().levels(); i >= 1; i--) {
      html.append(
          String.format(
              Locale.ROOT,
              "<figure>%n<img src=\"%s\" alt=\"Level %d\">%n"
                  + "<figcaption>%s</figcaption>%n</figure>%n",
              levelFile(i),
              i,
              Html.escape(caption(i))));
    }
    return html.toString();
  }

  private String caption(int i) {
    NoiseSchedule schedule = model.config().schedule();
    double noise = schedule.noise(i - 1) / schedule.signal(i - 1) / model.scaling().factor()[0];
    return String.format(
        Locale.ROOT,
        "Level %d%s: to the data with noise of standard deviation %.2f%s.",
        i,
        i == model.config().chains().levels() ? ", from pure noise" : "",
        noise,
        i == 1 ? ", which one last step takes away" : "");
  }

  private String commands() {
    Path file = folder.resolve(MODEL);
    return String.join(
        "\n",
        "./cdrl sample " + file + " --count 1000 --seed 7 --out new-points.csv",
        "./cdrl score " + file + " --csv new-points.csv --out scored.csv",
        "./cdrl info " + file);
  }

  private Map<String, String> environment() {
    TrainingSummary summary = model.summary();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("device", summary.device());
    environment.put("TensorFlow", summary.tensorFlowVersion());
    environment.put("CDRL for Java", Version.text());
    environment.put(
        "Java", System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"));
    environment.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores");
    return environment;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
