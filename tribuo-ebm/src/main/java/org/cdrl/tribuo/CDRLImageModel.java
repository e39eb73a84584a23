package org.cdrl.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.cdrl.CdrlModel;
import org.cdrl.Sampler;
import org.cdrl.Typicality;
import org.cdrl.image.ImageRows;
import org.cdrl.image.MemoryImages;
import org.cdrl.tribuo.protos.CDRLImageModelProto;
import org.cdrl.value.Condition;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * An energy-based generative model of images: it draws new ones as examples whose features are
 * pixels, predicts labels, and tells how unusual images are. What else can be done with it, such as
 * filling in pixels or composition, its {@link #engine} does.
 *
 * <p>A label is predicted by how well the initializer finds noised images again when it is told the
 * label. Scores are nats, and no probabilities: minus half the error bounds log p(x | label) up to
 * a constant (Ho, Jain, Abbeel, NeurIPS 2020). It takes a run of the initializer per label, level
 * and noise.
 *
 * <p>Close the model to free TensorFlow's graphs and sessions, or leave that to the garbage
 * collector.
 */
public final class CDRLImageModel extends Model<Label> implements AutoCloseable {
  private static final long serialVersionUID = 1L;

  /** The version of the message that this release writes. */
  public static final int CURRENT_VERSION = 0;

  /** Images that the networks take together. */
  static final int PIECE = 64;

  private final transient PixelFeatures pixels;
  private final transient int draws;
  private final transient CdrlModel engine;

  /** Null if finding it out was interrupted, or a file does not tell. */
  private final transient Typicality typicality;

  /** Puts a model together. */
  CDRLImageModel(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap featureIDMap,
      ImmutableOutputInfo<Label> outputIDInfo,
      PixelFeatures pixels,
      int draws,
      CdrlModel engine,
      Typicality typicality) {
    super(name, provenance, featureIDMap, outputIDInfo, false);
    this.pixels = pixels;
    this.draws = draws;
    this.engine = engine;
    this.typicality = typicality;
  }

  /** The condition of the engine's model that labels are. */
  private String condition() {
    return engine.attributes().isEmpty() ? "class" : engine.attributes().get(0).name();
  }

  /** The engine's model; it belongs to this model. Its images are squares, values in [-1, 1]. */
  public CdrlModel engine() {
    return engine;
  }

  /**
   * Predicts one example.
   *
   * @throws IllegalArgumentException if it has none of the model's features
   * @throws IllegalStateException for a model of DRL, which has no initializer
   */
  @Override
  public Prediction<Label> predict(Example<Label> example) {
    return predictions(List.of(example)).get(0);
  }

  @Override
  protected List<Prediction<Label>> innerPredict(Iterable<Example<Label>> examples) {
    return CDRLModel.inPieces(examples, this::predictions);
  }

  private List<Prediction<Label>> predictions(List<Example<Label>> examples) {
    int[] known = examples.stream().mapToInt(this::known).toArray();
    float[][] rows = rows(examples);
    List<String> labels = CDRLImageTrainer.labels(outputIDInfo);
    double[][] scores = new double[labels.size()][];
    Sampler sampler = engine.sampler().batch(PIECE);
    for (int label = 0; label < labels.size(); label++) {
      scores[label] =
          halfErrors(
              engine.attributes().isEmpty()
                  ? sampler
                  : sampler.given(Condition.of(condition(), labels.get(label))),
              rows);
    }
    List<Prediction<Label>> predictions = new ArrayList<>();
    for (int n = 0; n < rows.length; n++) {
      Map<String, Label> scored = new LinkedHashMap<>();
      Label best = null;
      for (int label = 0; label < labels.size(); label++) {
        Label candidate = new Label(labels.get(label), -scores[label][n]);
        scored.put(candidate.getLabel(), candidate);
        best = best == null || candidate.getScore() > best.getScore() ? candidate : best;
      }
      predictions.add(new Prediction<>(best, scored, known[n], examples.get(n), false));
    }
    return predictions;
  }

  private int known(Example<Label> example) {
    int known = 0;
    for (Feature feature : example) {
      known += featureIDMap.getID(feature.getName()) >= 0 ? 1 : 0;
    }
    if (known == 0) {
      throw new IllegalArgumentException(
          "The example has none of the model's features: " + example.size() + " others");
    }
    return known;
  }

  /** Half the denoising errors of rows, summed over levels. */
  private double[] halfErrors(Sampler sampler, float[][] rows) {
    double[] sums = new double[rows.length];
    for (float[] level : sampler.denoisingErrors(rows, draws)) {
      for (int n = 0; n < sums.length; n++) {
        sums[n] += level[n] / 2;
      }
    }
    return sums;
  }

  private float[][] rows(List<Example<Label>> examples) {
    byte[][] bytes = examples.stream().map(pixels::image).toArray(byte[][]::new);
    MemoryImages images =
        new MemoryImages(
            pixels.names().height(),
            pixels.names().width(),
            pixels.names().channels(),
            bytes,
            List.of(),
            new int[bytes.length][0]);
    return new ImageRows(images, engine.config().imageArchitecture(), false).rows(0, bytes.length);
  }

  /**
   * How unusual images are, whatever their labels: how far their roughness and the initializer's
   * errors at all noise levels are from those of images that were learned from ({@link
   * Typicality}); of DRL, which has no initializer, the energies. An image that is blurred, or
   * simpler than those of training, is likely and yet not typical.
   *
   * @return one per example, in order, at least 0: about 3 for one image like those of training in
   *     twenty, 4.6 for one in a hundred
   * @throws IllegalStateException if finding out what is usual was interrupted
   */
  public double[] score(Dataset<Label> examples) {
    Sampler sampler = engine.sampler().batch(PIECE);
    return typicality().scores(Typicality.evidence(sampler, rows(examples.getData())));
  }

  /** What scores are by, with the share of images like those of training that score less. */
  public Typicality typicality() {
    if (typicality == null) {
      throw new IllegalStateException(
          "The model's file does not tell what is typical; train the model again to score images");
    }
    return typicality;
  }

  /**
   * Draws a data set whose labels come as often as among the examples that were learned from;
   * without labels if none of them had one.
   */
  public MutableDataset<Label> sample(int n, long seed) {
    List<Label> drawn = labels(n, seed);
    Sampler sampler = engine.sampler().seed(seed);
    if (!engine.attributes().isEmpty()) {
      sampler =
          sampler.given(
              row -> Condition.of(condition(), drawn.get(Math.toIntExact(row)).getLabel()));
    }
    return dataset(sampler, drawn, Map.of("seed", Long.toString(seed)));
  }

  /** Labels as frequent as in training. */
  private List<Label> labels(int n, long seed) {
    if (engine.attributes().isEmpty()) {
      List<String> labels = CDRLImageTrainer.labels(outputIDInfo);
      Label only = labels.isEmpty() ? LabelFactory.UNKNOWN_LABEL : new Label(labels.get(0));
      return Collections.nCopies(n, only);
    }
    List<String> labels = engine.attributes().get(0).labels();
    List<Long> counts = engine.attributes().get(0).counts();
    long all = counts.stream().mapToLong(Long::longValue).sum();
    SplittableRandom random = new SplittableRandom(seed);
    List<Label> drawn = new ArrayList<>();
    for (int r = 0; r < n; r++) {
      long at = random.nextLong(all);
      int label = 0;
      while (at >= counts.get(label)) {
        at -= counts.get(label++);
      }
      drawn.add(new Label(labels.get(label)));
    }
    return drawn;
  }

  /**
   * Draws a data set of one label.
   *
   * @param guidance 0 as learned; .3 to 1.5 makes images more typical of the label at the cost of
   *     variety
   * @throws IllegalArgumentException if the model does not know the label
   */
  public MutableDataset<Label> sample(int n, Label label, double guidance, long seed) {
    Condition condition = Condition.of(condition(), label.getLabel());
    Sampler sampler = engine.sampler().seed(seed).given(condition).guidance(guidance);
    return dataset(
        sampler,
        Collections.nCopies(n, new Label(label.getLabel())),
        Map.of(
            "seed", Long.toString(seed),
            "label", label.getLabel(),
            "guidance", Double.toString(guidance)));
  }

  private MutableDataset<Label> dataset(
      Sampler sampler, List<Label> labels, Map<String, String> facts) {
    int size = engine.config().imageArchitecture().size();
    List<Example<Label>> examples = new ArrayList<>();
    for (float[] row : sampler.draw(labels.size())) {
      Example<Label> example = new ArrayExample<>(labels.get(examples.size()));
      example.addAll(pixels.features(row, size));
      examples.add(example);
    }
    return new MutableDataset<>(
        new GeneratedDataSource<>(examples, new LabelFactory(), provenance, null, facts));
  }

  /** Nothing: energies have no weight per feature. */
  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
    return Collections.emptyMap();
  }

  /** Nothing. */
  @Override
  public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
    return Optional.empty();
  }

  /** The copy has graphs of its own and is closed on its own. */
  @Override
  protected CDRLImageModel copy(String newName, ModelProvenance newProvenance) {
    return new CDRLImageModel(
        newName,
        newProvenance,
        featureIDMap,
        outputIDInfo,
        pixels,
        draws,
        engine.withAttachment(engine.attachment()),
        typicality);
  }

  @Override
  public ModelProto serialize() {
    CDRLImageModelProto.Builder content =
        CDRLImageModelProto.newBuilder()
            .setMetadata(Metadata.serialize(createDataCarrier()))
            .setPixels(pixels.toProto())
            .setDraws(draws)
            .setEngine(ByteString.copyFrom(engine.toBytes()));
    if (typicality != null) {
      content.setTypicality(TypicalityBytes.write(typicality));
    }
    return ModelProto.newBuilder()
        .setVersion(CURRENT_VERSION)
        .setClassName(CDRLImageModel.class.getName())
        .setSerializedData(CheckedMessage.pack(content.build()))
        .build();
  }

  /**
   * Reads what {@link #serialize} wrote.
   *
   * @throws IllegalArgumentException for a version that this release does not know
   * @throws IllegalStateException if the message is damaged
   */
  @SuppressWarnings("unchecked") // checked
  public static CDRLImageModel deserializeFromProto(int version, String className, Any message) {
    CheckedMessage.requireVersion(version, CURRENT_VERSION, CDRLImageModel.class);
    CDRLImageModelProto proto = CheckedMessage.unpack(message, CDRLImageModelProto.parser());
    ModelDataCarrier<?> carrier = ModelDataCarrier.deserialize(proto.getMetadata());
    if (!carrier.outputDomain().getDomain().stream().allMatch(Label.class::isInstance)) {
      throw new IllegalStateException("Invalid protobuf: the model's outputs are no labels");
    }
    try {
      return new CDRLImageModel(
          carrier.name(),
          carrier.provenance(),
          carrier.featureDomain(),
          (ImmutableOutputInfo<Label>) carrier.outputDomain(),
          PixelFeatures.of(proto.getPixels()),
          proto.getDraws(),
          CdrlModel.fromBytes("The model", proto.getEngine().toByteArray()),
          proto.hasTypicality() ? TypicalityBytes.read(proto.getTypicality()) : null);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("Invalid protobuf: " + e.getMessage(), e);
    }
  }

  private Object writeReplace() {
    return new SerializedForm(serialize().toByteArray());
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("Models are serialized as their messages");
  }

  /**
   * Whether a file's first bytes say that it holds a model of this class.
   *
   * @throws IOException if the file cannot be read
   */
  public static boolean isModel(Path file) throws IOException {
    return ModelReader.className(file).equals(CDRLImageModel.class.getName());
  }

  /**
   * Reads a model that {@link #serializeToFile} wrote.
   *
   * @throws IOException if the file cannot be read or is no model of this class, saying so
   */
  public static CDRLImageModel load(Path file) throws IOException {
    Model<?> model = ModelReader.read(file);
    if (model instanceof CDRLImageModel images) {
      return images;
    }
    if (model instanceof ExampleGenerator<?> table) {
      table.close();
    }
    throw new IOException(file + " is no model of images but a " + model.getClass().getName());
  }

  /** Frees graphs and sessions; the model cannot be used any more. */
  @Override
  public void close() {
    engine.close();
  }

  @Override
  public String toString() {
    return "CDRLImageModel(name="
        + name
        + ", outputs="
        + outputIDInfo.size()
        + ", "
        + pixels.names().height()
        + " x "
        + pixels.names().width()
        + " x "
        + pixels.names().channels()
        + ", "
        + engine
        + ", trained "
        + provenance.getTrainingTime()
        + ")";
  }
}
