package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.cdrl.tribuo.ExampleSampler;

/** Draws rows into a table, or images into a grid, as the model is. */
final class SampleCommand implements Command<SampleCommand.Request> {
  static final String BALANCED = "balanced";

  /**
   * What is asked for; whether rows or images are drawn, the model tells.
   *
   * @param balanced column whose labels are equally frequent; null for none
   */
  record Request(
      Path model, String balanced, DrawnRows rows, ImageSamples images, KindOptions kinds) {}

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.DRAW;
  }

  @Override
  public String summary() {
    return "draws new rows or images from a model";
  }

  @Override
  public String description() {
    return "Draws new rows from a model into a table that looks like the one it was trained on, or"
        + " new images into a PNG file, as the model is. What is drawn depends on the seed and its"
        + " number only, so that a long table can be drawn in parts (--first); memory does not grow"
        + " with the number of rows.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public CommandOptions options() {
    return DrawnOptions.of()
        .add(
            Section.COMMON,
            Drawing.guidanceOption(),
            CommonOptions.value(
                BALANCED,
                "COLUMN",
                "Equally many rows or images of every label of a column that the model was trained"
                    + " with as a class; default as often as in training."))
        .add(Section.IMAGES, ImageSamples.only());
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    Destination out = Destination.of(arguments);
    return new Request(
        arguments.operand(),
        arguments.text(BALANCED),
        DrawnRows.of(arguments, out),
        ImageSamples.of(arguments, ImageSheet.of(arguments, out.name())),
        KindOptions.of(options(), arguments));
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    if (ImageModel.isOne(request.model)) {
      try (ImageModel model = request.images.drawing().open(request.model)) {
        request.kinds.requireImages(request.model);
        request.images.sheet().requirePng(request.model);
        request.images.write(model, console);
      }
      return;
    }
    try (OpenModel model = OpenModel.load(request.model)) {
      request.kinds.requireTable(request.model);
      ExampleSampler<?> sampler = request.rows.sampler(model.model().sampler(), model);
      request.rows.write(
          request.balanced == null ? sampler : sampler.balanced(request.balanced), model, console);
    }
  }
}
