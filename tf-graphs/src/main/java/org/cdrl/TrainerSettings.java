package org.cdrl;

import io.soabase.recordbuilder.core.RecordBuilder;
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
 * @param late rows that wait for the middle of the run
 * @param planner null where the number of iterations is that of the configuration
 * @param budget null for none
 * @param resumed the checkpoint to go on from, or null
 * @param workers who learns in place of this machine, or null
 */
@RecordBuilder
record TrainerSettings(
    CdrlConfig config,
    Execution execution,
    Scaling scaling,
    Path checkpoint,
    int checkpointInterval,
    int rollBacks,
    Function<CdrlConfig, Validation> validation,
    LateRows.Wish late,
    RunPlan.Planner planner,
    Duration budget,
    ModelFile.Content resumed,
    Workers workers)
    implements TrainerSettingsBuilder.With {
  /** The defaults. */
  static TrainerSettings of(CdrlConfig config) {
    return new TrainerSettings(
        config,
        Execution.DEFAULT,
        null,
        null,
        0,
        0,
        any -> null,
        LateRows.Wish.NONE,
        null,
        null,
        null,
        null);
  }
}
