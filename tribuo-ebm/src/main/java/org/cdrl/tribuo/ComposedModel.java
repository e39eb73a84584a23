package org.cdrl.tribuo;

import com.google.protobuf.Any;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cdrl.table.TableSampler;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.conditioning.Outcome;
import org.cdrl.value.Concept;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Prediction;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.EnsembleModelProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.TimestampedTrainerProvenance;

/**
 * Several models, or several conditions of one, as one density to draw from and to score by: the
 * product of the parts' densities (what all of them find likely), or their mixture (what any of
 * them does). Immutable.
 *
 * <p>All parts are over the same features, outputs and encoding of columns; see {@code encodedLike}
 * of {@link CDRLTrainer}. Predictions are made by every part and put together as its {@link
 * org.cdrl.tribuo.conditioning.Conditioning} tells.
 *
 * <p>See:
 *
 * <pre>
 * Du Y, Li S, Mordatch I
 * "Compositional Visual Generation with Energy Based Models"
 * NeurIPS 2020.
 * </pre>
 */
public final class ComposedModel<T extends Output<T>> extends Model<T>
    implements ExampleGenerator<T> {
  private static final long serialVersionUID = 1L;

  /** The version of the message that this release writes. */
  public static final int CURRENT_VERSION = 0;

  private static final String NAME = "composed-model";

  /** The noise level next to data reacts to the finest detail only, and is left out of scores. */
  private static final int FIRST_SCORED = 2;

  /**
   * One part.
   *
   * @param model it belongs to the composition
   * @param weight how much it counts, positive
   * @param concepts of its conditions to compose, as {@link Concept} tells; empty for none
   */
  public record Part<T extends Output<T>>(
      CDRLModel<T> model, double weight, List<Concept> concepts) {
    /** Checks the weight. */
    public Part {
      if (!(weight > 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "A part's weight must be positive and finite, not "
                + weight
                + "; for \"not\" use a concept of negative weight");
      }
      concepts = List.copyOf(concepts);
    }

    private TableSampler sampler() {
      TableSampler sampler = model.table().sampler();
      return (concepts.isEmpty() ? sampler : sampler.compose(concepts.toArray(Concept[]::new)))
          .weight(weight);
    }
  }

  private final transient List<Part<T>> parts;
  private final transient boolean mixture;
  private final transient TableSampler density;

  ComposedModel(String name, ModelProvenance provenance, List<Part<T>> parts, boolean mixture) {
    super(
        name,
        provenance,
        parts.get(0).model().getFeatureIDMap(),
        parts.get(0).model().getOutputIDInfo(),
        parts.get(0).model().generatesProbabilities());
    this.parts = List.copyOf(parts);
    this.mixture = mixture;
    TableSampler[] samplers = parts.stream().map(Part::sampler).toArray(TableSampler[]::new);
    density = mixture ? TableSampler.mixture(samplers) : TableSampler.product(samplers);
  }

  /**
   * What all of the parts find likely: the product of their densities.
   *
   * @throws IllegalArgumentException if their features, outputs or encodings differ, saying where
   */
  public static <T extends Output<T>> ComposedModel<T> product(List<Part<T>> parts) {
    return of(parts, false);
  }

  /**
   * What any of the parts finds likely: the mixture of their densities, as they are, unnormalised.
   *
   * @throws IllegalArgumentException if their features, outputs or encodings differ, saying where
   */
  public static <T extends Output<T>> ComposedModel<T> mixture(List<Part<T>> parts) {
    return of(parts, true);
  }

  /**
   * Concepts of one model's conditions: "tall and not red".
   *
   * @param model it belongs to the composition
   */
  public static <T extends Output<T>> ComposedModel<T> of(CDRLModel<T> model, Concept... concepts) {
    return product(List.of(new Part<>(model, 1, List.of(concepts))));
  }

  private static <T extends Output<T>> ComposedModel<T> of(List<Part<T>> parts, boolean mixture) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to compose");
    }
    parts.forEach(part -> part.model().exampleRows().requireNames());
    parts.forEach(part -> SameDomains.require(parts.get(0).model(), part.model()));
    List<ModelProvenance> members = new ArrayList<>();
    List<String> weights = new ArrayList<>();
    List<String> concepts = new ArrayList<>();
    for (Part<T> part : parts) {
      members.add(part.model().getProvenance());
      weights.add(Double.toString(part.weight()));
      concepts.add(part.concepts().toString());
    }
    Map<String, Provenance> facts = new HashMap<>();
    facts.put("mixture", new BooleanProvenance("mixture", mixture));
    facts.put("weights", new StringProvenance("weights", String.join(", ", weights)));
    facts.put("concepts", new StringProvenance("concepts", String.join(", ", concepts)));
    ModelProvenance provenance =
        new EnsembleModelProvenance(
            ComposedModel.class.getName(),
            OffsetDateTime.now(ZoneId.systemDefault()),
            parts.get(0).model().getProvenance().getDatasetProvenance(),
            new TimestampedTrainerProvenance(),
            facts,
            new ListProvenance<>(members));
    return new ComposedModel<>(NAME, provenance, parts, mixture);
  }

  /** The parts; they belong to this model. */
  public List<Part<T>> parts() {
    return parts;
  }

  /** Whether the density is the mixture of the parts', not their product. */
  public boolean isMixture() {
    return mixture;
  }

  private CDRLModel<T> head() {
    return parts.get(0).model();
  }

  @Override
  public ExampleSampler<T> sampler() {
    return head().sampler(this, density);
  }

  @Override
  public OutputFactory<T> outputFactory() {
    return head().outputFactory();
  }

  @Override
  public Example<T> example(double[] row) {
    return head().example(row);
  }

  /**
   * How unusual examples are: -log p of the composed density in nats, up to a constant, as the mean
   * over all noise levels but the finest, and more for every cell of a kind that no training
   * example had; higher is more anomalous.
   *
   * @return one per example, in order
   */
  public double[] score(Dataset<T> examples) {
    Table rows = head().rows(examples.getData());
    int levels = head().table().engine().config().chains().levels();
    int[] transitions = IntStream.rangeClosed(Math.min(FIRST_SCORED, levels), levels).toArray();
    float[][] logs = density.logDensities(rows, transitions);
    double[] scores = surprises(rows);
    for (float[] ofLevel : logs) {
      for (int r = 0; r < scores.length; r++) {
        scores[r] -= ofLevel[r] / (double) logs.length;
      }
    }
    return scores;
  }

  /** What cells like none of training add: to a product in every part, to a mixture once. */
  private double[] surprises(Table rows) {
    double[] all = new double[rows.size()];
    for (Part<T> part : parts) {
      double[] one = part.model().anomalies().surprises(rows);
      Arrays.setAll(all, r -> mixture ? Math.max(all[r], one[r]) : all[r] + part.weight() * one[r]);
    }
    return all;
  }

  @Override
  public Prediction<T> predict(Example<T> example) {
    return predictions(List.of(example)).get(0);
  }

  @Override
  protected List<Prediction<T>> innerPredict(Iterable<Example<T>> examples) {
    return CDRLModel.inPieces(examples, this::predictions);
  }

  private List<Prediction<T>> predictions(List<Example<T>> examples) {
    List<List<Outcome<T>>> ofParts =
        parts.stream().map(part -> part.model().outcomes(examples)).toList();
    double[] weights = parts.stream().mapToDouble(Part::weight).toArray();
    List<Prediction<T>> predictions = new ArrayList<>();
    for (int n = 0; n < examples.size(); n++) {
      int at = n;
      List<Outcome<T>> ofExample = ofParts.stream().map(outcomes -> outcomes.get(at)).toList();
      Outcome<T> combined = head().conditioning().combine(ofExample, weights, mixture);
      predictions.add(head().prediction(combined, examples.get(n)));
    }
    return predictions;
  }

  /** Nothing: energies have no weight per feature. */
  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
    return Collections.emptyMap();
  }

  /** Nothing. */
  @Override
  public Optional<Excuse<T>> getExcuse(Example<T> example) {
    return Optional.empty();
  }

  /** The copy has parts of its own and is closed on its own. */
  @Override
  protected ComposedModel<T> copy(String newName, ModelProvenance newProvenance) {
    List<Part<T>> copies = new ArrayList<>();
    for (Part<T> part : parts) {
      CDRLModel<T> model = part.model().copy(part.model().getName(), part.model().getProvenance());
      copies.add(new Part<>(model, part.weight(), part.concepts()));
    }
    return new ComposedModel<>(newName, newProvenance, copies, mixture);
  }

  @Override
  public ModelProto serialize() {
    return ComposedModelMessage.of(this, createDataCarrier());
  }

  /**
   * Reads what {@link #serialize} wrote.
   *
   * @throws IllegalArgumentException for a version that this release does not know
   * @throws IllegalStateException if the message is damaged or its parts do not fit together
   */
  public static ComposedModel<?> deserializeFromProto(int version, String className, Any message) {
    return ComposedModelMessage.read(version, message);
  }

  private Object writeReplace() {
    return new SerializedForm(serialize().toByteArray());
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("Models are serialized as their messages");
  }

  /** Closes the parts. */
  @Override
  public void close() {
    parts.forEach(part -> part.model().close());
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("ComposedModel(").append(mixture ? "mixture" : "product");
    for (Part<T> part : parts) {
      text.append(", ").append(part.weight()).append(" * ").append(part.model());
      if (!part.concepts().isEmpty()) {
        text.append(" with ").append(part.concepts());
      }
    }
    return text.append(")").toString();
  }
}
