package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cdrl.table.data.Column;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.tribuo.Output;

/** Makes trainers of tables; see {@link CDRLTrainer#builder}. */
public final class CDRLTrainerBuilder<T extends Output<T>>
    extends TrainerBuilder<CDRLTrainer<T>, CDRLTrainerBuilder<T>> {
  private final Conditioning<T> conditioning;
  private final Absent absent;

  CDRLTrainerBuilder(Conditioning<T> conditioning, Absent absent) {
    this.conditioning = conditioning;
    this.absent = absent;
  }

  /** Categorical columns to condition on beside the output; default none. */
  public CDRLTrainerBuilder<T> conditions(String... columns) {
    return set(trainer -> trainer.conditions = new ArrayList<>(List.of(columns)));
  }

  /** The kind of a column: real, integer or categorical; default as it is found. */
  public CDRLTrainerBuilder<T> columnKind(String column, Column.Kind kind) {
    return set(trainer -> trainer.columnKinds.put(column, kind.name()));
  }

  /** A model file whose encoding is used, so that both can be composed; default none. */
  public CDRLTrainerBuilder<T> encodedLike(Path file) {
    return set(trainer -> trainer.encodedLike = file);
  }

  /** Noise levels, 1 to 100; default the engine's. */
  public CDRLTrainerBuilder<T> levels(int levels) {
    return set(trainer -> trainer.levels = levels);
  }

  /** Langevin steps per level; default the engine's. */
  public CDRLTrainerBuilder<T> langevinSteps(int steps) {
    return set(trainer -> trainer.langevinSteps = steps);
  }

  /** Standard deviation of every column in units of the noise; default the engine's. */
  public CDRLTrainerBuilder<T> spread(double spread) {
    return set(trainer -> trainer.spread = spread);
  }

  /** Width of the energy network; default by the number of examples. */
  public CDRLTrainerBuilder<T> energyWidth(int width) {
    return set(trainer -> trainer.energyWidth = width);
  }

  /** Width of each block of the energy network as a multiple; default the engine's. */
  public CDRLTrainerBuilder<T> energyMultipliers(int... multipliers) {
    return set(trainer -> trainer.energyMultipliers = multipliers.clone());
  }

  /** Width of the initializer network; default by the number of examples. */
  public CDRLTrainerBuilder<T> initializerWidth(int width) {
    return set(trainer -> trainer.initializerWidth = width);
  }

  /** Residual blocks of the initializer network; default the engine's. */
  public CDRLTrainerBuilder<T> initializerBlocks(int blocks) {
    return set(trainer -> trainer.initializerBlocks = blocks);
  }

  /**
   * Iterations in which the initializer learns alone, at most half the others; default the
   * engine's.
   */
  public CDRLTrainerBuilder<T> pretrainingIterations(int iterations) {
    return set(trainer -> trainer.pretrainingIterations = iterations);
  }

  /** Adam's step size for the energy; default the engine's. */
  public CDRLTrainerBuilder<T> energyLearningRate(double rate) {
    return set(trainer -> trainer.energyLearningRate = rate);
  }

  /** Adam's step size for the initializer; default the engine's. */
  public CDRLTrainerBuilder<T> initializerLearningRate(double rate) {
    return set(trainer -> trainer.initializerLearningRate = rate);
  }

  /** Decay of the average of weights that the model keeps; default the engine's. */
  public CDRLTrainerBuilder<T> averageDecay(double decay) {
    return set(trainer -> trainer.averageDecay = decay);
  }

  /** Weight decay; default the engine's. */
  public CDRLTrainerBuilder<T> weightDecay(double decay) {
    return set(trainer -> trainer.weightDecay = decay);
  }

  /** Probability with which each condition is hidden in training; default the engine's. */
  public CDRLTrainerBuilder<T> conditionDropout(double probability) {
    return set(trainer -> trainer.conditionDropout = probability);
  }

  /** Share of examples held out, 0 for none; default by their number. */
  public CDRLTrainerBuilder<T> validation(double share) {
    return set(trainer -> trainer.validationShare = share);
  }

  /** Models that calibrate predictions and scores; 0: training examples do; default 2. */
  public CDRLTrainerBuilder<T> folds(int folds) {
    return set(trainer -> trainer.folds = folds);
  }

  /**
   * A trainer with these settings.
   *
   * @throws PropertyException naming the setting that is wrong
   */
  @Override
  public CDRLTrainer<T> build() {
    return told(new CDRLTrainer<>(conditioning, absent));
  }
}
