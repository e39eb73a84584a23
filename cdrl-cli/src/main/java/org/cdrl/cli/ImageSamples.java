package org.cdrl.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;
import org.cdrl.DrawTrace;
import org.cdrl.Sampler;
import org.cdrl.value.Attribute;
import org.cdrl.value.Condition;

/**
 * What the command line says of images that are drawn into a grid.
 *
 * @param balanced attribute whose labels take turns; null for none
 * @param sweep guidances, a line of images for each; empty for one guidance
 * @param trace whether levels are shown
 * @param first number of the first image
 * @param count how many images
 */
record ImageSamples(
    ImageDrawing drawing,
    String balanced,
    List<Double> sweep,
    boolean trace,
    long first,
    long count,
    ImageSheet sheet) {
  /** How many are drawn unless the user says. */
  static final int DEFAULT_COUNT = 100;

  /** Images per line where nothing else says. */
  static final int COLUMNS = 10;

  private static final String SWEEP = "sweep";
  private static final String TRACE = "trace";

  /** The options that rows do not have. */
  static List<Option> only() {
    return List.of(
        CommonOptions.value(
            SWEEP,
            "W",
            "With --balanced or --given: a line of images for this guidance. May be repeated;"
                + " lines differ in guidance only."),
        CommonOptions.flag(TRACE, "A line per level, from noise to images."));
  }

  static ImageSamples of(Arguments arguments, ImageSheet sheet) throws UsageException {
    if (arguments.has(SWEEP)
        && !arguments.has(SampleCommand.BALANCED)
        && !arguments.has(Given.OPTION)) {
      throw new UsageException(
          "--"
              + SWEEP
              + " needs a class to guide to; give --"
              + SampleCommand.BALANCED
              + " or --"
              + Given.OPTION);
    }
    return new ImageSamples(
        ImageDrawing.of(arguments),
        arguments.text(SampleCommand.BALANCED),
        arguments.numbers(SWEEP),
        arguments.has(TRACE),
        arguments.count(CommonOptions.FIRST, 0),
        arguments.count(CommonOptions.COUNT, DEFAULT_COUNT),
        sheet);
  }

  void write(ImageModel model, Console console) throws UsageException, IOException {
    Sampler sampler = drawing.sampler(model);
    int columns = COLUMNS;
    if (balanced != null) {
      Attribute attribute = model.attribute(SampleCommand.BALANCED, balanced);
      columns = attribute.size();
      int classes = columns;
      sampler = sampler.given(row -> Condition.of(attribute.name(), (int) (row % classes)));
    }
    sheet.write(model, images(sampler, columns), columns, console);
  }

  private float[][] images(Sampler sampler, int columns) throws UsageException {
    int n = ImageSheet.size(count);
    if (trace) {
      return trace(sampler, Math.min(n, columns));
    }
    return sweep.isEmpty() ? sampler.draw(first, n) : sweep(sampler, columns);
  }

  private float[][] sweep(Sampler sampler, int columns) {
    List<float[][]> lines = new ArrayList<>();
    for (double weight : sweep) {
      lines.add(sampler.guidance(weight).draw(first, columns));
    }
    return ImageSheet.join(lines);
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
    return ImageSheet.join(lines);
  }
}
