package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.cdrl.CdrlTrainer;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Chains;
import org.cdrl.config.Method;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.TableWorkers;
import org.cdrl.table.data.Column;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.columns.FeatureColumns;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.tribuo.Dataset;
import org.tribuo.Output;
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

  private static final SettingFields FIELDS =
      new SettingFields(new CDRLTrainer<>(), CdrlConfig.settingsOfVectors());

  @Config(
      mandatory = true,
      description = "How outputs join the model and are predicted; one class per type of output.")
  Conditioning<T> conditioning;

  @Config(
      mandatory = true,
      description =
          "What a feature that an example lacks means: MISSING (its value is not known) or ZERO.")
  Absent absent;

  @Config(
      description =
          "Names of categorical columns to condition on beside the output: samples can be drawn by"
              + " them. They no longer count in predictions and anomaly scores. Default none.")
  List<String> conditions = new ArrayList<>();

  @Config(
      description =
          "Kinds of columns, by name, where they would be taken for something else: real, integer"
              + " or categorical. Default none.")
  Map<String, String> columnKinds = new HashMap<>();

  @Config(
      description =
          "Rules between columns that drawn and filled examples keep, with semicolons between them,"
              + " such as 'start <= end; not city -> state'. Default: those that were found; 'none' in"
              + " front leaves these out.")
  String rules = "";

  @Config(
      description =
          "A model file (protobuf) whose encoding of columns is used, so that both models can be"
              + " composed. Default none: the data's own.")
  Path encodedLike;

  @Config(
      description =
          "Noise levels, 1 to 100. Fewer make every step harder, more make sampling slower in"
              + " proportion. Default: the engine's, by the method.")
  int levels = 0;

  @Config(
      description =
          "Langevin steps per level, at least 1; time grows in proportion. With fewer levels more are needed."
              + " Default: the engine's, by the method.")
  int langevinSteps = 0;

  @Config(
      description =
          "Standard deviation of every column in units of the noise; larger leaves more to the"
              + " coarse levels. Default: the engine's.")
  double spread = -1;

  @Config(
      description =
          "Width of the energy network, even, 4 to 8192; cost grows with its square. Raise it for"
              + " many columns with enough examples. Default: by the number of examples.")
  int energyWidth = 0;

  @Config(
      description =
          "Width of each block of the energy network, 1 to 64 of them, as a multiple of energyWidth,"
              + " 1 to 16; more blocks"
              + " resolve finer structure at a cost in proportion. Default: the engine's.")
  int[] energyMultipliers = {0};

  @Config(
      description =
          "Width of the initializer network, even, 4 to 8192. Default: by the number of"
              + " examples.")
  int initializerWidth = 0;

  @Config(
      description = "Residual blocks of the initializer network, 1 to 64. Default: the engine's.")
  int initializerBlocks = 0;

  @Config(
      description =
          "Iterations in which the initializer learns alone, at least 0; they come before the others"
              + " and are at most half as"
              + " many; cheap. Default: the engine's.")
  int pretrainingIterations = -1;

  @Config(
      description =
          "Adam's step size for the energy; lower it if training diverges. Default: the engine's.")
  double energyLearningRate = -1;

  @Config(description = "Adam's step size for the initializer. Default: the engine's.")
  double initializerLearningRate = -1;

  @Config(
      description =
          "Decay of the average of weights that the model keeps, 0 to below 1; raise it towards"
              + " .9999 for very long runs. Default: the engine's.")
  double averageDecay = -1;

  @Config(
      description =
          "Weight decay, 0 to below 1; small values restrain the networks on tiny data. Default:"
              + " the engine's.")
  double weightDecay = -1;

  @Config(
      description =
          "Probability with which each condition is hidden in training, 0 to below 1; raise it to"
              + " .3 or more for compositions of several. Default: the engine's.")
  double conditionDropout = -1;

  @Config(
      description =
          "Share of examples held out to find the best moment to end, 0 for none, up to .5; they"
              + " calibrate predictions, too. Default -1: by their number, none below 1000 and .1"
              + " above.")
  double validationShare = -1;

  @Config(
      description =
          "Parts of the data, where no examples are held out: one of them calibrates predictions and"
              + " scores, and is learned from the middle of training on. At least 2; or 0 to"
              + " calibrate on the examples that were trained on, which makes probabilities too"
              + " sure and scores of others too high. Default 2.")
  int folds = 2;

  /** Who learns in place of this machine, or null; no setting. */
  TableWorkers workers;

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
  public static <T extends Output<T>> CDRLTrainerBuilder<T> builder(
      Conditioning<T> conditioning, Absent absent) {
    return new CDRLTrainerBuilder<>(FIELDS, conditioning, absent);
  }

  @Override
  public synchronized void postConfig() {
    begin();
    require(conditioning != null, "conditioning", "has to be given");
    require(absent != null, "absent", "has to be MISSING or ZERO");
    require(
        validationShare == -1 || validationShare >= 0 && validationShare <= .5,
        "validationShare",
        "must be from 0 to .5, or -1 for what suits their number, not " + validationShare);
    require(folds == 0 || folds >= 2, "folds", "must be 0 or at least 2, not " + folds);
    columnKinds.forEach(this::kind);
    requireRules();
    requireBuilds(() -> change(CdrlConfig.builder()), Map.of());
  }

  private void requireRules() {
    try {
      TableTrainer.create().rules(rules);
    } catch (IllegalArgumentException e) {
      throw wrong("rules", e.getMessage());
    }
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
    return FIELDS.apply(this, chosen.method(method));
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
    TrainingTable.requireTrainable(data, conditioning);
    if (encodedLike != null) {
      TrainingTable.requireNames(data);
    }
    Invocations.Invocation invocation = invocation(invocationCount);
    try (CDRLModel<?> like = like()) {
      TrainingTable table =
          TrainingTable.of(data, conditioning, like == null ? columns(data) : like.features());
      LOG.info(() -> "Columns: " + table.features().describe());
      Path checkpoint = invocation.checkpoint(checkpointFolder);
      boolean resumed = checkpoint != null && Files.exists(checkpoint);
      TableTrainer trainer = trainer(table.outputs(), invocation, like, checkpoint, resumed);
      TableModel model =
          trainer.keys(table.keys(data)).fit(table.rows(), weights(data), progress(LOG));
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
          table.features(),
          conditioning,
          model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Provenance> facts(
      TableModel model, boolean resumed, Map<String, Provenance> others) {
    Map<String, Provenance> facts = facts(model.engine(), resumed, others, LOG);
    facts.put(ON_UNSEEN, new BooleanProvenance(ON_UNSEEN, model.calibratedOnUnseen()));
    return facts;
  }

  private CDRLModel<?> like() {
    try {
      return encodedLike == null ? null : CDRLModel.load(encodedLike);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FeatureColumns columns(Dataset<T> data) {
    Map<String, Column.Kind> kinds = new LinkedHashMap<>();
    columnKinds.forEach((column, kind) -> kinds.put(column, kind(column, kind)));
    return TrainingTable.columns(data, absent, kinds);
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
            .rules(rules)
            .execution(execution())
            .settings(settings)
            .workers(workers);
    if (validationShare >= 0) {
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

  private TableTrainer resume(
      TableTrainer trainer, Path checkpoint, UnaryOperator<CdrlConfig.Builder> settings)
      throws IOException {
    CdrlConfig stored = CdrlTrainer.resume(checkpoint).config();
    // What follows from the data is the checkpoint's; all that is set has to be what it was.
    Invocations.requireSameSettings(checkpoint, settings.apply(stored.toBuilder()).build(), stored);
    return iterations == 0 ? trainer.resume(checkpoint) : trainer.resume(checkpoint, iterations);
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
}
