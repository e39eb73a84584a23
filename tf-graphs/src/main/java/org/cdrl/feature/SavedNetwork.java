package org.cdrl.feature;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Graphs;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/**
 * A network that the user brings, as a SavedModel (a folder) or a frozen graph (a {@code .pb}
 * file).
 *
 * <p>Two layouts are recognised where no names are given:
 *
 * <ul>
 *   <li>The Inception graph of the FID's authors ({@code classify_image_graph_def.pb}): input
 *       {@code ExpandDims:0} with values 0..255, features {@code pool_3:0}. Its own {@code
 *       softmax:0} serves one image at a time, as the graph reshapes its features to the constant
 *       [1, 2048] before. Where the graph has {@code softmax/logits/MatMul}, probabilities are
 *       therefore softmax(features weights) with the weights of that product. The bias that the
 *       graph adds is left out, as in the program of the Inception score's authors.
 *   <li>TF-GAN's Inception SavedModel: signature {@code serving_default}, one input with values
 *       -1..1, features {@code pool_3}; probabilities are the softmax of {@code logits}, if it has
 *       them.
 * </ul>
 *
 * <p>Both know 1,008 classes, of which ImageNet has 1,000. Probabilities are of all the classes
 * that a network has. Grey images become coloured ones where the network's input says that it has 3
 * channels.
 */
public final class SavedNetwork implements FeatureNetwork {
  private static final int BATCH = 32;
  private static final String FID_LOGITS = "softmax/logits/MatMul";

  /**
   * Names of a network's tensors, {@code operation:output}.
   *
   * @param input images [n, height, width, channels]
   * @param features any shape [n, ...]
   * @param probabilities [n, classes]; null for none
   * @param bytes whether images have values 0..255 there; else -1..1
   */
  public record Names(String input, String features, String probabilities, boolean bytes) {
    /** Those of the graph that the FID's authors published, whose probabilities are of one row. */
    public static final Names FID = new Names("ExpandDims:0", "pool_3:0", "softmax:0", true);
  }

  /**
   * What was read.
   *
   * @param bundle that graph and session belong to; null for a frozen graph
   */
  private record Loaded(Path path, Graph graph, Session session, SavedModelBundle bundle)
      implements AutoCloseable {
    static Loaded of(Path path) throws IOException {
      if (Files.isDirectory(path)) {
        SavedModelBundle bundle = Graphs.load(path);
        return new Loaded(path, bundle.graph(), bundle.session(), bundle);
      }
      GraphDef frozen = GraphDef.parseFrom(Files.readAllBytes(path));
      Graph graph = Graphs.create();
      graph.importGraphDef(frozen);
      return new Loaded(path, graph, new Session(graph), null);
    }

    /** Recognises the layout. */
    Names names() throws IOException {
      return bundle == null ? fid() : tfGan();
    }

    private Names fid() throws IOException {
      GraphOperation logits = graph.operation(FID_LOGITS);
      if (logits == null) {
        return Names.FID;
      }
      Ops tf = Graphs.ops(graph);
      Operand<TFloat32> weights = logits.input(1).expect(TFloat32.class);
      Operand<TFloat32> features =
          tf.reshape(
              tensor(Names.FID.features()).expect(TFloat32.class),
              tf.constant(new long[] {-1, weights.shape().get(0)}));
      return new Names(
          Names.FID.input(),
          Names.FID.features(),
          softmax(tf, tf.linalg.matMul(features, weights)),
          Names.FID.bytes());
    }

    private Names tfGan() throws IOException {
      var signature = bundle.metaGraphDef().getSignatureDefMap().get("serving_default");
      if (signature == null
          || signature.getInputsCount() != 1
          || !signature.containsOutputs("pool_3")) {
        throw new IOException(
            path + " is not laid out like TF-GAN's Inception network; name its tensors");
      }
      var logits = signature.getOutputsMap().get("logits");
      return new Names(
          signature.getInputsMap().values().iterator().next().getName(),
          signature.getOutputsOrThrow("pool_3").getName(),
          logits == null
              ? null
              : softmax(Graphs.ops(graph), tensor(logits.getName()).expect(TFloat32.class)),
          false);
    }

    private static String softmax(Ops tf, Operand<TFloat32> logits) {
      return tf.nn.softmax(logits).op().name() + ":0";
    }

    private Output<?> tensor(String name) throws IOException {
      Output<?> output = graph.output(name);
      if (output == null || output.index() >= output.op().numOutputs()) {
        throw new IOException(path + " has no tensor " + name + "; name its tensors");
      }
      return output;
    }

    void requireTensors(Names names) throws IOException {
      tensor(names.input());
      tensor(names.features());
      if (names.probabilities() != null) {
        tensor(names.probabilities());
      }
    }

    /** How many channels an image gets: those that it has, unless it is grey and needs 3. */
    int channels(Names names, ImageArchitecture image) throws IOException {
      Shape shape = tensor(names.input()).shape();
      if (shape.isUnknown()) {
        return image.channels();
      }
      if (shape.numDimensions() != 4) {
        throw new IOException(
            path
                + " has the input "
                + names.input()
                + " of shape "
                + shape
                + " but images are [n, height, width, channels]; name another input");
      }
      long channels = shape.get(3);
      if (channels == Shape.UNKNOWN_SIZE || channels == image.channels()) {
        return image.channels();
      }
      if (image.channels() != 1 || channels != 3) {
        throw new IOException(
            path
                + " has "
                + channels
                + " channels at its input "
                + names.input()
                + " but the images have "
                + image.channels()
                + "; use another network");
      }
      return 3;
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

  private final Loaded loaded;
  private final ImageArchitecture image;
  private final Names names;
  private final int channels;

  private SavedNetwork(Loaded loaded, ImageArchitecture image, Names names, int channels) {
    this.loaded = loaded;
    this.image = image;
    this.names = names;
    this.channels = channels;
  }

  /**
   * Loads a network.
   *
   * @param path a folder with a SavedModel, or a frozen graph
   * @param image how images are shaped
   * @param names of its tensors; null to recognise the layout
   * @throws IOException if it cannot be read, has no such tensors, saying which, or is for other
   *     images
   */
  public static SavedNetwork load(Path path, ImageArchitecture image, Names names)
      throws IOException {
    try {
      Loaded loaded = Loaded.of(path);
      try {
        Names found = names != null ? names : loaded.names();
        loaded.requireTensors(found);
        return new SavedNetwork(loaded, image, found, loaded.channels(found, image));
      } catch (IOException | RuntimeException e) {
        loaded.close();
        throw e;
      }
    } catch (TensorFlowException | InvalidProtocolBufferException e) {
      throw new IOException(path + " is no network that TensorFlow reads: " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return loaded.path().getFileName().toString();
  }

  @Override
  public Features of(float[][] images) {
    float[][] values = new float[images.length][];
    float[][] probabilities = names.probabilities() == null ? null : new float[images.length][];
    for (int at = 0; at < images.length; at += BATCH) {
      int count = Math.min(BATCH, images.length - at);
      try (TFloat32 batch = batch(images, at, count)) {
        Session.Runner runner =
            loaded.session().runner().feed(names.input(), batch).fetch(names.features());
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

  private TFloat32 batch(float[][] images, int at, int count) {
    return TFloat32.tensorOf(
        Shape.of(count, image.size(), image.size(), channels),
        tensor -> {
          var floats = tensor.asRawTensor().data().asFloats();
          for (int r = 0; r < count; r++) {
            float[] values = input(images[at + r]);
            floats.offset((long) r * values.length).write(values);
          }
        });
  }

  private float[] input(float[] image) {
    int repeats = channels / this.image.channels();
    float[] input = new float[repeats * image.length];
    for (int v = 0; v < input.length; v++) {
      float value = image[v / repeats];
      input[v] = names.bytes() ? (value + 1) * 127.5f : value;
    }
    return input;
  }

  private static void split(TFloat32 tensor, float[][] into, int at, int count) {
    float[] flat = FloatTensors.flat(tensor);
    int width = flat.length / count;
    for (int r = 0; r < count; r++) {
      into[at + r] = Arrays.copyOfRange(flat, r * width, (r + 1) * width);
    }
  }

  @Override
  public void close() {
    loaded.close();
  }
}
