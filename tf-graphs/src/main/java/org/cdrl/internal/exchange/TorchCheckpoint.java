package org.cdrl.internal.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The networks in a checkpoint of the authors' program.
 *
 * @param energy f, by the names of its parameters
 * @param initializer g, by the names of its parameters
 */
public record TorchCheckpoint(
    Map<String, NamedTensor> energy, Map<String, NamedTensor> initializer) {
  /** Which weights of a checkpoint. */
  public enum Weights {
    /** The moving averages, which the authors evaluate. */
    AVERAGED,
    /** Those that were being trained. */
    RAW
  }

  /**
   * Reads a checkpoint ({@code .pth.tar}).
   *
   * @throws IOException saying what is wrong with the file
   */
  public static TorchCheckpoint read(Path file, Weights weights) throws IOException {
    try (TorchFile torch = TorchFile.open(file)) {
      if (!(torch.content() instanceof Map<?, ?> content)) {
        throw new IOException(file + " is no checkpoint: it does not hold a dictionary");
      }
      return new TorchCheckpoint(
          network(file, torch, content, "pi", weights),
          network(file, torch, content, "p", weights));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private static Map<String, NamedTensor> network(
      Path file, TorchFile torch, Map<?, ?> content, String name, Weights weights)
      throws IOException {
    Map<?, ?> state = map(file, content, name + "_state_dict");
    List<?> averages = null;
    if (weights == Weights.AVERAGED) {
      Object shadow = map(file, content, name + "_ema_state_dict").get("shadow_params");
      if (!(shadow instanceof List<?> list)) {
        throw new IOException(file + " has no averages of " + name + "; import the raw weights");
      }
      averages = list;
    }
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    int parameter = 0;
    for (Map.Entry<?, ?> entry : state.entrySet()) {
      String key = String.valueOf(entry.getKey()).replaceFirst("^module\\.", "");
      boolean buffer = key.endsWith("weight_u") || key.endsWith("weight_v");
      Object value = entry.getValue();
      // Averages are listed in the order of the parameters; power-iteration vectors have none.
      if (averages != null && !buffer) {
        if (parameter >= averages.size()) {
          throw new IOException(
              file + " has only " + averages.size() + " averages of " + name + "'s parameters");
        }
        value = averages.get(parameter++);
      }
      if (!(entry.getKey() instanceof String) || tensors.containsKey(key)) {
        throw new IOException(file + ": " + name + "'s parameters have no names of their own");
      }
      if (!(value instanceof SafeUnpickler.Tensor tensor)) {
        throw new IOException(file + ": " + name + "'s " + key + " is no tensor");
      }
      tensors.put(key, torch.read(key, tensor));
    }
    if (averages != null && parameter != averages.size()) {
      throw new IOException(
          file
              + " has "
              + averages.size()
              + " averages for "
              + parameter
              + " parameters of "
              + name);
    }
    return tensors;
  }

  private static Map<?, ?> map(Path file, Map<?, ?> content, String key) throws IOException {
    if (content.get(key) instanceof Map<?, ?> map) {
      return map;
    }
    throw new IOException(
        file + " is no checkpoint of CDRL: it has no " + key + " but " + content.keySet());
  }
}
