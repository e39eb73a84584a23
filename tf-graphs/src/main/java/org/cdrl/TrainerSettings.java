package org.cdrl;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.internal.persistence.ModelFile;
import org.cdrl.value.Scaling;

/**
 * What a {@link CdrlTrainer} was told.
 *
 * @param config of the model
 * @param execution of training, and of its models
 * @param scaling null for one computed from the data
 * @param checkpoint null for none
 * @param checkpointInterval iterations between two
 * @param rollBacks of a diverging run, at most
 * @param validation for a run of these settings; its result is null for none
 * @param planner null where the number of iterations is that of the configuration
 * @param budget null for none
 * @param resumed the checkpoint to go on from, or null
 */
record TrainerSettings(
    CdrlConfig config,
    Execution execution,
    Scaling scaling,
    Path checkpoint,
    int checkpointInterval,
    int rollBacks,
    Function<CdrlConfig, Validation> validation,
    RunPlan.Planner planner,
    Duration budget,
    ModelFile.Content resumed) {
  /** The defaults. */
  static TrainerSettings of(CdrlConfig config) {
    return new TrainerSettings(
        config, Execution.DEFAULT, null, null, 0, 0, any -> null, null, null, null);
  }

  TrainerSettings withConfig(CdrlConfig other) {
    return new TrainerSettings(
        other,
        execution,
        scaling,
        checkpoint,
        checkpointInterval,
        rollBacks,
        validation,
        planner,
        budget,
        resumed);
  }

  TrainerSettings withExecution(Execution way) {
    return new TrainerSettings(
        config,
        way,
        scaling,
        checkpoint,
        checkpointInterval,
        rollBacks,
        validation,
        planner,
        budget,
        resumed);
  }

  TrainerSettings withScaling(Scaling given) {
    return new TrainerSettings(
        config,
        execution,
        given,
        checkpoint,
        checkpointInterval,
        rollBacks,
        validation,
        planner,
        budget,
        resumed);
  }

  TrainerSettings withCheckpoint(Path file, int interval) {
    return new TrainerSettings(
        config,
        execution,
        scaling,
        file,
        interval,
        rollBacks,
        validation,
        planner,
        budget,
        resumed);
  }

  TrainerSettings withRollBacks(int times) {
    return new TrainerSettings(
        config,
        execution,
        scaling,
        checkpoint,
        checkpointInterval,
        times,
        validation,
        planner,
        budget,
        resumed);
  }

  TrainerSettings withValidation(Function<CdrlConfig, Validation> looks) {
    return new TrainerSettings(
        config,
        execution,
        scaling,
        checkpoint,
        checkpointInterval,
        rollBacks,
        looks,
        planner,
        budget,
        resumed);
  }

  TrainerSettings withPlanner(RunPlan.Planner decides) {
    return new TrainerSettings(
        config,
        execution,
        scaling,
        checkpoint,
        checkpointInterval,
        rollBacks,
        validation,
        decides,
        budget,
        resumed);
  }

  TrainerSettings withBudget(Duration time) {
    return new TrainerSettings(
        config,
        execution,
        scaling,
        checkpoint,
        checkpointInterval,
        rollBacks,
        validation,
        planner,
        time,
        resumed);
  }

  TrainerSettings withResumed(ModelFile.Content content) {
    return new TrainerSettings(
        config,
        execution,
        scaling,
        checkpoint,
        checkpointInterval,
        rollBacks,
        validation,
        planner,
        budget,
        content);
  }
}
