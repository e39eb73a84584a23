package org.cdrl.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;
import org.cdrl.CdrlModel;
import org.cdrl.Sampler;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.image.ImageGrid;
import org.cdrl.report.PngFile;
import org.cdrl.tribuo.CDRLImageModel;
import org.cdrl.value.Attribute;
import org.cdrl.value.Condition;

/** A model of images that a command works on, and what the options say of its sampler. */
final class ImageModel implements AutoCloseable {
  static final String GUIDANCE = "guidance";
  static final String STEPS = "steps";
  private static final String CLIP = "clip";
  static final String BATCH = "batch";
  private static final String ZOOM = "zoom";

  private final CdrlModel model;

  private ImageModel(CdrlModel model) {
    this.model = model;
  }

  /** The options about how images are drawn. */
  static CommandOptions options() {
    return new CommandOptions().add(Section.COMMON, drawing());
  }

  static List<Option> drawing() {
    return List.of(
        CommonOptions.written(CommonOptions.OUT, "FILE", "The PNG file."),
        CommonOptions.value(
            Given.OPTION, "NAME=VALUE", "Images of this class only. May be repeated."),
        CommonOptions.value(
            GUIDANCE,
            "W",
            "0 (default) follows classes as learned; .5 to 2 draws images more typical of"
                + " them and less varied."),
        CommonOptions.value(
            STEPS, "K", "Langevin steps per level; default as trained. Fewer are faster."),
        CommonOptions.flag(
            CLIP,
            "Keeps pixels where they can be after every Langevin step; for strong guidance,"
                + " which overdrives colours."),
        CommonOptions.seed("Seed of the images; default 0."),
        CommonOptions.value(
            BATCH, "N", "Images that are drawn together; default 8, more on a GPU."),
        CommonOptions.value(ZOOM, "N", "Screen pixels per pixel; default as fits the size."));
  }

  /** Adds those that a command which also draws rows does not have by the same name. */
  static void addMissing(CommandOptions options) {
    drawing().stream()
        .filter(option -> !options.all().hasLongOption(option.getLongOpt()))
        .forEach(option -> options.add(Section.IMAGES, option));
  }

  /** Whether a file is a model of images; false if there is none. */
  static boolean isOne(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !CdrlModel.isModel(file)) {
      return false;
    }
    try (CdrlModel model = CdrlModel.load(file)) {
      return model.config().architecture() instanceof ImageArchitecture;
    }
  }

  /**
   * Reads a model, the engine's or one of {@code CDRLImageTrainer}.
   *
   * @throws IOException if the file cannot be read or is no model of images
   */
  static ImageModel load(Path file) throws IOException {
    boolean ofTribuo = Files.isRegularFile(file) && !CdrlModel.isModel(file);
    CdrlModel model = ofTribuo ? CDRLImageModel.load(file).engine() : CdrlModel.load(file);
    if (!(model.config().architecture() instanceof ImageArchitecture)) {
      model.close();
      throw new IOException(file + " is no model of images");
    }
    return new ImageModel(model);
  }

  CdrlModel model() {
    return model;
  }

  ImageArchitecture image() {
    return model.config().imageArchitecture();
  }

  /** The sampler that the options ask for. */
  Sampler sampler(Arguments arguments) throws UsageException {
    Sampler sampler =
        model
            .sampler()
            .seed(arguments.seed(0))
            .langevinSteps(arguments.integer(STEPS, model.config().chains().langevinSteps(), 1));
    if (arguments.has(BATCH)) {
      sampler = sampler.batch(arguments.integer(BATCH, 8, 1));
    }
    if (arguments.has(CLIP)) {
      sampler = sampler.clip();
    }
    Condition condition = Condition.none();
    for (String text : arguments.texts(Given.OPTION)) {
      condition = and(condition, text);
    }
    if (!condition.isEmpty()) {
      sampler = sampler.given(condition);
    }
    return arguments.has(GUIDANCE) ? sampler.guidance(arguments.number(GUIDANCE, 0)) : sampler;
  }

  /** A condition NAME=VALUE. */
  static Condition and(Condition condition, String text) throws UsageException {
    int at = text.indexOf('=');
    if (at < 1) {
      throw new UsageException("\"" + text + "\" must be NAME=VALUE");
    }
    return condition.and(text.substring(0, at), text.substring(at + 1));
  }

  /** An attribute by its name. */
  Attribute attribute(String name) {
    return model.attributes().stream()
        .filter(attribute -> attribute.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The model has no classes "
                        + name
                        + "; it has "
                        + model.attributes().stream().map(Attribute::name).toList()));
  }

  /** Writes images as a grid. */
  void write(float[][] images, int columns, Arguments arguments, Console console)
      throws UsageException, IOException {
    int zoom = arguments.integer(ZOOM, Math.max(1, 64 / image().size()), 1);
    write(
        ImageGrid.of(image(), images, columns, zoom),
        arguments.requiredPath(CommonOptions.OUT),
        console);
  }

  /** Writes a PNG file. */
  static void write(BufferedImage image, Path file, Console console) throws IOException {
    PngFile.write(file, image);
    console.err().println("Wrote " + file);
  }

  /** All images of several lists, one after another. */
  static float[][] join(List<float[][]> lists) {
    return lists.stream().flatMap(java.util.Arrays::stream).toArray(float[][]::new);
  }

  @Override
  public void close() {
    model.close();
  }
}
