package org.cdrl;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.Method;
import org.cdrl.internal.exchange.InferredArchitecture;
import org.cdrl.internal.exchange.NamedTensor;
import org.cdrl.internal.exchange.SafeTensors;
import org.cdrl.internal.exchange.TorchCheckpoint;
import org.cdrl.internal.exchange.TorchLayout;
import org.cdrl.internal.network.Network;
import org.cdrl.internal.persistence.StoredModel;
import org.cdrl.internal.training.Networks;
import org.cdrl.value.Attribute;
import org.cdrl.value.LabelCoordinates;
import org.cdrl.value.Scaling;
import org.cdrl.value.TrainingSummary;

/**
 * Models of images from and for other programs: checkpoints of the CDRL authors' PyTorch program,
 * and safetensors files with the same names of tensors behind {@code energy.} and {@code
 * initializer.}.
 *
 * <p>What tensors cannot tell is in the metadata of a safetensors file that was written here, as
 * JSON under {@code cdrl}: the settings ({@code settings}, by name, as texts), the condition
 * attributes ({@code attributes}, a list of {@code name}, {@code labels} and {@code counts}) and
 * the training run ({@code summary}). A one-hot condition has a block per attribute, in their
 * order: first the place for an open attribute, then one per label.
 */
public final class ModelExchange {
  private static final String ENERGY = "energy.";
  private static final String INITIALIZER = "initializer.";
  private static final String ABOUT = "cdrl";

  // What files may tell instead of ABOUT.
  private static final String SIZE = "size";
  private static final String LEVELS = "levels";

  /** Told where the initializer predicts x_0. */
  private static final String DATA_SPREAD = "data_spread";

  private static final String ATTRIBUTE = "class";

  // A run's numbers may be NaN.
  private static final Gson JSON =
      new GsonBuilder().serializeSpecialFloatingPointValues().disableHtmlEscaping().create();

  /** What a model is beside its tensors; {@link #ABOUT} has it as JSON. */
  private record About(CdrlConfig config, List<Attribute> attributes, TrainingSummary summary) {
    About {
      if (!(config.architecture() instanceof ImageArchitecture) || config.method() != Method.CDRL) {
        throw new IllegalArgumentException("Only CDRL models of images are written as safetensors");
      }
      attributes = List.copyOf(attributes);
      Objects.requireNonNull(summary, "there is no summary");
    }

    ImageArchitecture image() {
      return (ImageArchitecture) config.architecture();
    }

    Networks networks() {
      int conditions = IntStream.of(CdrlModel.attributeSizes(attributes)).sum();
      return Networks.of(config, image().values(), conditions, null, false);
    }
  }

  /** {@link About} as JSON has it: settings as texts, by name. */
  private record Told(
      Map<String, String> settings, List<Attribute> attributes, TrainingSummary summary) {
    static Told of(About about) {
      return new Told(about.config.allTexts(), about.attributes, about.summary);
    }

    /** Settings that are missing are the defaults of images. */
    About about() {
      CdrlConfig told = CdrlConfig.parse(settings);
      Map<String, String> all = CdrlConfig.images(told.imageArchitecture()).build().allTexts();
      all.putAll(settings);
      return new About(CdrlConfig.parse(all), attributes, summary);
    }
  }

  private ModelExchange() {}

  /**
   * A model and what had to be assumed to read it.
   *
   * @param model the caller closes it
   * @param assumed what the weights' shapes cannot tell, and what was taken for it
   */
  public record Imported(CdrlModel model, List<String> assumed) {}

  /**
   * Reads a checkpoint of the authors' program ({@code .pth.tar}), or a {@code .safetensors} file.
   * A model that {@link #writeSafeTensors} wrote comes back as it was. Otherwise the architecture
   * is inferred from the tensors, and classes become the values "0", "1", .. of an attribute
   * "class".
   *
   * @param averaged whether to take the moving averages of the weights, as the authors do, or those
   *     that were being trained; safetensors files have one kind only
   * @param size height and width of the images; 0 to infer it
   * @throws IOException saying what is wrong with the file, or that the size must be given
   */
  public static Imported read(Path file, boolean averaged, int size) throws IOException {
    Map<String, NamedTensor> energy;
    Map<String, NamedTensor> initializer;
    Map<String, String> told = Map.of();
    if (file.getFileName().toString().endsWith(".safetensors")) {
      SafeTensors tensors = SafeTensors.read(file);
      energy = part(tensors.tensors(), ENERGY);
      initializer = part(tensors.tensors(), INITIALIZER);
      told = tensors.metadata();
    } else {
      TorchCheckpoint checkpoint =
          TorchCheckpoint.read(
              file, averaged ? TorchCheckpoint.Weights.AVERAGED : TorchCheckpoint.Weights.RAW);
      energy = checkpoint.energy();
      initializer = checkpoint.initializer();
    }
    try {
      if (told.containsKey(ABOUT)) {
        About about = about(told.get(ABOUT), size);
        return new Imported(new CdrlModel(stored(about, energy, initializer)), List.of());
      }
      int images = size == 0 && told.containsKey(SIZE) ? Integer.parseInt(told.get(SIZE)) : size;
      InferredArchitecture inferred = InferredArchitecture.of(energy, initializer, images);
      About about = assumed(inferred, told);
      return new Imported(new CdrlModel(stored(about, energy, initializer)), inferred.assumed());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException(file + " cannot be imported: " + e.getMessage(), e);
    }
  }

  /** Reads what {@link #ABOUT} tells; settings that it lacks are the defaults of images. */
  private static About about(String json, int size) {
    About about;
    try {
      about = JSON.fromJson(json, Told.class).about();
    } catch (RuntimeException e) {
      // Gson wraps what the records' own checks throw.
      String why = (e.getCause() == null ? e : e.getCause()).getMessage();
      throw new IllegalArgumentException("its metadata \"" + ABOUT + "\" is damaged: " + why, e);
    }
    int told = about.image().size();
    if (size != 0 && size != told) {
      throw new IllegalArgumentException(
          "its images have the size " + told + ", not " + size + "; leave the size out");
    }
    return about;
  }

  /** What is taken for a model whose file has tensors only, or little more. */
  private static About assumed(InferredArchitecture inferred, Map<String, String> told) {
    // The authors' initializer predicts y_{i-1}, from images in [-1, 1].
    CdrlConfig.Builder config = CdrlConfig.images(inferred.image()).predictData(false);
    if (told.containsKey(DATA_SPREAD)) {
      config.predictData(true).spread(Double.parseDouble(told.get(DATA_SPREAD)));
    }
    if (told.containsKey(LEVELS)) {
      config.levels(Integer.parseInt(told.get(LEVELS)));
    }
    int classes = inferred.conditions() - 1;
    List<Attribute> attributes =
        classes < 1
            ? List.of()
            : List.of(
                new Attribute(
                    ATTRIBUTE,
                    IntStream.range(0, classes).mapToObj(Integer::toString).toList(),
                    Collections.nCopies(classes, 1L)));
    return new About(
        config.build(), attributes, new TrainingSummary(0, 0, 0, 0, 0, 0, 0, "elsewhere", "none"));
  }

  private static Map<String, NamedTensor> part(Map<String, NamedTensor> all, String prefix) {
    Map<String, NamedTensor> part = new LinkedHashMap<>();
    all.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), tensor);
          }
        });
    return part;
  }

  private static StoredModel stored(
      About about, Map<String, NamedTensor> energy, Map<String, NamedTensor> initializer) {
    ImageArchitecture image = about.image();
    Networks networks = about.networks();
    TorchLayout energyLayout = new TorchLayout(networks.energy().layout());
    requireValues("energy", networks.energy(), energy);
    requireValues("initializer", networks.initializer(), initializer);
    requireKnown("energy", networks.energy(), energy);
    requireKnown("initializer", networks.initializer(), initializer);
    return new StoredModel(
        about.config(),
        image.columns(),
        about.attributes(),
        LabelCoordinates.none(image.values()),
        Scaling.none(image.values()),
        about.summary(),
        energyLayout.parameters(energy),
        new TorchLayout(networks.initializer().layout()).parameters(initializer),
        energyLayout.vectors(energy),
        new byte[0]);
  }

  /** Fails where a file tells of a network that is larger than itself, before memory is taken. */
  private static void requireValues(
      String what, Network network, Map<String, NamedTensor> tensors) {
    long there = tensors.values().stream().mapToLong(tensor -> tensor.values().length).sum();
    if (network.layout().size() > there) {
      throw new IllegalArgumentException(
          "the "
              + what
              + " of such an architecture has "
              + network.layout().size()
              + " weights, but the file has only "
              + there);
    }
  }

  /** Fails where tensors belong to something that our networks do not have. */
  private static void requireKnown(String what, Network network, Map<String, NamedTensor> tensors) {
    Map<String, NamedTensor> ours =
        new TorchLayout(network.layout())
            .state(new float[network.layout().size()], new float[network.layout().spectralSize()]);
    for (String name : tensors.keySet()) {
      if (!ours.containsKey(name)) {
        throw new IllegalArgumentException(
            "the " + what + " has a tensor " + name + ", for which this program has no layer");
      }
    }
  }

  /**
   * Writes a model of images as safetensors, from which {@link #read} makes the same model again,
   * but for an attachment.
   *
   * @param out stays open
   * @throws IllegalArgumentException if it is no model of images, or has no initializer
   */
  public static void writeSafeTensors(CdrlModel model, OutputStream out) throws IOException {
    StoredModel stored = model.stored();
    About about = new About(model.config(), model.attributes(), model.summary());
    Networks networks = about.networks();
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    new TorchLayout(networks.energy().layout())
        .state(stored.energy(), stored.spectral())
        .forEach((name, tensor) -> tensors.put(ENERGY + name, tensor));
    new TorchLayout(networks.initializer().layout())
        .state(stored.initializer(), new float[0])
        .forEach((name, tensor) -> tensors.put(INITIALIZER + name, tensor));
    new SafeTensors(tensors, Map.of(ABOUT, JSON.toJson(Told.of(about)))).write(out);
  }
}
