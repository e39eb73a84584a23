package org.cdrl;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cdrl.exchange.InferredArchitecture;
import org.cdrl.exchange.NamedTensor;
import org.cdrl.exchange.SafeTensors;
import org.cdrl.exchange.TorchCheckpoint;
import org.cdrl.exchange.TorchLayout;
import org.cdrl.network.Network;
import org.cdrl.persistence.StoredModel;
import org.cdrl.training.Networks;

/**
 * Models of pictures from and for other programs: checkpoints of the CDRL authors' PyTorch program,
 * and safetensors files with the same names of tensors behind {@code energy.} and {@code
 * initializer.}.
 */
public final class ModelExchange {
  private static final String ENERGY = "energy.";
  private static final String INITIALIZER = "initializer.";
  private static final String SIZE = "size";
  private static final String LEVELS = "levels";

  /** Told where the initializer predicts x_0. */
  private static final String DATA_SPREAD = "data_spread";

  private static final String ATTRIBUTE = "class";

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
   * Its classes become the values "0", "1", .. of an attribute "class".
   *
   * @param averaged whether to take the moving averages of the weights, as the authors do, or those
   *     that were being trained; safetensors files have one kind only
   * @param size height and width of the pictures; 0 to infer it
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
      int pictures = size == 0 && told.containsKey(SIZE) ? Integer.parseInt(told.get(SIZE)) : size;
      InferredArchitecture inferred = InferredArchitecture.of(energy, initializer, pictures);
      // The authors' initializer predicts y_{i-1}, from pictures in [-1, 1].
      CdrlConfig.Builder config = CdrlConfig.images(inferred.image()).predictData(false);
      if (told.containsKey(DATA_SPREAD)) {
        config.predictData(true).spread(Double.parseDouble(told.get(DATA_SPREAD)));
      }
      if (told.containsKey(LEVELS)) {
        config.levels(Integer.parseInt(told.get(LEVELS)));
      }
      return new Imported(
          new CdrlModel(stored(config.build(), inferred.conditions(), energy, initializer)),
          inferred.assumed());
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " cannot be imported: " + e.getMessage(), e);
    }
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
      CdrlConfig config,
      int conditions,
      Map<String, NamedTensor> energy,
      Map<String, NamedTensor> initializer) {
    ImageArchitecture image = config.image();
    Networks networks = Networks.of(config, image.values(), conditions, null);
    TorchLayout energyLayout = new TorchLayout(networks.energy().layout());
    requireKnown("energy", networks.energy(), energy);
    requireKnown("initializer", networks.initializer(), initializer);
    int classes = conditions - 1;
    List<Attribute> attributes =
        classes < 1
            ? List.of()
            : List.of(
                new Attribute(
                    ATTRIBUTE,
                    IntStream.range(0, classes).mapToObj(Integer::toString).toList(),
                    Collections.nCopies(classes, 1L)));
    return new StoredModel(
        config,
        image.columns(),
        attributes,
        LabelCoordinates.none(image.values()),
        Scaling.none(image.values()),
        new TrainingSummary(0, 0, 0, 0, 0, 0, "elsewhere", "none"),
        energyLayout.parameters(energy),
        new TorchLayout(networks.initializer().layout()).parameters(initializer),
        energyLayout.vectors(energy),
        new byte[0]);
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
   * Writes a model of pictures as safetensors.
   *
   * @param out stays open
   * @throws IllegalArgumentException if it is no model of pictures, or has no initializer
   */
  public static void writeSafeTensors(CdrlModel model, OutputStream out) throws IOException {
    StoredModel stored = model.stored();
    ImageArchitecture image = model.config().image();
    if (image == null || model.config().method() == CdrlConfig.Method.DRL) {
      throw new IllegalArgumentException("Only CDRL models of pictures are written as safetensors");
    }
    int conditions = IntStream.of(CdrlModel.attributeSizes(model.attributes())).sum();
    Networks networks = Networks.of(model.config(), image.values(), conditions, null);
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    new TorchLayout(networks.energy().layout())
        .state(stored.energy(), stored.spectral())
        .forEach((name, tensor) -> tensors.put(ENERGY + name, tensor));
    new TorchLayout(networks.initializer().layout())
        .state(stored.initializer(), new float[0])
        .forEach((name, tensor) -> tensors.put(INITIALIZER + name, tensor));
    Map<String, String> told = new LinkedHashMap<>();
    told.put(SIZE, Integer.toString(image.size()));
    told.put(LEVELS, Integer.toString(model.config().levels()));
    if (model.config().predictData()) {
      told.put(DATA_SPREAD, Double.toString(model.config().spread()));
    }
    new SafeTensors(tensors, told).write(out);
  }
}
