package org.cdrl.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.image.ImageFile;
import org.cdrl.image.ImageRows;
import org.cdrl.image.ImageSet;
import org.cdrl.tribuo.source.ImageFiles;

/** Fills in parts of images. */
final class InpaintCommand implements Command<InpaintCommand.Request> {
  private static final String IMAGES = "images";
  private static final String MASK = "mask";
  private static final String DRAWS = "draws";

  private static final int DEFAULT_COUNT = 6;
  private static final int DEFAULT_DRAWS = 5;

  /**
   * What is asked for.
   *
   * @param images name of the set
   * @param mask what is hidden
   * @param first number of the first image
   * @param count how many images
   * @param draws how often each is filled in
   */
  record Request(
      Path model,
      String images,
      String mask,
      int first,
      int count,
      int draws,
      ImageDrawing drawing,
      ImageSheet sheet) {}

  @Override
  public String name() {
    return "inpaint";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.DRAW;
  }

  @Override
  public String summary() {
    return "fills in hidden parts of images";
  }

  @Override
  public String description() {
    return "Hides a part of images and draws it anew, several times: a line of the PNG file holds"
        + " an image, what is shown of it, and what was drawn. Pixels that are shown come back"
        + " exactly.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public CommandOptions options() {
    return ImageDrawing.options()
        .add(
            Section.REQUIRED,
            CommonOptions.images(IMAGES, "The images; the same kinds as 'cdrl train-images'."),
            ImageSheet.out())
        .add(
            Section.COMMON,
            CommonOptions.read(
                MASK,
                "WHAT",
                "What is hidden: left, right, top, bottom (half of the image), box (the middle),"
                    + " or a PNG file of the images' size that is white there; default bottom."),
            CommonOptions.count("images", Integer.toString(DEFAULT_COUNT)),
            CommonOptions.value(
                DRAWS, "N", "Draws of every hidden part; default " + DEFAULT_DRAWS + "."),
            CommonOptions.first())
        .add(Section.EXPERT, ImageSheet.zooming());
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    return new Request(
        arguments.operand(),
        arguments.required(IMAGES),
        arguments.has(MASK) ? arguments.text(MASK) : "bottom",
        arguments.integer(CommonOptions.FIRST, 0, 0),
        arguments.integer(CommonOptions.COUNT, DEFAULT_COUNT, 1),
        arguments.integer(DRAWS, DEFAULT_DRAWS, 1),
        ImageDrawing.of(arguments),
        ImageSheet.of(arguments));
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    try (ImageModel model = request.drawing.open(request.model);
        ImageSet set =
            ImageFiles.open(request.images, model.image().size(), model.image().channels())) {
      boolean[] hidden = mask(model.image(), request.mask);
      int to = (int) Math.min(set.size(), (long) request.first + request.count);
      float[][] images = new ImageRows(set, model.image(), false).rows(request.first, to);
      int draws = request.draws;
      float[][] open = new float[images.length * draws][];
      for (int d = 0; d < open.length; d++) {
        open[d] = hide(images[d / draws], hidden, Float.NaN);
      }
      float[][] filled = request.drawing.sampler(model).fill(open);
      List<float[]> lines = new ArrayList<>();
      for (int p = 0; p < images.length; p++) {
        lines.add(images[p]);
        lines.add(hide(images[p], hidden, 0));
        lines.addAll(Arrays.asList(filled).subList(p * draws, (p + 1) * draws));
      }
      request.sheet.write(model, lines.toArray(float[][]::new), 2 + draws, console);
    }
  }

  private static float[] hide(float[] image, boolean[] hidden, float by) {
    float[] open = image.clone();
    int channels = image.length / hidden.length;
    for (int v = 0; v < open.length; v++) {
      if (hidden[v / channels]) {
        open[v] = by;
      }
    }
    return open;
  }

  /** Per pixel, whether it is hidden. */
  private static boolean[] mask(ImageArchitecture image, String what)
      throws UsageException, IOException {
    int side = image.size();
    BufferedImage drawn = null;
    if (what.endsWith(".png")) {
      try {
        drawn = ImageFile.read(Path.of(what));
      } catch (IOException e) {
        throw new IOException(what + " cannot be read as an image: " + e.getMessage(), e);
      }
      if (drawn.getWidth() != side || drawn.getHeight() != side) {
        throw new IOException(what + " is no PNG file of " + side + " x " + side);
      }
    }
    boolean[] hidden = new boolean[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        boolean middle =
            Math.abs(2 * x + 1 - side) < side / 2 && Math.abs(2 * y + 1 - side) < side / 2;
        hidden[y * side + x] =
            drawn != null
                ? (drawn.getRGB(x, y) & 255) > 127
                : switch (what) {
                  case "left" -> x < side / 2;
                  case "right" -> x >= side / 2;
                  case "top" -> y < side / 2;
                  case "bottom" -> y >= side / 2;
                  case "box" -> middle;
                  default ->
                      throw Arguments.wrong(
                          MASK, what, "left, right, top, bottom, box or a PNG file");
                };
      }
    }
    return hidden;
  }
}
