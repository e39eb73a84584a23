package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.cdrl.CdrlTrainer;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Chains;
import org.cdrl.config.Method;
import org.cdrl.config.Optimisation;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.columns.FeatureColumns;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.hash.HashedFeatureMap;
import org.tribuo.provenance.ModelProvenance;

/**
 * Trains energy-based generative models (Cooperative Diffusion Recovery Likelihood) of any type of
 * outputs that there is a {@link Conditioning} for.
 *
 * <p>Two things have to be said: how outputs join the model, and what an absent feature means. All
 * else has a default that follows from the number of examples where that matters; docs/settings.md
 * lists them. Where a setting is 0 or -1 it is left to them. Features need no scaling and
 * categories no encoding beyond Tribuo's one-hot features: the trainer finds columns and scales by
 * itself, and can undo it, so that samples have the input's units.
 *
 * <p>An example's weight says how much it counts, compared with the others: in what is learned, in
 * the frequencies of labels, in the choice of the best moment, and in calibration. An example of
 * weight 2 is like two of weight 1, one of weight 0 is left out. Equal weights change nothing.
 *
 * <p>Inside a {@code HashingTrainer} the model predicts and scores, but has no names to draw, fill
 * in, write or compose examples by.
 *
 * <p>The same data, settings, machine and number of threads give the same model, bit for bit,
 * without a time budget. TensorFlow fixes the number of threads for the whole process when its
 * first session opens; set the environment variable {@code TF_OVERRIDE_GLOBAL_THREADPOOL=1} to
 * train with different ones in one process.
 *
 * <p>See:
 *
 * <pre>
 * Zhu Y, Xie J, Wu Y N, Gao R
 * "Learning Energy-Based Models by Cooperative Diffusion Recovery Likelihood"
 * ICLR 2024.
 * </pre>
 */
public final class CDRLTrainer<T extends Output<T>> extends ResumableTrainer<T, CDRLModel<T>> {
  private static final Logger LOG = Logger.getLogger(CDRLTrainer.class.getName());

  /** A fact of the provenance. */
  private static final String ON_UNSEEN = "calibrated-on-unseen-rows";

  @Config(
      mandatory = true,
      description = "How outputs join the model and are predicted; one class per type of output.")
  private Conditioning<T> conditioning;

  @Config(
      mandatory = true,
      description =
          "What a feature that an example lacks means: MISSING (its value is not known) or ZERO.")
  private Absent absent;

  @Config(
      description =
          "Names of categorical columns to condition on beside the output: samples can be drawn by"
              + " them. They no longer count in predictions and anomaly scores. Default none.")
  private List<String> conditions = new ArrayList<>();

  @Config(
      description =
          "Kinds of columns, by name, where they would be taken for something else: real, integer"
              + " or categorical. Default none.")
  private Map<String, String> columnKinds = new HashMap<>();

  @Config(
      description =
          "A model file (protobuf) whose encoding of columns is used, so that both models can be"
              + " composed. Default none: the data's own.")
  private Path encodedLike;

  @Config(
      description =
          "CDRL trains an initializer beside the energy; DRL the energy alone, and samples slower."
              + " Default CDRL.")
  private Method method = Method.CDRL;

  @Config(
      description =
          "Noise levels, 1 to 100. Fewer make every step harder, more make sampling slower in"
              + " proportion. Default: the engine's, by the method.")
  private int levels = 0;

  @Config(
      description =
          "Langevin steps per level; time grows in proportion. With fewer levels more are needed."
              + " Default: the engine's, by the method.")
  private int langevinSteps = 0;

  @Config(
      description =
          "Standard deviation of every column in units of the noise; larger leaves more to the"
              + " coarse levels. Default: the engine's.")
  private double spread = -1;

  @Config(
      description =
          "Width of the energy network, even, 4 to 8192; cost grows with its square. Raise it for"
              + " many columns with enough examples. Default: by the number of examples.")
  private int energyWidth = 0;

  @Config(
      description =
          "Width of each block of the energy network as a multiple of energyWidth; more blocks"
              + " resolve finer structure at a cost in proportion. Default: the engine's.")
  private int[] energyMultipliers = {0};

  @Config(
      description =
          "Width of the initializer network, even, 4 to 8192. Default: by the number of"
              + " examples.")
  private int initializerWidth = 0;

  @Config(
      description = "Residual blocks of the initializer network, 1 to 64. Default: the engine's.")
  private int initializerBlocks = 0;

  @Config(
      description =
          "Iterations in which the initializer learns alone, before the others and at most half as"
              + " many; cheap. Default: the engine's.")
  private int pretrainingIterations = -1;

  @Config(
      description =
          "Training iterations; more is better until quality stops improving. Default: by the"
              + " number of examples, 2000 to 6000.")
  private int iterations = 0;

  @Config(
      description =
          "Examples per iteration; larger is smoother at a cost in proportion. Default: by the"
              + " number of examples, 256 or 512.")
  private int batchSize = 0;

  @Config(
      description =
          "Adam's step size for the energy; lower it if training diverges. Default: the engine's.")
  private double energyLearningRate = -1;

  @Config(description = "Adam's step size for the initializer. Default: the engine's.")
  private double initializerLearningRate = -1;

  @Config(
      description =
          "Decay of the average of weights that the model keeps, 0 to below 1; raise it towards"
              + " .9999 for very long runs. Default: the engine's.")
  private double averageDecay = -1;

  @Config(
      description =
          "Weight decay, 0 to below 1; small values restrain the networks on tiny data. Default:"
              + " the engine's.")
  private double weightDecay = -1;

  @Config(
      description =
          "Probability with which each condition is hidden in training, 0 to below 1; raise it to"
              + " .3 or more for compositions of several. Default: the engine's.")
  private double conditionDropout = -1;

  @Config(
      description =
          "Whether examples may be held out to find the best moment to end; they then calibrate"
              + " predictions too. Default true.")
  private boolean validation = true;

  @Config(
      description =
          "Share of examples held out, up to .5. Default 0: by their number, none below 1000 and .1"
              + " above.")
  private double validationShare = 0;

  @Config(
      description =
          "Models trained on parts of the data to calibrate predictions and scores on the others,"
              + " where none are held out: at least 2, which takes as many times as long; or 0 to"
              + " calibrate on the examples that were trained on, which makes probabilities too"
              + " sure and scores of others too high. Default 2.")
  private int folds = 2;

  /** For OLCUT. */
  private CDRLTrainer() {}

  /**
   * A trainer with the defaults.
   *
   * @param conditioning how outputs join the model
   * @param absent what an absent feature means
   */
  public CDRLTrainer(Conditioning<T> conditioning, Absent absent) {
    this.conditioning = conditioning;
    this.absent = absent;
    postConfig();
  }

  /**
   * Changes settings.
   *
   * @param conditioning how outputs join the model
   * @param absent what an absent feature means
   */
  public static <T extends Output<T>> Builder<T> builder(
      Conditioning<T> conditioning, Absent absent) {
    return new Builder<>(conditioning, absent);
  }

  /** Called by OLCUT once the settings are there. */
  @Override
  public synchronized void postConfig() {
    begin();
    require(conditioning != null, "conditioning", "has to be given");
    require(absent != null, "absent", "has to be MISSING or ZERO");
    require(
        validationShare >= 0 && validationShare <= .5,
        "validationShare",
        "must be from 0 to .5, not " + validationShare);
    require(
        validation || validationShare == 0, "validationShare", "needs validation to be allowed");
    require(folds == 0 || folds >= 2, "folds", "must be 0 or at least 2, not " + folds);
    requireOneLength(iterations);
    columnKinds.forEach(this::kind);
    requireBuilds(() -> change(CdrlConfig.builder()), Map.of());
  }

  private Column.Kind kind(String column, String kind) {
    for (Column.Kind k : List.of(Column.Kind.REAL, Column.Kind.INTEGER, Column.Kind.CATEGORICAL)) {
      if (k.name().equalsIgnoreCase(kind)) {
        return k;
      }
    }
    throw wrong(
        "columnKinds",
        "Column \"" + column + "\" cannot be " + kind + ", only real, integer or categorical");
  }

  /** What is set, in place of what the number of examples suggests. */
  private CdrlConfig.Builder change(CdrlConfig.Builder chosen) {
    if (method == Method.DRL) {
      Chains drl = CdrlConfig.drl().build().chains();
      chosen.levels(drl.levels()).langevinSteps(drl.langevinSteps());
    }
    return chosen
        .method(method)
        .setGiven(Chains.LEVELS, given(levels))
        .setGiven(Chains.LANGEVIN_STEPS, given(langevinSteps))
        .setGiven(Chains.SPREAD, given(spread))
        .setGiven(VectorArchitecture.ENERGY_WIDTH, given(energyWidth))
        .setGiven(VectorArchitecture.ENERGY_MULTIPLIERS, given(energyMultipliers))
        .setGiven(VectorArchitecture.INITIALIZER_WIDTH, given(initializerWidth))
        .setGiven(VectorArchitecture.INITIALIZER_BLOCKS, given(initializerBlocks))
        .setGiven(
            Optimisation.PRETRAINING_ITERATIONS,
            pretrainingIterations == -1 ? null : pretrainingIterations)
        .setGiven(Optimisation.ITERATIONS, given(iterations))
        .setGiven(Optimisation.BATCH_SIZE, given(batchSize))
        .setGiven(Optimisation.ENERGY_LEARNING_RATE, given(energyLearningRate))
        .setGiven(Optimisation.INITIALIZER_LEARNING_RATE, given(initializerLearningRate))
        .setGiven(Optimisation.AVERAGE_DECAY, given(averageDecay))
        .setGiven(Optimisation.WEIGHT_DECAY, given(weightDecay))
        .setGiven(CdrlConfig.CONDITION_DROPOUT, given(conditionDropout));
  }

  private static List<Integer> given(int[] numbers) {
    return Arrays.equals(numbers, new int[] {0}) ? null : Arrays.stream(numbers).boxed().toList();
  }

  /**
   * Trains. Ends early when the thread is interrupted (it stays interrupted) or the listener says
   * so; what was learned so far is returned, perhaps without what predictions need.
   *
   * @throws IllegalArgumentException if the data cannot be learned from, naming the column or
   *     output that is wrong
   * @throws UncheckedIOException if a checkpoint cannot be read or written, or {@code encodedLike}
   *     not be read
   * @throws org.cdrl.TrainingDivergedException if training goes wrong
   */
  @Override
  public CDRLModel<T> train(
      Dataset<T> data, Map<String, Provenance> runProvenance, int invocationCount) {
    requireTrainable(data);
    Invocations.Invocation invocation = invocation(invocationCount);
    CDRLModel<?> like = like();
    try {
      FeatureColumns features = like == null ? columns(data) : like.features();
      LOG.info(() -> "Columns: " + features.describe());
      List<Column> outputColumns = conditioning.columns(data.getOutputIDInfo());
      Table table = table(data, features, outputColumns);
      Path checkpoint = invocation.checkpoint(checkpointFolder);
      boolean resumed = checkpoint != null && Files.exists(checkpoint);
      TableTrainer trainer = trainer(outputColumns, invocation, like, checkpoint, resumed);
      TableModel model = trainer.fit(table, weights(data), progress(LOG));
      return new CDRLModel<>(
          "cdrl-model",
          new ModelProvenance(
              CDRLModel.class.getName(),
              OffsetDateTime.now(ZoneId.systemDefault()),
              data.getProvenance(),
              invocation.provenance(),
              facts(model, resumed, runProvenance)),
          data.getFeatureIDMap(),
          data.getOutputIDInfo(),
          features,
          conditioning,
          model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (like != null) {
        like.close();
      }
    }
  }

  private Map<String, Provenance> facts(
      TableModel model, boolean resumed, Map<String, Provenance> others) {
    Map<String, Provenance> facts = facts(model.engine(), resumed, others, LOG);
    facts.put(ON_UNSEEN, new BooleanProvenance(ON_UNSEEN, model.calibratedOnUnseen()));
    return facts;
  }

  private void requireTrainable(Dataset<T> data) {
    // First of all, for generics are not checked by OLCUT: another type would fail late and oddly.
    Class<?> found = data.getOutputFactory().getUnknownOutput().getClass();
    if (found != conditioning.outputType()) {
      throw new IllegalArgumentException(
          conditioning.getClass().getSimpleName()
              + " is for "
              + conditioning.outputType().getSimpleName()
              + " outputs, but the data have "
              + found.getSimpleName()
              + "; there are conditionings for Label, MultiLabel, Regressor and Event outputs");
    }
    if (data.size() == 0) {
      throw new IllegalArgumentException("There is nothing to learn from: no examples");
    }
    conditioning.requireTrainable(data);
    if (encodedLike != null && data.getFeatureIDMap() instanceof HashedFeatureMap) {
      throw new IllegalArgumentException(
          "encodedLike is for models that are composed, which needs the names of features: train"
              + " without a HashingTrainer, or without encodedLike");
    }
  }

  private CDRLModel<?> like() {
    try {
      return encodedLike == null ? null : CDRLModel.load(encodedLike);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Table table(Dataset<T> data, FeatureColumns features, List<Column> outputColumns) {
    List<Column> columns = new ArrayList<>(features.columns());
    for (Column output : outputColumns) {
      if (columns.stream().anyMatch(column -> column.name().equals(output.name()))) {
        throw new IllegalArgumentException(
            "The output and a feature are both named \""
                + output.name()
                + "\"; rename one (the column of labels is a setting of LabelConditioning)");
      }
    }
    columns.addAll(outputColumns);
    Schema schema = new Schema(columns);
    double[][] rows = new double[data.size()][];
    int n = 0;
    for (Example<T> example : data) {
      double[] row = Arrays.copyOf(features.cells(example), schema.size());
      double[] output = conditioning.cells(example.getOutput(), outputColumns);
      System.arraycopy(output, 0, row, features.size(), output.length);
      rows[n++] = row;
    }
    return new Table(schema, rows);
  }

  private FeatureColumns columns(Dataset<T> data) {
    Map<String, Column.Kind> kinds = new LinkedHashMap<>();
    columnKinds.forEach((column, kind) -> kinds.put(column, kind(column, kind)));
    return FeatureColumns.of(data, absent, kinds);
  }

  /** The engine's trainer for one run. */
  private TableTrainer trainer(
      List<Column> outputColumns,
      Invocations.Invocation invocation,
      CDRLModel<?> like,
      Path checkpoint,
      boolean resumed)
      throws IOException {
    List<String> names = new ArrayList<>(conditions);
    if (conditioning.columnsAreConditions()) {
      outputColumns.forEach(column -> names.add(column.name()));
    }
    UnaryOperator<CdrlConfig.Builder> settings = chosen -> change(chosen).seed(invocation.seed());
    TableTrainer trainer =
        TableTrainer.create()
            .conditions(names.toArray(String[]::new))
            .folds(folds)
            .execution(execution())
            .settings(settings);
    if (!validation || validationShare > 0) {
      trainer = trainer.validation(validationShare);
    }
    if (limit().isPresent()) {
      trainer = trainer.budget(limit().get());
    }
    if (like != null) {
      trainer = trainer.encodedLike(like.table());
    }
    if (resumed) {
      trainer = resume(trainer, checkpoint, settings);
    }
    return checkpoint == null ? trainer : trainer.checkpoint(checkpoint, checkpointInterval);
  }

  private static TableTrainer resume(
      TableTrainer trainer, Path checkpoint, UnaryOperator<CdrlConfig.Builder> settings)
      throws IOException {
    CdrlConfig stored = CdrlTrainer.resume(checkpoint).config();
    // What follows from the data is the checkpoint's; all that is set has to be what it was.
    Invocations.requireSameSettings(checkpoint, settings.apply(stored.toBuilder()).build(), stored);
    return trainer.resume(checkpoint);
  }

  /** How outputs join the model. */
  public Conditioning<T> conditioning() {
    return conditioning;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "CDRLTrainer(conditioning=%s, absent=%s, method=%s, iterations=%d, seed=%d)",
        conditioning,
        absent,
        method,
        iterations,
        seed);
  }

  /**
   * Makes trainers; what every setting does is told at the trainer's own, and in its provenance.
   */
  public static final class Builder<T extends Output<T>> {
    private final Conditioning<T> conditioning;
    private final Absent absent;
    private final List<Consumer<CDRLTrainer<T>>> settings = new ArrayList<>();

    private Builder(Conditioning<T> conditioning, Absent absent) {
      this.conditioning = conditioning;
      this.absent = absent;
    }

    private Builder<T> set(Consumer<CDRLTrainer<T>> setting) {
      settings.add(setting);
      return this;
    }

    /** Categorical columns to condition on beside the output; default none. */
    public Builder<T> conditions(String... columns) {
      return set(trainer -> trainer.conditions = new ArrayList<>(List.of(columns)));
    }

    /** The kind of a column: real, integer or categorical; default as it is found. */
    public Builder<T> columnKind(String column, Column.Kind kind) {
      return set(trainer -> trainer.columnKinds.put(column, kind.name()));
    }

    /** A model file whose encoding is used, so that both can be composed; default none. */
    public Builder<T> encodedLike(Path file) {
      return set(trainer -> trainer.encodedLike = file);
    }

    /** CDRL (default) or DRL, which has no initializer and samples slower. */
    public Builder<T> method(Method method) {
      return set(trainer -> trainer.method = method);
    }

    /** Noise levels, 1 to 100; default the engine's. */
    public Builder<T> levels(int levels) {
      return set(trainer -> trainer.levels = levels);
    }

    /** Langevin steps per level; default the engine's. */
    public Builder<T> langevinSteps(int steps) {
      return set(trainer -> trainer.langevinSteps = steps);
    }

    /** Standard deviation of every column in units of the noise; default the engine's. */
    public Builder<T> spread(double spread) {
      return set(trainer -> trainer.spread = spread);
    }

    /** Width of the energy network; default by the number of examples. */
    public Builder<T> energyWidth(int width) {
      return set(trainer -> trainer.energyWidth = width);
    }

    /** Width of each block of the energy network as a multiple; default the engine's. */
    public Builder<T> energyMultipliers(int... multipliers) {
      return set(trainer -> trainer.energyMultipliers = multipliers.clone());
    }

    /** Width of the initializer network; default by the number of examples. */
    public Builder<T> initializerWidth(int width) {
      return set(trainer -> trainer.initializerWidth = width);
    }

    /** Residual blocks of the initializer network; default the engine's. */
    public Builder<T> initializerBlocks(int blocks) {
      return set(trainer -> trainer.initializerBlocks = blocks);
    }

    /**
     * Iterations in which the initializer learns alone, at most half the others; default the
     * engine's.
     */
    public Builder<T> pretrainingIterations(int iterations) {
      return set(trainer -> trainer.pretrainingIterations = iterations);
    }

    /** Training iterations; default by the number of examples. */
    public Builder<T> iterations(int iterations) {
      return set(trainer -> trainer.iterations = iterations);
    }

    /** Examples per iteration; default by the number of examples, 256 or 512. */
    public Builder<T> batchSize(int examples) {
      return set(trainer -> trainer.batchSize = examples);
    }

    /** Adam's step size for the energy; default the engine's. */
    public Builder<T> energyLearningRate(double rate) {
      return set(trainer -> trainer.energyLearningRate = rate);
    }

    /** Adam's step size for the initializer; default the engine's. */
    public Builder<T> initializerLearningRate(double rate) {
      return set(trainer -> trainer.initializerLearningRate = rate);
    }

    /** Decay of the average of weights that the model keeps; default the engine's. */
    public Builder<T> averageDecay(double decay) {
      return set(trainer -> trainer.averageDecay = decay);
    }

    /** Weight decay; default the engine's. */
    public Builder<T> weightDecay(double decay) {
      return set(trainer -> trainer.weightDecay = decay);
    }

    /** Probability with which each condition is hidden in training; default the engine's. */
    public Builder<T> conditionDropout(double probability) {
      return set(trainer -> trainer.conditionDropout = probability);
    }

    /** Share of examples held out, 0 for none; default by their number. */
    public Builder<T> validation(double share) {
      return set(
          trainer -> {
            trainer.validation = share > 0;
            trainer.validationShare = share;
          });
    }

    /** Models that calibrate predictions and scores; 0: training examples do; default 2. */
    public Builder<T> folds(int folds) {
      return set(trainer -> trainer.folds = folds);
    }

    /** Minutes to train, instead of iterations; default 0: no limit. */
    public Builder<T> minutes(double minutes) {
      return set(trainer -> trainer.minutes = minutes);
    }

    /** Threads inside an operation; default 0: one per core. */
    public Builder<T> threads(int threads) {
      return set(trainer -> trainer.threads = threads);
    }

    /** Seed of all random numbers. */
    public Builder<T> seed(long seed) {
      return set(trainer -> trainer.seed = seed);
    }

    /** Folder for checkpoints, and iterations between two; default none. */
    public Builder<T> checkpoints(Path folder, int interval) {
      return set(
          trainer -> {
            trainer.checkpointFolder = folder;
            trainer.checkpointInterval = interval;
          });
    }

    /** Iterations between two lines in the log, -1 for none; default 100. */
    public Builder<T> loggingInterval(int iterations) {
      return set(trainer -> trainer.loggingInterval(iterations));
    }

    /**
     * A trainer with these settings.
     *
     * @throws PropertyException naming the setting that is wrong
     */
    public CDRLTrainer<T> build() {
      CDRLTrainer<T> trainer = new CDRLTrainer<>();
      trainer.conditioning = conditioning;
      trainer.absent = absent;
      settings.forEach(setting -> setting.accept(trainer));
      trainer.postConfig();
      return trainer;
    }
  }
}
