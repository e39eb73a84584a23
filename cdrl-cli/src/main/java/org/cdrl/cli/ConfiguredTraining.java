package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.source.TableDataSource;
import org.tribuo.ConfigurableDataSource;

/** A training run as an OLCUT configuration says it, with the data from there or from a table. */
final class ConfiguredTraining {
  static final String CONFIG = "config";
  static final String TRAINER = "trainer";
  static final String SOURCE = "source";
  static final String RESUME = "resume";

  /** What the trainer's configuration says instead. */
  private static final List<String> OF_TRAINER =
      List.of(
          CommonOptions.ITERATIONS,
          TrainingOptions.MINUTES,
          TableTraining.VALIDATION,
          TableTraining.FOLDS,
          CommonOptions.SEED,
          TrainingOptions.BATCH.name(),
          ExecutionOptions.THREADS.name(),
          TrainingOptions.METHOD.name(),
          TableTraining.LIKE,
          TrainingOptions.CHECKPOINT);

  /** What the source's configuration says instead. */
  static final List<String> OF_SOURCE =
      Stream.concat(
              Stream.of(CommonOptions.CSV, CommonOptions.CLASS, ColumnKinds.OPTION),
              Stream.of(CommonOptions.format(), CommonOptions.dates())
                  .flatMap(List::stream)
                  .map(Option::getLongOpt))
          .toList();

  private static final List<String> OF_CONFIGURATION =
      List.of(TRAINER, SOURCE, ConfigurationFile.SET);

  private ConfiguredTraining() {}

  /** Whether the command line asks for one; a part of what one needs is no other either. */
  static boolean isAskedFor(Arguments arguments) throws UsageException {
    if (!arguments.has(CONFIG)) {
      arguments.refuse(OF_CONFIGURATION, "without --" + CONFIG);
    }
    if (!arguments.has(CONFIG) && !arguments.has(RESUME)) {
      arguments.refuse(List.of(ConfigurationXml.ALLOW), "without --" + CONFIG + " or --" + RESUME);
    }
    return arguments.has(CONFIG) || arguments.has(RESUME);
  }

  private static Set<String> allowed(Arguments arguments) {
    return Set.copyOf(arguments.texts(ConfigurationXml.ALLOW));
  }

  /** Reads what is asked for. */
  static PreparedTraining<?> of(Arguments arguments) throws UsageException, IOException {
    return arguments.has(RESUME) ? resumed(arguments) : configured(arguments);
  }

  private static PreparedTraining<?> configured(Arguments arguments)
      throws UsageException, IOException {
    arguments.refuse(
        OF_TRAINER,
        "with --" + CONFIG + "; use --" + ConfigurationFile.SET + " TRAINER.SETTING=VALUE");
    if (arguments.has(SOURCE)) {
      arguments.refuse(OF_SOURCE, "with --" + SOURCE + ", which brings the data");
    } else {
      arguments.requiredPath(CommonOptions.CSV);
    }
    String name = arguments.required(TRAINER);
    try (ConfigurationFile file =
        ConfigurationFile.read(arguments.requiredPath(CONFIG), allowed(arguments))) {
      for (String text : arguments.texts(ConfigurationFile.SET)) {
        file.set(text);
      }
      CDRLTrainer<?> trainer = file.trainer(name, TRAINER);
      return PreparedTraining.of(
          trainer,
          arguments.has(SOURCE)
              ? file.source(arguments.text(SOURCE), SOURCE)
              : table(arguments, trainer),
          null);
    }
  }

  /** A table whose classes are outputs of the type that the trainer is for. */
  private static ConfigurableDataSource<?> table(Arguments arguments, CDRLTrainer<?> trainer)
      throws UsageException, IOException {
    ColumnKinds kinds = ColumnKinds.of(arguments.texts(ColumnKinds.OPTION), List.of());
    return new TableDataSource<>(
        arguments.requiredPath(CommonOptions.CSV),
        trainer.conditioning().outputFactory(),
        arguments.texts(CommonOptions.CLASS),
        kinds.overrides(),
        kinds.ignored(),
        arguments.format());
  }

  private static PreparedTraining<?> resumed(Arguments arguments)
      throws UsageException, IOException {
    List<String> others = new ArrayList<>(List.of(CONFIG));
    others.addAll(OF_CONFIGURATION);
    others.addAll(OF_TRAINER);
    others.addAll(OF_SOURCE);
    arguments.refuse(others, "with --" + RESUME + ": the checkpoint has its own");
    Path checkpoints = arguments.requiredPath(RESUME);
    try (ConfigurationFile file =
        ConfigurationFile.read(TableTraining.configuration(checkpoints), allowed(arguments))) {
      // The folder may have been moved.
      file.set(ModelConfiguration.TRAINER, "checkpointFolder", checkpoints.toString());
      return PreparedTraining.of(
          file.trainer(ModelConfiguration.TRAINER, RESUME),
          file.source(ModelConfiguration.SOURCE, RESUME),
          checkpoints);
    }
  }
}
