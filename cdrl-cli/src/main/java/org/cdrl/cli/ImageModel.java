package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cdrl.CdrlModel;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.tribuo.CDRLImageModel;
import org.cdrl.value.Attribute;
import org.cdrl.value.Condition;
import org.tribuo.provenance.ModelProvenance;

/** A model of images that a command works on. */
final class ImageModel implements AutoCloseable {
  private final CdrlModel model;

  /** Null for a model of the engine's. */
  private final ModelProvenance provenance;

  private ImageModel(CdrlModel model, ModelProvenance provenance) {
    this.model = model;
    this.provenance = provenance;
  }

  /** Whether a file is a model of images, the engine's or one of Tribuo; false if there is none. */
  static boolean isOne(Path file) throws IOException {
    return Files.isRegularFile(file) && (CdrlModel.isModel(file) || CDRLImageModel.isModel(file));
  }

  /**
   * Reads a model, the engine's or one of {@code CDRLImageTrainer}.
   *
   * @throws IOException if the file cannot be read or is no model of images
   */
  static ImageModel load(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !CdrlModel.isModel(file)) {
      CDRLImageModel model = CDRLImageModel.load(file);
      return new ImageModel(model.engine(), model.getProvenance());
    }
    CdrlModel model = CdrlModel.load(file);
    if (!(model.config().architecture() instanceof ImageArchitecture)) {
      model.close();
      throw new IOException(file + " is a model of numbers, neither of images nor of a table");
    }
    return new ImageModel(model, null);
  }

  /** Where the model comes from; empty for one of the engine's, which does not tell. */
  Optional<ModelProvenance> provenance() {
    return Optional.ofNullable(provenance);
  }

  /** Reads a model that is executed in another way than by default. */
  static ImageModel load(Path file, Execution execution) throws IOException {
    try (ImageModel model = load(file)) {
      return new ImageModel(model.model.withExecution(execution), model.provenance);
    }
  }

  CdrlModel model() {
    return model;
  }

  ImageArchitecture image() {
    return model.config().imageArchitecture();
  }

  /** A condition with one more, which an option gives as COLUMN=LABEL. */
  static Condition and(Condition condition, String option, String text) throws UsageException {
    int at = text.indexOf('=');
    if (at < 1) {
      throw new UsageException("--" + option + " is \"" + text + "\" but must be COLUMN=LABEL");
    }
    return condition.and(text.substring(0, at), text.substring(at + 1));
  }

  /**
   * An attribute by its name.
   *
   * @param option that names it
   */
  Attribute attribute(String option, String name) {
    return model.attributes().stream()
        .filter(attribute -> attribute.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--"
                        + option
                        + " is \""
                        + name
                        + "\", but the model has no such class; it has "
                        + (model.attributes().isEmpty()
                            ? "none"
                            : model.attributes().stream()
                                .map(Attribute::name)
                                .collect(Collectors.joining(", ")))));
  }

  @Override
  public void close() {
    model.close();
  }
}
