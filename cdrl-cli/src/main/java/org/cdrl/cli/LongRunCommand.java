package org.cdrl.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cdrl.LongRun;
import org.cdrl.Sampler;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Keeps chains of images running. */
final class LongRunCommand implements Command<LongRunCommand.Request> {
  private static final String CHAIN_STEPS = "chain-steps";
  private static final String LEVEL = "level";
  private static final String CURVE = "curve";

  private static final int DEFAULT_COUNT = 6;
  private static final int DEFAULT_CHAIN_STEPS = 2000;

  /**
   * What is asked for.
   *
   * @param count how many chains
   * @param steps Langevin steps of a chain
   * @param stops images of a chain, both ends included
   * @param level whose energy is followed
   * @param curve file for the curve of the log-density; null for none
   */
  record Request(
      Path model,
      int count,
      int steps,
      int stops,
      int level,
      ImageDrawing drawing,
      ImageSheet sheet,
      Path curve) {}

  @Override
  public String name() {
    return "longrun";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.JUDGE;
  }

  @Override
  public String summary() {
    return "runs long Langevin chains of images, to see whether they stay near data";
  }

  @Override
  public String description() {
    return "Draws images and keeps Langevin chains running from them at one level, without the"
        + " pull towards a noisier image. A line of the PNG file is one chain; --"
        + CURVE
        + " also draws the log-density along it. Images of a healthy model stay images.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public CommandOptions options() {
    return ImageDrawing.options()
        .add(Section.REQUIRED, ImageSheet.out())
        .add(
            Section.COMMON,
            CommonOptions.count("chains, one per line", Integer.toString(DEFAULT_COUNT)),
            CommonOptions.value(
                CHAIN_STEPS,
                "N",
                "Langevin steps of every chain; default " + DEFAULT_CHAIN_STEPS + "."),
            CommonOptions.stops(),
            CommonOptions.value(
                LEVEL, "I", "The level whose energy is followed; default 1, next to data."),
            CommonOptions.written(CURVE, "FILE", "A PNG file for the curve of the log-density."))
        .add(Section.EXPERT, ImageSheet.zooming());
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    return new Request(
        arguments.operand(),
        arguments.integer(CommonOptions.COUNT, DEFAULT_COUNT, 1),
        arguments.integer(CHAIN_STEPS, DEFAULT_CHAIN_STEPS, 1),
        arguments.integer(CommonOptions.STOPS, CommonOptions.DEFAULT_STOPS, 2),
        arguments.integer(LEVEL, 1, 1),
        ImageDrawing.of(arguments),
        ImageSheet.of(arguments),
        arguments.has(CURVE) ? arguments.writable(CURVE) : null);
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    int stops = request.stops;
    try (ImageModel model = request.drawing.open(request.model)) {
      Sampler sampler = request.drawing.sampler(model);
      float[][] start = sampler.draw(request.count);
      List<float[][]> seen = new ArrayList<>();
      seen.add(start);
      List<Double> steps = new ArrayList<>();
      List<Double> logs = new ArrayList<>();
      int each = Math.max(1, request.steps / (stops - 1));
      int every = Math.max(1, each / 20);
      float[][] at = start;
      for (int stop = 1; stop < stops; stop++) {
        // Another seed per stretch: steps are numbered from 0 in each.
        LongRun run =
            sampler
                .seed(request.drawing.drawing().seed() * 1000 + stop)
                .longRun(request.level, at, each, every);
        at = run.rows();
        seen.add(at);
        for (int r = stop == 1 ? 0 : 1; r < run.steps().length; r++) {
          steps.add((double) (stop - 1) * each + run.steps()[r]);
          logs.add(mean(run.logDensity()[r]));
        }
      }
      request.sheet.write(model, byChain(seen, request.count), stops, console);
      console
          .out()
          .printf(
              Locale.ROOT,
              "log-density (mean, up to a constant): %.1f at the start, %.1f after %d steps%n",
              logs.get(0),
              logs.get(logs.size() - 1),
              (stops - 1) * each);
      if (request.curve != null) {
        ImageSheet.write(curve(steps, logs), request.curve, console);
      }
    }
  }

  private static float[][] byChain(List<float[][]> seen, int chains) {
    float[][] images = new float[chains * seen.size()][];
    for (int c = 0; c < chains; c++) {
      for (int s = 0; s < seen.size(); s++) {
        images[c * seen.size() + s] = seen.get(s)[c];
      }
    }
    return images;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static BufferedImage curve(List<Double> steps, List<Double> logs) {
    XYChart chart =
        new XYChartBuilder()
            .width(700)
            .height(300)
            .xAxisTitle("Langevin steps")
            .yAxisTitle("log-density + const")
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.addSeries("mean over chains", steps, logs).setMarker(SeriesMarkers.NONE);
    return BitmapEncoder.getBufferedImage(chart);
  }
}
