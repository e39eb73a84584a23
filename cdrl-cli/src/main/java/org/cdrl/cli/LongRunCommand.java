package org.cdrl.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.cdrl.LongRun;
import org.cdrl.Sampler;
import org.cdrl.config.Kernel;
import org.cdrl.image.ImageRows;
import org.cdrl.image.ImageSet;
import org.cdrl.tribuo.source.ImageFiles;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Keeps chains of images running. */
final class LongRunCommand implements Command<LongRunCommand.Request> {
  private static final String CHAIN_STEPS = "chain-steps";
  private static final String LEVEL = "level";
  private static final String KERNEL = "kernel";
  private static final String RECOVERY = "recovery";
  private static final String IMAGES = "images";
  private static final String STATE = "state";
  private static final String CURVE = "curve";

  private static final int DEFAULT_COUNT = 6;
  private static final int DEFAULT_CHAIN_STEPS = 2000;

  /** Real images that chains are compared with, at most. */
  private static final int REAL = 1000;

  /** Moves between two records, at most; and the file of --state is as old as that. */
  private static final int LONGEST = 1000;

  private static final int LEAPFROG_STEPS = 5;
  private static final Map<String, Kernel> KERNELS =
      Map.of("ula", Kernel.ULA, "mala", Kernel.MALA, "hmc", Kernel.hmc(LEAPFROG_STEPS));

  /**
   * What is asked for.
   *
   * @param count how many chains
   * @param steps moves of a chain
   * @param level whose energy is followed
   * @param kernel name of the moves
   * @param recovery whether chains are pulled towards a noisier image
   * @param images name of the set of real images to compare with; null for none
   * @param state file that keeps the chains; null for none
   * @param curve file for the curve of the log-density; null for none
   */
  record Request(
      Path model,
      int count,
      int steps,
      int level,
      String kernel,
      boolean recovery,
      ImageDrawing drawing,
      String images,
      ImageSheet sheet,
      Path state,
      Path curve) {

    /** Which chains these are. */
    String chains() throws IOException {
      CRC32 sum = new CRC32();
      sum.update(Files.readAllBytes(model));
      return String.format(
          Locale.ROOT,
          "%d chains, level %d, %s%s%s, %s, model %08x",
          count,
          level,
          kernel,
          recovery ? ", " + RECOVERY : "",
          drawing.clip() ? ", " + ImageDrawing.CLIP : "",
          drawing.drawing(),
          sum.getValue());
    }
  }

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
    return "Draws images and keeps Langevin chains running from them at one level. A line of the"
        + " PNG file is one chain, at the start, after 10, 100, 1,000, ... steps and at the end."
        + " Images of a healthy model stay images.";
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
                CHAIN_STEPS, "N", "Steps of every chain; default " + DEFAULT_CHAIN_STEPS + "."),
            CommonOptions.value(
                LEVEL, "I", "The level whose energy is followed; default 1, next to data."),
            CommonOptions.images(
                IMAGES,
                "Real images to compare the chains with; the same kinds as 'cdrl train-images'."),
            CommonOptions.written(
                STATE,
                "FILE",
                "Keeps the chains there as they run. If the file is there, they go on from it."),
            CommonOptions.written(CURVE, "FILE", "A PNG file for the curve of the log-density."))
        .add(
            Section.EXPERT,
            CommonOptions.value(
                KERNEL,
                "NAME",
                "Steps of the chains: ula (default, as in training), mala (the same, with those"
                    + " rejected that are too large for the energy) or hmc (of "
                    + LEAPFROG_STEPS
                    + " leapfrog steps)."),
            CommonOptions.flag(
                RECOVERY,
                "Follows the density given a noisier image, as training and drawing do; default"
                    + " the level's own, which nothing pulls back."))
        .add(Section.EXPERT, ImageSheet.zooming());
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    String kernel = arguments.has(KERNEL) ? arguments.text(KERNEL) : "ula";
    if (!KERNELS.containsKey(kernel)) {
      throw arguments.wrong(KERNEL, "ula, mala or hmc");
    }
    if (KERNELS.get(kernel).metropolis()) {
      // At level 1 of clothes it took acceptance from .98 to .06.
      arguments.refuse(
          List.of(ExecutionOptions.BFLOAT16.name()),
          "with --" + KERNEL + " " + kernel + ", which compares energies that it rounds");
    }
    return new Request(
        arguments.operand(),
        arguments.integer(CommonOptions.COUNT, DEFAULT_COUNT, 1),
        arguments.integer(CHAIN_STEPS, DEFAULT_CHAIN_STEPS, 1),
        arguments.integer(LEVEL, 1, 1),
        kernel,
        arguments.has(RECOVERY),
        ImageDrawing.of(arguments),
        arguments.text(IMAGES),
        ImageSheet.of(arguments),
        arguments.has(STATE) ? arguments.writable(STATE) : null,
        arguments.has(CURVE) ? arguments.writable(CURVE) : null);
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    try (ImageModel model = request.drawing.open(request.model)) {
      Sampler sampler = request.drawing.sampler(model);
      String of = request.chains();
      boolean kept = request.state != null && Files.exists(request.state);
      KeptChains chains =
          kept
              ? KeptChains.read(request.state, of)
              : KeptChains.begun(
                  of,
                  sampler.longRun(request.level, sampler.draw(request.count), request.recovery));
      if (chains.now().moves() > request.steps) {
        throw new UsageException(
            "--"
                + CHAIN_STEPS
                + " is "
                + request.steps
                + " but the chains in "
                + request.state
                + " have made "
                + chains.now().moves()
                + " already");
      }
      RealImages real = request.images == null ? null : real(request, model, sampler);
      Sampler moving = sampler.kernel(KERNELS.get(request.kernel));
      List<Integer> stops = stops(request.steps);
      ChainTable table = new ChainTable(real, console.out());
      int told = 0;
      while (true) {
        for (; told < stops.size() && stops.get(told) <= chains.now().moves(); told++) {
          table.line(chains, stops.get(told));
        }
        int from = chains.now().moves();
        if (from == request.steps) {
          break;
        }
        int to = Math.min(next(from), request.steps);
        chains = chains.and(moving.goOn(chains.now(), to), stops.contains(to));
        // A last piece that ends between two records is not kept: from there, others would follow.
        if (request.state != null && to == next(from)) {
          chains.write(request.state);
        }
      }
      float[][] images = byChain(chains, stops, request.count);
      request.sheet.write(model, images, stops.size(), console);
      if (request.curve != null) {
        ImageSheet.write(curve(chains.trace(), real), request.curve, console);
      }
    }
  }

  /** Real images as the level has them. */
  private static RealImages real(Request request, ImageModel model, Sampler sampler)
      throws IOException {
    try (ImageSet set =
        ImageFiles.open(request.images, model.image().size(), model.image().channels())) {
      float[][] rows = new ImageRows(set, model.image(), false).rows(0, Math.min(REAL, set.size()));
      // Another seed, or the noise of the first ones would be that of the chains' starts.
      LongRun run =
          sampler
              .seed(request.drawing.drawing().seed() + 1)
              .longRun(request.level, rows, request.recovery);
      return RealImages.of(run);
    }
  }

  /** Where images are shown: the start, powers of ten from 10 on, and the end. */
  private static List<Integer> stops(int steps) {
    List<Integer> stops = new ArrayList<>(List.of(0));
    for (long stop = 10; stop < steps; stop *= 10) {
      stops.add((int) stop);
    }
    stops.add(steps);
    return stops;
  }

  /** The next record: moves of two digits that count, at most {@link #LONGEST} on. */
  private static int next(int moves) {
    int digit = 1;
    while (digit < LONGEST && digit * 100L <= moves) {
      digit *= 10;
    }
    return (moves / digit + 1) * digit;
  }

  private static float[][] byChain(KeptChains kept, List<Integer> stops, int chains) {
    return IntStream.range(0, chains)
        .boxed()
        .flatMap(c -> stops.stream().map(stop -> kept.images(stop)[c]))
        .toArray(float[][]::new);
  }

  private static BufferedImage curve(List<KeptChains.Point> trace, RealImages real) {
    XYChart chart =
        new XYChartBuilder()
            .width(700)
            .height(300)
            .xAxisTitle("steps")
            .yAxisTitle("log-density + const")
            .build();
    chart.getStyler().setXAxisLogarithmic(true).setLegendVisible(real != null);
    List<KeptChains.Point> moved = trace.subList(1, trace.size());
    double[] steps = moved.stream().mapToDouble(KeptChains.Point::moves).toArray();
    double[] logs = moved.stream().mapToDouble(KeptChains.Point::logDensity).toArray();
    chart.addSeries("chains", steps, logs).setMarker(SeriesMarkers.NONE);
    if (real != null) {
      double[] ends = {steps[0], steps[steps.length - 1]};
      double[] level = {real.logDensity(), real.logDensity()};
      chart.addSeries("real images", ends, level).setMarker(SeriesMarkers.NONE);
    }
    return BitmapEncoder.getBufferedImage(chart);
  }
}
