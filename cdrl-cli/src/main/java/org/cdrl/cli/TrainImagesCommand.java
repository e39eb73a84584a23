package org.cdrl.cli;

/** Learns a model from images. */
final class TrainImagesCommand implements Command<Arguments> {
  @Override
  public String name() {
    return "train-images";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.LEARN;
  }

  @Override
  public String summary() {
    return "learns a model from images";
  }

  @Override
  public String description() {
    return "Learns a model from images of one size. Classes that come with them, as labels in an"
        + " IDX file or as folders, can be drawn by later. Ctrl-C ends training early and saves"
        + " what was learned.";
  }

  @Override
  public CommandOptions options() {
    return ImageTraining.options();
  }

  @Override
  public Arguments read(Arguments arguments) {
    return arguments;
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    ImageTraining.run(arguments, console);
  }
}
