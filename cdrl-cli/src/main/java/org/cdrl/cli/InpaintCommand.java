package org.cdrl.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cdrl.Sampler;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.image.ImageFile;
import org.cdrl.image.ImageRows;
import org.cdrl.image.ImageSet;

/** Fills in parts of images. */
final class InpaintCommand implements Command<Arguments> {
  private static final String IMAGES = "images";
  private static final String FIRST = "first";
  private static final String N = "n";
  private static final String MASK = "mask";
  private static final String DRAWS = "draws";

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
    return ImageModel.options()
        .add(
            Section.COMMON,
            CommonOptions.images(IMAGES, "The images; the same kinds as 'cdrl train-images'."),
            CommonOptions.value(FIRST, "ROW", "Number of the first image; default 0."),
            CommonOptions.value(N, "N", "How many images; default 6."),
            CommonOptions.read(
                MASK,
                "WHAT",
                "What is hidden: left, right, top, bottom (half of the image), box (the middle),"
                    + " or a PNG file of the images' size that is white there; default bottom."),
            CommonOptions.value(DRAWS, "N", "How often each is filled in; default 5."));
  }

  @Override
  public Arguments read(Arguments arguments) {
    return arguments;
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    arguments.writable(CommonOptions.OUT);
    int first = arguments.integer(FIRST, 0, 0);
    int n = arguments.integer(N, 6, 1);
    int draws = arguments.integer(DRAWS, 5, 1);
    try (ImageModel model = ImageModel.load(arguments.operand());
        ImageSet set =
            ImageFiles.open(
                arguments.required(IMAGES), model.image().size(), model.image().channels())) {
      boolean[] hidden = mask(model.image(), arguments);
      float[][] images =
          new ImageRows(set, model.image(), false)
              .rows(first, (int) Math.min(set.size(), (long) first + n));
      Sampler sampler = model.sampler(arguments);
      List<float[]> lines = new ArrayList<>();
      float[][] open = new float[images.length * draws][];
      for (int d = 0; d < open.length; d++) {
        open[d] = hide(images[d / draws], hidden, Float.NaN);
      }
      float[][] filled = sampler.fill(open);
      for (int p = 0; p < images.length; p++) {
        lines.add(images[p]);
        lines.add(hide(images[p], hidden, 0));
        lines.addAll(Arrays.asList(filled).subList(p * draws, (p + 1) * draws));
      }
      model.write(lines.toArray(float[][]::new), 2 + draws, arguments, console);
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
  private static boolean[] mask(ImageArchitecture image, Arguments arguments)
      throws UsageException, IOException {
    String what = arguments.has(MASK) ? arguments.text(MASK) : "bottom";
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
                      throw arguments.wrong(MASK, "left, right, top, bottom, box or a PNG file");
                };
      }
    }
    return hidden;
  }
}
