package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;
import org.cdrl.Sampler;
import org.cdrl.config.Execution;
import org.cdrl.value.Condition;

/**
 * What the command line says of how images are drawn.
 *
 * @param clip whether pixels are kept in their range
 * @param batch images that are drawn together; null for the engine's default
 */
record ImageDrawing(Drawing drawing, boolean clip, Integer batch, Execution execution) {
  static final String CLIP = "clip";
  private static final String BATCH = "batch";

  /** The options of a command that draws images, apart from what it writes. */
  static CommandOptions options() {
    return new CommandOptions()
        .add(
            Section.COMMON,
            Drawing.givenOption(),
            Drawing.guidanceOption(),
            Drawing.stepsOption(),
            CommonOptions.seed())
        .add(Section.EXPERT, only());
  }

  /** Those that rows do not have. */
  static List<Option> only() {
    List<Option> options =
        List.of(
            CommonOptions.flag(
                CLIP,
                "Keeps pixels in their range in every Langevin step; for strong guidance, which"
                    + " overdrives colours, and for long chains."),
            CommonOptions.value(
                BATCH, "N", "Images that are drawn together; default 8, more on a GPU."));
    return CommonOptions.join(options, ExecutionOptions.ofImages());
  }

  static ImageDrawing of(Arguments arguments) throws UsageException {
    return new ImageDrawing(
        Drawing.of(arguments),
        arguments.has(CLIP),
        arguments.has(BATCH) ? (Integer) arguments.integer(BATCH, 0, 1) : null,
        ExecutionOptions.ofImages(arguments));
  }

  /** Reads a model that is executed as asked for. */
  ImageModel open(Path file) throws IOException {
    return ImageModel.load(file, execution);
  }

  /** The sampler that is asked for. */
  Sampler sampler(ImageModel model) throws UsageException {
    Sampler sampler = model.model().sampler().seed(drawing.seed());
    if (drawing.steps() != null) {
      sampler = sampler.langevinSteps(drawing.steps());
    }
    if (batch != null) {
      sampler = sampler.batch(batch);
    }
    if (clip) {
      sampler = sampler.clip();
    }
    Condition condition = Condition.none();
    for (String text : drawing.given()) {
      condition = ImageModel.and(condition, Given.OPTION, text);
    }
    if (!condition.isEmpty()) {
      sampler = sampler.given(condition);
    }
    return drawing.guidance() == null ? sampler : sampler.guidance(drawing.guidance());
  }
}
