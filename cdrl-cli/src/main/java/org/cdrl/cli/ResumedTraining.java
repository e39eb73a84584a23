package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.cdrl.tribuo.ResumableTrainer;

/**
 * A training run that goes on from a checkpoint.
 *
 * @param type of the trainer
 * @param checkpoints folder
 * @param changes of the trainer's settings, by name
 * @param allowed classes that the run's configuration may build besides ours
 */
record ResumedTraining(
    Class<? extends ResumableTrainer<?, ?>> type,
    Path checkpoints,
    Map<String, String> changes,
    Set<String> allowed)
    implements TrainingRequest.Preparation {
  @Override
  public PreparedTraining<?, ?> prepare(Console console) throws UsageException, IOException {
    try (ConfigurationFile file =
        ConfigurationFile.read(Checkpoints.configuration(checkpoints), allowed)) {
      for (Map.Entry<String, String> change : changes.entrySet()) {
        file.set(ModelConfiguration.TRAINER, change.getKey(), change.getValue());
      }
      // The folder may have been moved.
      file.set(ModelConfiguration.TRAINER, "checkpointFolder", checkpoints.toString());
      return PreparedTraining.of(
          file.trainer(type, ModelConfiguration.TRAINER, TrainingCommand.RESUME),
          file.source(ModelConfiguration.SOURCE, TrainingCommand.RESUME),
          checkpoints);
    }
  }
}
