package org.cdrl.cli;

import java.awt.image.BufferedImage;
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
final class LongRunCommand implements Command<Arguments> {
  private static final String MOVES = "moves";
  private static final String STOPS = "stops";
  private static final String N = "n";
  private static final String LEVEL = "level";
  private static final String CURVE = "curve";

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
    return "keeps Langevin chains of images running, to see whether they stay put";
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
    return ImageModel.options()
        .add(
            Section.COMMON,
            CommonOptions.value(N, "N", "How many chains; default 6."),
            CommonOptions.value(MOVES, "N", "Langevin steps; default 2000."),
            CommonOptions.value(STOPS, "N", "Images per chain; default 9."),
            CommonOptions.value(
                LEVEL, "I", "The transition whose energy is followed; default 1, next to data."),
            CommonOptions.written(CURVE, "FILE", "A PNG file for the curve of the log-density."));
  }

  @Override
  public Arguments read(Arguments arguments) {
    return arguments;
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    arguments.writable(CommonOptions.OUT);
    int moves = arguments.integer(MOVES, 2000, 1);
    int stops = arguments.integer(STOPS, 9, 2);
    int chains = arguments.integer(N, 6, 1);
    int level = arguments.integer(LEVEL, 1, 1);
    Path curve = arguments.has(CURVE) ? arguments.writable(CURVE) : null;
    try (ImageModel model = ImageModel.load(arguments.operand())) {
      Sampler sampler = model.sampler(arguments);
      float[][] start = sampler.draw(chains);
      List<float[][]> seen = new ArrayList<>();
      seen.add(start);
      List<Double> steps = new ArrayList<>();
      List<Double> logs = new ArrayList<>();
      int each = Math.max(1, moves / (stops - 1));
      int every = Math.max(1, each / 20);
      float[][] at = start;
      for (int stop = 1; stop < stops; stop++) {
        // Another seed per stretch: steps are numbered from 0 in each.
        LongRun run = sampler.seed(arguments.seed(0) * 1000 + stop).longRun(level, at, each, every);
        at = run.rows();
        seen.add(at);
        for (int r = stop == 1 ? 0 : 1; r < run.steps().length; r++) {
          steps.add((double) (stop - 1) * each + run.steps()[r]);
          logs.add(mean(run.logDensity()[r]));
        }
      }
      model.write(byChain(seen, chains), stops, arguments, console);
      console
          .out()
          .printf(
              Locale.ROOT,
              "log-density (mean, up to a constant): %.1f at the start, %.1f after %d steps%n",
              logs.get(0),
              logs.get(logs.size() - 1),
              (stops - 1) * each);
      if (curve != null) {
        ImageModel.write(curve(steps, logs), curve, console);
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
