package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.ConfigurableName;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.cdrl.CdrlModel;
import org.cdrl.TrainingListener;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.Method;
import org.cdrl.config.SettingException;
import org.cdrl.tribuo.dataset.SourceDataset;
import org.cdrl.value.RowWeights;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Trainer;
import org.tribuo.WeightedExamples;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * A trainer that may take long: it reports progress, keeps checkpoints and goes on from them, and
 * every invocation has a seed of its own.
 */
public abstract class ResumableTrainer<T extends Output<T>, M extends Model<T>>
    implements Trainer<T>, WeightedExamples {
  /** Iterations between two checkpoints, where nothing else is set. */
  public static final int CHECKPOINT_INTERVAL = 250;

  @ConfigurableName private String name = "";

  @Config(
      description =
          "CDRL trains an initializer beside the energy; DRL the energy alone, samples slower, and"
              + " does not predict labels of images. Default CDRL.")
  Method method = Method.CDRL;

  @Config(
      description =
          "Training iterations, at least 1, beside those of the initializer's pre-training; more is better until"
              + " quality stops improving. A run that goes on from a checkpoint with more of them"
              + " is lengthened. Default of tables by the number of examples, 450 to 3000; of"
              + " images 10000.")
  int iterations = 0;

  @Config(
      description =
          "Examples per iteration, at least 1; larger is smoother at a cost in proportion. Default of tables by"
              + " the number of examples, 256 or 512; of images 32.")
  int batchSize = 0;

  @Config(
      description =
          "Minutes that training takes, calibration included, instead of iterations; their number"
              + " then follows from the machine's speed, and the provenance has it. A run that"
              + " continues from a checkpoint may take as long again. Default 0: iterations count.")
  double minutes = 0;

  @Config(
      description =
          "Threads inside an operation; results depend on it in the last digits. Default 0: one per"
              + " core.")
  int threads = 0;

  @Config(description = "Seed of all random numbers.")
  long seed = Trainer.DEFAULT_SEED;

  @Config(
      description =
          "Folder for checkpoints, one file per invocation. A run whose file exists continues from"
              + " it. Default none.")
  Path checkpointFolder;

  @Config(description = "Iterations between two checkpoints, at least 1. Default 250.")
  int checkpointInterval = CHECKPOINT_INTERVAL;

  @Config(
      description =
          "Iterations between two lines of progress in the log, at least 1; there is"
              + " one every minute, too. -1 for none. Default 100.")
  private int loggingInterval = 100;

  private Invocations invocations;
  private volatile TrainingListener listener = TrainingListener.SILENT;

  ResumableTrainer() {}

  /** Called by OLCUT once the settings are there. */
  @Override
  public abstract void postConfig();

  /**
   * Checks the settings that all trainers have.
   *
   * @throws PropertyException naming the one that is wrong
   */
  final void begin() {
    require(
        minutes >= 0 && minutes < 1e6, "minutes", "must be from 0 to a million, not " + minutes);
    require(
        checkpointInterval >= 1,
        "checkpointInterval",
        "must be at least 1, not " + checkpointInterval);
    require(
        loggingInterval == -1 || loggingInterval >= 1,
        "loggingInterval",
        "must be at least 1, or -1 for no lines, not " + loggingInterval);
    require(threads >= 0, "threads", "must be 0 for one per core, or more, not " + threads);
    require(
        minutes == 0 || iterations == 0,
        "minutes",
        "and iterations both say how long to train; give one of them");
    invocations = new Invocations(seed);
  }

  /** Refuses a setting unless it is good. */
  final void require(boolean good, String setting, String what) {
    if (!good) {
      throw wrong(setting, setting + " " + what);
    }
  }

  /** A setting that is wrong. */
  final PropertyException wrong(String setting, String what) {
    return new PropertyException(name, setting, what);
  }

  /**
   * Refuses settings that the engine does not take.
   *
   * @param settings makes them
   * @param names of this trainer's settings that the engine calls otherwise, by the engine's
   */
  final void requireBuilds(Supplier<CdrlConfig.Builder> settings, Map<String, String> names) {
    try {
      settings.get().build();
    } catch (SettingException e) {
      String own = names.getOrDefault(e.setting(), e.setting());
      throw new PropertyException(e, name, own, e.messageFor(own));
    }
  }

  /**
   * How much examples count; those of a {@link SourceDataset} all the same.
   *
   * @throws IllegalArgumentException if a weight is negative or not finite, naming the example
   */
  static RowWeights weights(Dataset<?> data) {
    if (data instanceof SourceDataset<?>) {
      return RowWeights.equal(data.size());
    }
    double[] weights = new double[data.size()];
    int n = 0;
    for (Example<?> example : data) {
      double weight = example.getWeight();
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Example "
                + (n + 1)
                + " has the weight "
                + weight
                + "; weights must be finite and 0 or more");
      }
      weights[n++] = weight;
    }
    return RowWeights.of(weights);
  }

  /** How long training may take; empty without a limit. */
  final Optional<Duration> limit() {
    return minutes == 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.max(1, Math.round(minutes * 60_000))));
  }

  /** How training is executed. */
  Execution execution() {
    return Execution.DEFAULT.threads(threads);
  }

  /**
   * Who hears of the progress: the log, and the listener.
   *
   * @param log of the trainer
   */
  final TrainingListener progress(Logger log) {
    return new LoggedProgress(log, loggingInterval, listener);
  }

  /** Sets how often the log tells how training goes; see the setting. */
  final void loggingInterval(int iterations) {
    loggingInterval = iterations;
  }

  /** The facts of a run for its model's provenance; warns in the log where it was too short. */
  final Map<String, Provenance> facts(
      CdrlModel engine, boolean resumed, Map<String, Provenance> others, Logger log) {
    engine.summary().shortfall().ifPresent(text -> log.warning(text));
    Map<String, Provenance> facts = new HashMap<>(others);
    facts.putAll(TrainingFacts.of(engine, threads));
    facts.put("resumed", new BooleanProvenance("resumed", resumed));
    return facts;
  }

  /** Hears of the progress of training from now on; no setting, and not in the provenance. */
  public void setListener(TrainingListener listener) {
    this.listener = listener;
  }

  /** Begins an invocation; see {@link Invocations#begin}. */
  final Invocations.Invocation invocation(int wanted) {
    return invocations.begin(wanted, this::getProvenance);
  }

  @Override
  public M train(Dataset<T> data) {
    return train(data, Map.of());
  }

  @Override
  public M train(Dataset<T> data, Map<String, Provenance> runProvenance) {
    return train(data, runProvenance, INCREMENT_INVOCATION_COUNT);
  }

  @Override
  public abstract M train(
      Dataset<T> data, Map<String, Provenance> runProvenance, int invocationCount);

  @Override
  public int getInvocationCount() {
    return invocations.count();
  }

  @Override
  public void setInvocationCount(int invocationCount) {
    invocations.count(invocationCount);
  }

  @Override
  public TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }
}
