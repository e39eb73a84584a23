package org.cdrl.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cdrl.tribuo.ResumableTrainer;

/**
 * A command that trains: as its options say, as an OLCUT configuration says, or further from a
 * checkpoint.
 */
abstract class TrainingCommand implements Command<TrainingRequest> {
  static final String CONFIG = "config";
  static final String TRAINER = "trainer";
  static final String SOURCE = "source";
  static final String RESUME = "resume";

  private static final List<String> OF_CONFIGURATION =
      List.of(TRAINER, SOURCE, ConfigurationFile.SET);

  @Override
  public final CommandGroup group() {
    return CommandGroup.LEARN;
  }

  /** The trainers that it trains with. */
  abstract Class<? extends ResumableTrainer<?, ?>> trainerType();

  /** Options about the data. */
  abstract List<String> ofData();

  /** Options about what is learned, which a trainer's configuration says instead. */
  abstract List<String> ofTrainer();

  /** Options about how it is executed, which go by the names of the trainer's settings. */
  abstract List<SettingOption<?>> ofExecution();

  /** Reads the options about the data. */
  abstract OptionedData data(Arguments arguments) throws UsageException;

  /** Reads a run that options alone describe. */
  abstract TrainingRequest.Preparation begun(Arguments arguments) throws UsageException;

  /** Adds the options of all such commands. */
  final CommandOptions withShared(CommandOptions options, String iterations, String batch) {
    TrainingOptions.addTo(options, iterations, batch);
    return options
        .add(
            Section.REQUIRED,
            CommonOptions.written(CommonOptions.OUT, "MODEL", "Where the model goes."))
        .add(
            Section.COMMON,
            CommonOptions.read(
                RESUME,
                "DIR",
                "Continues the run in a folder that --"
                    + TrainingOptions.CHECKPOINT
                    + " wrote, with its data and settings. --"
                    + CommonOptions.ITERATIONS
                    + " lengthens the training to so many in all, for which the learning rate rises"
                    + " again; with --"
                    + TrainingOptions.MINUTES
                    + " it continues for this long."))
        .add(
            Section.EXPERT,
            CommonOptions.read(
                CONFIG,
                "FILE",
                "An OLCUT configuration (XML) that brings the trainer, and perhaps the data; 'cdrl"
                    + " info --as-config' writes one."),
            CommonOptions.value(TRAINER, "NAME", "The trainer in the configuration."),
            CommonOptions.value(
                SOURCE,
                "NAME",
                "The data source in the configuration; else the data are those of the options."),
            CommonOptions.value(
                ConfigurationFile.SET,
                "NAME.SETTING=VALUE",
                "Replaces a setting of the configuration, as in trainer.iterations=500; a list has"
                    + " commas between values. May be repeated."),
            CommonOptions.value(
                ConfigurationXml.ALLOW,
                "CLASS",
                "Lets the configuration build objects of this class, too; default only classes of"
                    + " Tribuo (but for databases), OLCUT and CDRL. A class runs its code: name it"
                    + " if you trust it and the file. May be repeated."));
  }

  @Override
  public final TrainingRequest read(Arguments arguments) throws UsageException, IOException {
    return new TrainingRequest(arguments.writable(CommonOptions.OUT), preparation(arguments));
  }

  private TrainingRequest.Preparation preparation(Arguments arguments) throws UsageException {
    TrainingOptions.requireOneLength(arguments);
    if (arguments.has(RESUME)) {
      return resumed(arguments);
    }
    if (arguments.has(CONFIG)) {
      return configured(arguments);
    }
    arguments.refuse(OF_CONFIGURATION, "without --" + CONFIG);
    arguments.refuse(List.of(ConfigurationXml.ALLOW), "without --" + CONFIG + " or --" + RESUME);
    return begun(arguments);
  }

  private static Set<String> allowed(Arguments arguments) {
    return Set.copyOf(arguments.texts(ConfigurationXml.ALLOW));
  }

  private List<String> namesOfExecution() {
    return ofExecution().stream().map(SettingOption::name).toList();
  }

  private ConfiguredTraining configured(Arguments arguments) throws UsageException {
    String instead =
        "with --" + CONFIG + "; use --" + ConfigurationFile.SET + " TRAINER.SETTING=VALUE";
    arguments.refuse(TrainingOptions.OF_LENGTH, instead);
    arguments.refuse(TrainingOptions.OF_RUN, instead);
    arguments.refuse(ofTrainer(), instead);
    arguments.refuse(namesOfExecution(), instead);
    OptionedData data = null;
    if (arguments.has(SOURCE)) {
      arguments.refuse(ofData(), "with --" + SOURCE + ", which brings the data");
    } else {
      data = data(arguments);
    }
    return new ConfiguredTraining(
        trainerType(),
        arguments.requiredPath(CONFIG),
        arguments.required(TRAINER),
        arguments.text(SOURCE),
        data,
        arguments.texts(ConfigurationFile.SET),
        allowed(arguments));
  }

  private ResumedTraining resumed(Arguments arguments) throws UsageException {
    String instead = "with --" + RESUME + ": the checkpoint has its own";
    arguments.refuse(List.of(CONFIG), instead);
    arguments.refuse(OF_CONFIGURATION, instead);
    arguments.refuse(TrainingOptions.OF_RUN, instead);
    arguments.refuse(ofTrainer(), instead);
    arguments.refuse(ofData(), instead);
    Map<String, String> changes = new LinkedHashMap<>();
    Integer iterations = TrainingOptions.ITERATIONS.value(arguments);
    if (iterations != null) {
      changes.put("iterations", iterations.toString());
      changes.put("minutes", "0");
    }
    if (arguments.has(TrainingOptions.MINUTES)) {
      changes.put("minutes", Double.toString(arguments.positive(TrainingOptions.MINUTES)));
      changes.put("iterations", "0");
    }
    for (SettingOption<?> option : ofExecution()) {
      Object value = option.value(arguments);
      if (value != null) {
        changes.put(option.name(), value.toString());
      }
    }
    return new ResumedTraining(
        trainerType(), arguments.requiredPath(RESUME), changes, allowed(arguments));
  }

  @Override
  public final void run(TrainingRequest request, Console console) throws Exception {
    request.preparation().prepare(console).run(request.out(), console);
  }
}
