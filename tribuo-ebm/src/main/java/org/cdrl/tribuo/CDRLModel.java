package org.cdrl.tribuo;

import com.google.protobuf.Any;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.cdrl.ProgressLog;
import org.cdrl.Sampler;
import org.cdrl.table.AnomalyScorer;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableSampler;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.columns.FeatureColumns;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.cdrl.tribuo.conditioning.Outcome;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Prediction;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * An energy-based generative model of examples and their outputs: it predicts, draws new examples,
 * fills in what examples lack, and tells how unusual they are.
 *
 * <p>Immutable, and safe to use from several threads. TensorFlow's graphs and sessions are made
 * when first needed; close the model to free them, or leave that to the garbage collector.
 *
 * <p>Energies of several examples are computed together, and rounding depends on how many: a
 * prediction made alone may differ in its last digits from the same one among others. It does not
 * depend on what the others are.
 *
 * <p>See:
 *
 * <pre>
 * Zhu Y, Xie J, Wu Y N, Gao R
 * "Learning Energy-Based Models by Cooperative Diffusion Recovery Likelihood"
 * ICLR 2024.
 * </pre>
 */
public final class CDRLModel<T extends Output<T>> extends Model<T> implements ExampleGenerator<T> {
  private static final long serialVersionUID = 1L;

  /** The version of the message that this release writes. */
  public static final int CURRENT_VERSION = 0;

  private final transient FeatureColumns features;
  private final transient Conditioning<T> conditioning;
  private final transient List<Column> outputColumns;
  private final transient TableModel table;
  private final transient ExampleRows<T> rows;

  /**
   * Puts a model together.
   *
   * @throws IllegalArgumentException if the parts do not fit together
   */
  CDRLModel(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap featureIDMap,
      ImmutableOutputInfo<T> outputIDInfo,
      FeatureColumns features,
      Conditioning<T> conditioning,
      TableModel table) {
    super(name, provenance, featureIDMap, outputIDInfo, conditioning.hasProbabilities());
    this.features = features.foundIn(featureIDMap);
    this.conditioning = conditioning;
    this.outputColumns = conditioning.columns(outputIDInfo);
    this.table = table;
    rows = new ExampleRows<>(this.features, conditioning, outputColumns, table.schema());
  }

  /**
   * Reads a model.
   *
   * @throws IOException if the file cannot be read, or is no model of this class, saying so
   */
  public static CDRLModel<?> load(Path file) throws IOException {
    return fromBytes(file.toString(), Files.readAllBytes(file));
  }

  /**
   * Reads a model from the bytes of its file.
   *
   * @param name of where they come from, for errors
   * @throws IOException if they are no model of this class, saying so
   */
  public static CDRLModel<?> fromBytes(String name, byte[] bytes) throws IOException {
    return ModelReader.single(name, bytes);
  }

  /**
   * Reads a model of one type of outputs.
   *
   * @throws IOException if the file cannot be read, is no model of this class, or is one of other
   *     outputs, saying so
   */
  public static <T extends Output<T>> CDRLModel<T> load(Path file, Class<T> outputs)
      throws IOException {
    CDRLModel<?> model = load(file);
    if (model.conditioning.outputType() != outputs) {
      model.close();
      throw new IOException(
          file
              + " is a model of "
              + model.conditioning.outputType().getSimpleName()
              + " outputs, not of "
              + outputs.getSimpleName());
    }
    @SuppressWarnings("unchecked") // checked above
    CDRLModel<T> cast = (CDRLModel<T>) model;
    return cast;
  }

  /** The model of the table that examples and outputs are; it belongs to this model. */
  public TableModel table() {
    return table;
  }

  /** Which columns of the table features are. */
  public FeatureColumns features() {
    return features;
  }

  /** Which columns of the table outputs are, and how they are predicted. */
  public Conditioning<T> conditioning() {
    return conditioning;
  }

  /**
   * Predicts one example.
   *
   * @throws IllegalArgumentException if it has none of the model's features
   * @throws IllegalStateException if the model lacks what predictions need, saying what to do
   */
  @Override
  public Prediction<T> predict(Example<T> example) {
    return predictions(List.of(example)).get(0);
  }

  @Override
  protected List<Prediction<T>> innerPredict(Iterable<Example<T>> examples) {
    return inPieces(examples, this::predictions);
  }

  /** Predicts examples, so many at a time that memory stays bounded. */
  static <T extends Output<T>> List<Prediction<T>> inPieces(
      Iterable<Example<T>> examples, Function<List<Example<T>>, List<Prediction<T>>> predictions) {
    List<Prediction<T>> all = new ArrayList<>();
    ProgressLog progress = new ProgressLog("Predicting examples", 0);
    List<Example<T>> piece = new ArrayList<>();
    for (Example<T> example : examples) {
      piece.add(example);
      if (piece.size() == Sampler.ROWS_AT_ONCE) {
        all.addAll(predictions.apply(piece));
        piece.clear();
        progress.done(all.size());
      }
    }
    if (!piece.isEmpty()) {
      all.addAll(predictions.apply(piece));
    }
    return all;
  }

  private List<Prediction<T>> predictions(List<Example<T>> examples) {
    List<Outcome<T>> outcomes = outcomes(examples);
    List<Prediction<T>> predictions = new ArrayList<>();
    for (int n = 0; n < outcomes.size(); n++) {
      predictions.add(prediction(outcomes.get(n), examples.get(n)));
    }
    return predictions;
  }

  Prediction<T> prediction(Outcome<T> outcome, Example<T> example) {
    return new Prediction<>(
        outcome.output(),
        outcome.scores(),
        features.known(example),
        example,
        generatesProbabilities);
  }

  /** What is predicted for at most a piece of examples. */
  List<Outcome<T>> outcomes(List<Example<T>> examples) {
    return conditioning.predict(table, outputColumns, rows.withoutOutputs(examples));
  }

  /**
   * How unusual examples are: higher is more anomalous, about 3 for one in twenty like those of
   * training, 4.6 for one in a hundred. Outputs do not count, but for targets of regression that
   * are told. The score ranks examples under one model, and is no likelihood.
   *
   * @return one per example, in order
   */
  public double[] score(Dataset<T> examples) {
    return anomalies().score(rows(examples.getData())).scores();
  }

  /** Scores rows of the model's table and explains scores; outputs that are unknown are usual. */
  public AnomalyScorer anomalies() {
    return table.anomalies().open(outputColumns.stream().map(Column::name).toList());
  }

  /**
   * Examples with their outputs as rows of the model's table.
   *
   * @throws IllegalArgumentException if one has none of the model's features
   */
  public Table rows(List<Example<T>> examples) {
    return rows.of(examples, Set.of());
  }

  /** Between examples and rows of the model's table. */
  ExampleRows<T> exampleRows() {
    return rows;
  }

  @Override
  public Example<T> example(double[] row) {
    return rows.example(row);
  }

  @Override
  public OutputFactory<T> outputFactory() {
    return conditioning.outputFactory();
  }

  @Override
  public ExampleSampler<T> sampler() {
    return sampler(this, table.sampler());
  }

  /** A sampler of another density over this model's domains. */
  ExampleSampler<T> sampler(ExampleGenerator<T> generator, TableSampler density) {
    rows.requireNames();
    return new ExampleSampler<>(generator, this, conditioning, outputColumns, density, Map.of());
  }

  /** Draws examples, outputs as frequent as in training. */
  public List<Example<T>> sampleExamples(int n, RandomGenerator rng) {
    return sampler().seed(rng.nextLong()).examples(n);
  }

  /** Draws a data set, outputs as frequent as in training. */
  public MutableDataset<T> sample(int n, long seed) {
    return sampler().seed(seed).dataset(n);
  }

  /**
   * Draws a data set of one output.
   *
   * @throws IllegalArgumentException if the model does not know the output
   */
  public MutableDataset<T> sample(int n, T condition, long seed) {
    return sampler().given(condition).seed(seed).dataset(n);
  }

  /** Fills in what examples lack; conditions that are missing stay so. */
  public ExampleImputer<T> imputer() {
    rows.requireNames();
    return new ExampleImputer<>(this, table.imputer().conditions(false), Set.of());
  }

  /** An example with what it lacks; see {@link ExampleImputer}. */
  public Example<T> impute(Example<T> example) {
    return imputer().fill(example);
  }

  /**
   * An example with what it lacks.
   *
   * @param columns those that are missing, whatever absent features mean; see {@link
   *     ExampleImputer#columns}
   */
  public Example<T> impute(Example<T> example, Set<String> columns) {
    return imputer().columns(columns).fill(example);
  }

  /** A data set with what its examples lack; its provenance holds both. */
  public MutableDataset<T> impute(Dataset<T> data) {
    return new MutableDataset<>(
        new GeneratedDataSource<>(
            imputer().fill(data.getData()),
            outputFactory(),
            provenance,
            data.getProvenance(),
            Map.of()));
  }

  /**
   * Writes examples as a table: CSV, or ARFF if the file is named so. Columns have the order of the
   * input where its provenance tells; what is missing is an empty cell. Keys are taken from the
   * examples' metadata.
   *
   * @param file replaced once the new one is complete
   */
  public void writeTable(Path file, List<Example<T>> examples) throws IOException {
    rows.requireNames();
    ExampleTable.write(
        file,
        rows(examples),
        provenance,
        (row, column) -> (String) examples.get(row).getMetadataValue(column).orElse(null));
  }

  /** Writes rows of the model's table, without keys; see {@link #writeTable(Path, List)}. */
  public void writeTable(Path file, Table table) throws IOException {
    rows.requireNames();
    ExampleTable.write(file, table, provenance, (row, column) -> null);
  }

  /** Nothing: energies have no weight per feature. */
  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
    return Collections.emptyMap();
  }

  /** Nothing; {@link #anomalies} tells which features make an example unusual. */
  @Override
  public Optional<Excuse<T>> getExcuse(Example<T> example) {
    return Optional.empty();
  }

  /** The copy has graphs of its own and is closed on its own. */
  @Override
  protected CDRLModel<T> copy(String newName, ModelProvenance newProvenance) {
    return new CDRLModel<>(
        newName, newProvenance, featureIDMap, outputIDInfo, features, conditioning, table.copy());
  }

  @Override
  public ModelProto serialize() {
    return CDRLModelMessage.of(this, createDataCarrier());
  }

  /**
   * Reads what {@link #serialize} wrote.
   *
   * @throws IllegalArgumentException for a version that this release does not know
   * @throws IllegalStateException if the message is damaged or its parts do not fit together
   */
  public static CDRLModel<?> deserializeFromProto(int version, String className, Any message) {
    return CDRLModelMessage.read(version, message);
  }

  private Object writeReplace() {
    return new SerializedForm(serialize().toByteArray());
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("Models are serialized as their messages");
  }

  /** Frees graphs and sessions; the model cannot be used any more. */
  @Override
  public void close() {
    table.close();
  }

  @Override
  public String toString() {
    return "CDRLModel(name="
        + name
        + ", outputs="
        + outputIDInfo.size()
        + ", "
        + conditioning
        + ", "
        + features
        + ", "
        + table.engine()
        + ", trained "
        + provenance.getTrainingTime()
        + ")";
  }
}
