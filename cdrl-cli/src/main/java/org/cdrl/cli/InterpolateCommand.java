package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cdrl.Sampler;

/** Walks from one image to another. */
final class InterpolateCommand implements Command<InterpolateCommand.Request> {
  private static final int DEFAULT_COUNT = 6;

  /**
   * What is asked for.
   *
   * @param count how many walks
   * @param stops images of a walk, both ends included
   */
  record Request(Path model, int count, int stops, ImageDrawing drawing, ImageSheet sheet) {}

  @Override
  public String name() {
    return "interpolate";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.DRAW;
  }

  @Override
  public String summary() {
    return "walks from one drawn image to another";
  }

  @Override
  public String description() {
    return "Draws pairs of images and images between them, by spherical interpolation of all"
        + " their random numbers; every image on the way is a sample of the model.";
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
            CommonOptions.count("walks, one per line", Integer.toString(DEFAULT_COUNT)),
            CommonOptions.stops())
        .add(Section.EXPERT, ImageSheet.zooming());
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    return new Request(
        arguments.operand(),
        arguments.integer(CommonOptions.COUNT, DEFAULT_COUNT, 1),
        arguments.integer(CommonOptions.STOPS, CommonOptions.DEFAULT_STOPS, 2),
        ImageDrawing.of(arguments),
        ImageSheet.of(arguments));
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    try (ImageModel model = request.drawing.open(request.model)) {
      Sampler sampler = request.drawing.sampler(model);
      List<float[][]> walks = new ArrayList<>();
      for (int walk = 0; walk < request.count; walk++) {
        walks.add(sampler.interpolate(2L * walk, 2L * walk + 1, request.stops));
      }
      request.sheet.write(model, ImageSheet.join(walks), request.stops, console);
    }
  }
}
