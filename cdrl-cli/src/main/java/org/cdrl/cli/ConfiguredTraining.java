package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cdrl.tribuo.ResumableTrainer;

/**
 * A training run as an OLCUT configuration says it.
 *
 * @param type of the trainer
 * @param configuration the file
 * @param trainer its name there
 * @param source the name of the data there, or null
 * @param data those of the options, where the configuration does not bring them; else null
 * @param changes of settings, as texts NAME.SETTING=VALUE
 * @param allowed classes that the configuration may build besides ours
 */
record ConfiguredTraining(
    Class<? extends ResumableTrainer<?, ?>> type,
    Path configuration,
    String trainer,
    String source,
    OptionedData data,
    List<String> changes,
    Set<String> allowed)
    implements TrainingRequest.Preparation {
  @Override
  public PreparedTraining<?, ?> prepare(Console console) throws UsageException, IOException {
    try (ConfigurationFile file = ConfigurationFile.read(configuration, allowed)) {
      for (String text : changes) {
        file.set(text);
      }
      ResumableTrainer<?, ?> found = file.trainer(type, trainer, TrainingCommand.TRAINER);
      return PreparedTraining.of(
          found,
          source == null ? data.source(found) : file.source(source, TrainingCommand.SOURCE),
          null);
    }
  }
}
