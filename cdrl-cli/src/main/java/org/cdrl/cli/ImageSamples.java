package org.cdrl.cli;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.DrawTrace;
import org.cdrl.Sampler;
import org.cdrl.value.Attribute;
import org.cdrl.value.Condition;

/** Draws images into a grid: what {@code sample --grid} does. */
final class ImageSamples {
  static final String GRID = "grid";
  static final String SWEEP = "sweep";
  static final String TRACE = "trace";
  private static final String N = "n";
  private static final String BALANCED = "balanced";
  private static final int COLUMNS = 10;

  private ImageSamples() {}

  static void addOptions(CommandOptions options) {
    options
        .add(
            Section.IMAGES,
            CommonOptions.flag(
                GRID, "Draws from a model of images: --out is a PNG file with --n images."))
        .add(
            Section.IMAGES,
            CommonOptions.value(
                SWEEP,
                "W",
                "With --grid and --balanced or --given: a line of images for this guidance. May"
                    + " be repeated; lines differ in guidance only."))
        .add(
            Section.IMAGES,
            CommonOptions.flag(TRACE, "With --grid: a line per level, from noise to images."));
    ImageModel.addMissing(options);
  }

  static void run(Arguments arguments, Console console) throws Exception {
    arguments.writable(CommonOptions.OUT);
    int n = arguments.integer(N, 100, 1);
    if (arguments.has(SWEEP) && !arguments.has(BALANCED) && !arguments.has(Given.OPTION)) {
      throw new UsageException(
          "--"
              + SWEEP
              + " needs a class to guide to; give --"
              + BALANCED
              + " or --"
              + Given.OPTION);
    }
    try (ImageModel model = ImageModel.load(arguments.operand())) {
      Sampler sampler = model.sampler(arguments);
      int columns = COLUMNS;
      if (arguments.has(BALANCED)) {
        Attribute attribute = model.attribute(arguments.text(BALANCED));
        columns = attribute.size();
        int classes = columns;
        sampler =
            sampler
                .given(row -> Condition.of(attribute.name(), (int) (row % classes)))
                .guidance(arguments.number(ImageModel.GUIDANCE, 0));
      }
      model.write(
          arguments.has(TRACE)
              ? trace(sampler, Math.min(n, columns))
              : arguments.has(SWEEP)
                  ? sweep(sampler, arguments.numbers(SWEEP), columns)
                  : sampler.draw(n),
          columns,
          arguments,
          console);
    }
  }

  private static float[][] sweep(Sampler sampler, List<Double> weights, int columns) {
    List<float[][]> lines = new ArrayList<>();
    for (double weight : weights) {
      lines.add(sampler.guidance(weight).draw(columns));
    }
    return ImageModel.join(lines);
  }

  /** Proposals and chain ends of every level, the noisiest first, and the images. */
  private static float[][] trace(Sampler sampler, int columns) {
    DrawTrace trace = sampler.trace(columns);
    List<float[][]> lines = new ArrayList<>();
    for (int i = trace.levels().size() - 1; i >= 0; i--) {
      lines.add(trace.levels().get(i).proposals());
      lines.add(trace.levels().get(i).rows());
    }
    lines.add(trace.rows());
    return ImageModel.join(lines);
  }
}
