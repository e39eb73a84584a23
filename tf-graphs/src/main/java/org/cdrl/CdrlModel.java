package org.cdrl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.internal.energy.Expert;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.network.LabelPosterior;
import org.cdrl.internal.persistence.ModelFile;
import org.cdrl.internal.persistence.StoredModel;
import org.cdrl.internal.sampling.Diffusion;
import org.cdrl.internal.sampling.Programs;
import org.cdrl.internal.training.Networks;
import org.cdrl.value.Attribute;
import org.cdrl.value.Scaling;
import org.cdrl.value.TrainingSummary;

/**
 * A trained model: an immutable value. What it is used for is decided by a {@link Sampler}.
 *
 * <p>Graphs and sessions are built when first needed and belong to the model: close it to free
 * them. A model that is never closed is freed when it is garbage.
 */
public final class CdrlModel implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final StoredModel stored;
  private final Diffusion diffusion;
  private final Expert expert;
  private final Programs programs;
  private final Cleaner.Cleanable cleanable;

  /** Builds a model from what a file holds. */
  CdrlModel(StoredModel stored) {
    this(stored, Execution.DEFAULT);
  }

  /**
   * Builds a model from what a file or a training run holds.
   *
   * @param execution of its graphs
   * @throws IllegalArgumentException if the parts do not fit together
   */
  CdrlModel(StoredModel stored, Execution execution) {
    this.stored = stored;
    CdrlConfig config = stored.config();
    int[] sizes = attributeSizes(stored.attributes());
    Networks networks =
        Networks.of(
            config,
            stored.columns().size(),
            Arrays.stream(sizes).sum(),
            LabelPosterior.of(stored.labels(), stored.scaling()),
            execution.mixedPrecision());
    ParameterLayout energy = networks.energy().layout();
    requireSize("energy", stored.energy(), energy.size());
    requireSize("spectral", stored.spectral(), energy.spectralSize());
    if (networks.initializer() != null) {
      requireSize("initializer", stored.initializer(), networks.initializer().layout().size());
    }
    diffusion =
        new Diffusion(
            config.schedule(),
            config.chains().stepSize(),
            networks.proposal(),
            stored.columns().size(),
            execution.replicas(1));
    expert =
        new Expert(
            networks.energy(),
            energy.normalized(stored.energy(), stored.spectral()),
            networks.initializer(),
            networks.initializer() == null ? null : stored.initializer(),
            sizes);
    Programs owned = new Programs(diffusion);
    programs = owned;
    cleanable = CLEANER.register(this, owned::close);
  }

  private static void requireSize(String what, float[] values, int expected) {
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "The model's "
              + what
              + " parameters have "
              + values.length
              + " values, but its configuration needs "
              + expected);
    }
  }

  /** Sizes of the one-hot blocks: every attribute's values and its empty value. */
  static int[] attributeSizes(List<Attribute> attributes) {
    return attributes.stream().mapToInt(attribute -> attribute.size() + 1).toArray();
  }

  /** Whether a file begins as a model's does. */
  public static boolean isModel(Path file) throws IOException {
    return ModelFile.isOurs(file);
  }

  /**
   * Reads a model, or the model part of a training checkpoint. It runs on all cores, in float32,
   * whatever it was trained with; see {@link #withExecution}.
   *
   * @throws IOException if the file cannot be read, is not a model, is damaged, or was written by a
   *     newer version, saying which
   */
  public static CdrlModel load(Path file) throws IOException {
    return of(file.toString(), ModelFile.read(file).model());
  }

  /**
   * Reads a model from the bytes of its file.
   *
   * @param name of where they come from, for errors
   * @throws IOException if they are not a model, are damaged, or were written by a newer version
   */
  public static CdrlModel fromBytes(String name, byte[] bytes) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes);
    return of(name, ModelFile.read(name, in, bytes.length).model());
  }

  private static CdrlModel of(String name, StoredModel stored) throws IOException {
    try {
      return new CdrlModel(stored);
    } catch (IllegalArgumentException e) {
      throw new IOException(name + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Writes the model; an existing file is replaced only once the new one is complete. */
  public void save(Path file) throws IOException {
    ModelFile.write(file, stored, null);
  }

  /**
   * Writes what {@link #save} writes.
   *
   * @param out stays open
   */
  public void writeTo(OutputStream out) throws IOException {
    ModelFile.write(out, stored, null);
  }

  /** The bytes that {@link #save} writes. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * This model with bytes of a layer above, which {@link #save} writes along. Both models own
   * graphs of their own.
   */
  public CdrlModel withAttachment(byte[] attachment) {
    return new CdrlModel(stored.withAttachment(attachment), diffusion.execution());
  }

  /** This model with more known of its run. Both models own graphs of their own. */
  public CdrlModel withSummary(TrainingSummary summary) {
    return new CdrlModel(stored.withSummary(summary), diffusion.execution());
  }

  /** How this model's graphs are executed. */
  public Execution execution() {
    return diffusion.execution();
  }

  /**
   * This model executed in another way than {@link Execution#DEFAULT}, which models from files have
   * whatever they were trained with. Both models own graphs of their own.
   */
  public CdrlModel withExecution(Execution execution) {
    return new CdrlModel(stored, execution);
  }

  /** The bytes that a layer above keeps with the model; empty if there are none. */
  public byte[] attachment() {
    return stored.attachment().clone();
  }

  /** How it was trained. */
  public CdrlConfig config() {
    return stored.config();
  }

  /** The column names. */
  public List<String> columns() {
    return stored.columns();
  }

  /** The condition attributes; empty for a model without conditions. */
  public List<Attribute> attributes() {
    return stored.attributes();
  }

  /** How columns are scaled for the networks. */
  public Scaling scaling() {
    return stored.scaling();
  }

  /** What is known of the training run. */
  public TrainingSummary summary() {
    return stored.summary();
  }

  /** Number of parameters of energy and initializer together. */
  public int parameters() {
    return stored.energy().length + stored.initializer().length;
  }

  /** A sampler with the defaults: unconditional, as many steps as in training. */
  public Sampler sampler() {
    return Sampler.of(this);
  }

  /** {@code sampler().logDensity(rows)}. */
  public float[] logDensity(float[][] rows) {
    return sampler().logDensity(rows);
  }

  Expert expert() {
    return expert;
  }

  Diffusion diffusion() {
    return diffusion;
  }

  Programs programs() {
    return programs;
  }

  StoredModel stored() {
    return stored;
  }

  /**
   * The transitions that are meant.
   *
   * @param wanted any of 1..T; all if there are none
   */
  int[] transitions(int... wanted) {
    int levels = stored.config().chains().levels();
    for (int transition : wanted) {
      if (transition < 1 || transition > levels) {
        throw new IllegalArgumentException(
            "There is no transition " + transition + "; the model has 1 to " + levels);
      }
    }
    return wanted.length > 0 ? wanted.clone() : IntStream.rangeClosed(1, levels).toArray();
  }

  /** Fails unless both models are densities over the same space, saying what differs. */
  static void requireSameSpace(CdrlModel a, CdrlModel b) {
    requireSame("columns", a.columns(), b.columns());
    requireSame("method", a.config().method(), b.config().method());
    requireSame("levels", a.config().chains().levels(), b.config().chains().levels());
    requireSame(
        "predictData", a.config().chains().predictData(), b.config().chains().predictData());
    requireSame("labels", a.stored.labels(), b.stored.labels());
    requireSame("stepSize", a.config().chains().stepSize(), b.config().chains().stepSize());
    if (!a.scaling().equals(b.scaling())) {
      throw new IllegalArgumentException(
          "Models can be combined only over the same data space, but their scalings differ: "
              + a.scaling()
              + " and "
              + b.scaling()
              + "; train one with the other's scaling (CdrlTrainer.scaling)");
    }
  }

  private static void requireSame(String what, Object a, Object b) {
    if (!a.equals(b)) {
      throw new IllegalArgumentException(
          "Models can be combined only over the same data space, but their "
              + what
              + " differ: "
              + a
              + " and "
              + b);
    }
  }

  /** Frees graphs and sessions; the value itself is not needed any more. */
  @Override
  public void close() {
    cleanable.clean();
  }

  @Override
  public String toString() {
    return "CdrlModel("
        + config().method()
        + ", columns="
        + columns().size()
        + ", attributes="
        + attributes().size()
        + ", parameters="
        + parameters()
        + ", iterations="
        + summary().iterations()
        + ")";
  }
}
