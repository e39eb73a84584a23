package org.cdrl.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cdrl.ImageArchitecture;
import org.cdrl.graph.FloatTensors;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/**
 * A network that the user brings, as a SavedModel (a folder) or a frozen graph (a {@code .pb}
 * file).
 *
 * <p>Two layouts are recognised where no names are given. The Inception graph of the FID's authors
 * ({@code classify_image_graph_def.pb}): input {@code ExpandDims:0} with values 0..255, features
 * {@code pool_3:0}, probabilities {@code softmax:0}. TF-GAN's Inception SavedModel: signature
 * {@code serving_default}, one input with values -1..1, outputs {@code pool_3} and {@code logits}.
 */
public final class SavedNetwork implements FeatureNetwork {
  private static final int BATCH = 32;

  /**
   * Names of a network's tensors, {@code operation:output}.
   *
   * @param input pictures [n, height, width, 3 or 1]
   * @param features any shape [n, ...]
   * @param probabilities [n, classes]; null for none
   * @param bytes whether pictures have values 0..255 there; else -1..1
   */
  public record Names(String input, String features, String probabilities, boolean bytes) {
    /** Those of the graph that the FID's authors published. */
    public static final Names FID = new Names("ExpandDims:0", "pool_3:0", "softmax:0", true);
  }

  private final String name;
  private final ImageArchitecture image;
  private final Names names;
  private final Graph graph;
  private final SavedModelBundle bundle;
  private final Session session;

  private SavedNetwork(
      String name,
      ImageArchitecture image,
      Names names,
      Graph graph,
      SavedModelBundle bundle,
      Session session) {
    this.name = name;
    this.image = image;
    this.names = names;
    this.graph = graph;
    this.bundle = bundle;
    this.session = session;
  }

  /**
   * Loads a network.
   *
   * @param path a folder with a SavedModel, or a frozen graph
   * @param image how pictures are shaped
   * @param names of its tensors; null to recognise the layout
   * @throws IOException if it cannot be read, or has no such tensors, saying which
   */
  public static SavedNetwork load(Path path, ImageArchitecture image, Names names)
      throws IOException {
    try {
      if (Files.isDirectory(path)) {
        SavedModelBundle bundle = SavedModelBundle.load(path.toString(), "serve");
        Names found = names != null ? names : tfGan(path, bundle);
        return checked(
            path,
            new SavedNetwork(
                path.getFileName().toString(),
                image,
                found,
                bundle.graph(),
                bundle,
                bundle.session()));
      }
      Graph graph = new Graph();
      graph.importGraphDef(GraphDef.parseFrom(Files.readAllBytes(path)));
      return checked(
          path,
          new SavedNetwork(
              path.getFileName().toString(),
              image,
              names != null ? names : Names.FID,
              graph,
              null,
              new Session(graph)));
    } catch (TensorFlowException | com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IOException(path + " is no network that TensorFlow reads: " + e.getMessage(), e);
    }
  }

  private static SavedNetwork checked(Path path, SavedNetwork network) throws IOException {
    Names names = network.names;
    for (String tensor : new String[] {names.input(), names.features(), names.probabilities()}) {
      if (tensor != null && network.graph.operation(tensor.split(":")[0]) == null) {
        network.close();
        throw new IOException(path + " has no operation " + tensor + "; name its tensors");
      }
    }
    return network;
  }

  private static Names tfGan(Path path, SavedModelBundle bundle) throws IOException {
    var signature = bundle.metaGraphDef().getSignatureDefMap().get("serving_default");
    if (signature == null
        || signature.getInputsCount() != 1
        || !signature.containsOutputs("pool_3")) {
      bundle.close();
      throw new IOException(
          path + " is not laid out like TF-GAN's Inception network; name its tensors");
    }
    return new Names(
        signature.getInputsMap().values().iterator().next().getName(),
        signature.getOutputsOrThrow("pool_3").getName(),
        null,
        false);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Features of(float[][] pictures) {
    float[][] values = new float[pictures.length][];
    float[][] probabilities = names.probabilities() == null ? null : new float[pictures.length][];
    for (int at = 0; at < pictures.length; at += BATCH) {
      int count = Math.min(BATCH, pictures.length - at);
      try (TFloat32 batch = batch(pictures, at, count)) {
        Session.Runner runner = session.runner().feed(names.input(), batch).fetch(names.features());
        if (probabilities != null) {
          runner.fetch(names.probabilities());
        }
        try (Result result = runner.run()) {
          split((TFloat32) result.get(0), values, at, count);
          if (probabilities != null) {
            split((TFloat32) result.get(1), probabilities, at, count);
          }
        }
      }
    }
    return new Features(values, probabilities);
  }

  private TFloat32 batch(float[][] pictures, int at, int count) {
    return TFloat32.tensorOf(
        Shape.of(count, image.size(), image.size(), image.channels()),
        tensor -> {
          var floats = tensor.asRawTensor().data().asFloats();
          for (int r = 0; r < count; r++) {
            float[] picture = pictures[at + r].clone();
            for (int v = 0; names.bytes() && v < picture.length; v++) {
              picture[v] = (picture[v] + 1) * 127.5f;
            }
            floats.offset((long) r * picture.length).write(picture);
          }
        });
  }

  private static void split(TFloat32 tensor, float[][] into, int at, int count) {
    float[] flat = FloatTensors.flat(tensor);
    int width = flat.length / count;
    for (int r = 0; r < count; r++) {
      into[at + r] = java.util.Arrays.copyOfRange(flat, r * width, (r + 1) * width);
    }
  }

  @Override
  public void close() {
    if (bundle != null) {
      bundle.close();
      return;
    }
    session.close();
    graph.close();
  }
}
