package org.cdrl.cli;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.Sampler;

/** Walks from one image to another. */
final class InterpolateCommand implements Command<Arguments> {
  private static final String LINES = "lines";
  private static final String STOPS = "stops";

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
    return ImageModel.options()
        .add(
            Section.COMMON,
            CommonOptions.value(LINES, "N", "How many walks, one per line; default 6."),
            CommonOptions.value(STOPS, "N", "Images of a walk, both ends included; default 9."));
  }

  @Override
  public Arguments read(Arguments arguments) {
    return arguments;
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    arguments.writable(CommonOptions.OUT);
    int stops = arguments.integer(STOPS, 9, 2);
    int lines = arguments.integer(LINES, 6, 1);
    try (ImageModel model = ImageModel.load(arguments.operand())) {
      Sampler sampler = model.sampler(arguments);
      List<float[][]> walks = new ArrayList<>();
      for (int line = 0; line < lines; line++) {
        walks.add(sampler.interpolate(2L * line, 2L * line + 1, stops));
      }
      model.write(ImageModel.join(walks), stops, arguments, console);
    }
  }
}
