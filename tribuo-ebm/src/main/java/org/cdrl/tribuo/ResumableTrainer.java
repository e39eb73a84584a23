package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.ConfigurableName;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.cdrl.CdrlConfig;
import org.cdrl.TrainingListener;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Trainer;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * A trainer that may take long: it reports progress, keeps checkpoints and goes on from them, and
 * every invocation has a seed of its own.
 */
abstract class ResumableTrainer<T extends Output<T>, M extends Model<T>> implements Trainer<T> {
  @ConfigurableName private String name = "";

  @Config(
      description =
          "Minutes after which training ends, if not before; results then depend on the machine's"
              + " speed. Default 0: no limit.")
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
          "Folder for checkpoints, one file per invocation. A run whose file is there goes on from"
              + " it. Default none.")
  Path checkpointFolder;

  @Config(description = "Iterations between two checkpoints, at least 1. Default 250.")
  int checkpointInterval = 250;

  private Invocations invocations;
  private volatile TrainingListener listener = TrainingListener.SILENT;

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
   */
  final void requireBuilds(Supplier<CdrlConfig.Builder> settings) {
    try {
      settings.get().build();
    } catch (IllegalArgumentException e) {
      throw new PropertyException(e, name, "", e.getMessage());
    }
  }

  /** How long training may take; empty without a limit. */
  final Optional<Duration> limit() {
    return minutes == 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.max(1, Math.round(minutes * 60_000))));
  }

  /** Who hears of the progress. */
  final TrainingListener listener() {
    return listener;
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
