package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cdrl.config.Method;
import org.cdrl.table.data.Column;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.CDRLTrainerBuilder;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.cdrl.tribuo.conditioning.EventConditioning;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.cdrl.tribuo.source.TableDataSource;
import org.cdrl.tribuo.table.TableFormat;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.ModelProvenance;

/**
 * A training run as options of the command line say it.
 *
 * <p>The first class is the output, a label, and further ones are conditions beside it. Without
 * classes, or where some rows have none, all rows are expected events and all classes conditions;
 * commands do the same with either model.
 */
final class TableTraining {
  static final String VALIDATION = "validation";
  static final String FOLDS = "folds";
  static final String LIKE = "like";

  /** In a folder of checkpoints, what is trained by and on. */
  private static final String CONFIGURATION = "training.xml";

  /** What Tribuo's trainer names them. */
  private static final Pattern INVOCATION = Pattern.compile("invocation-\\d+\\.cdrl");

  private final Path csv;
  private final TableFormat format;
  private final List<String> classes;
  private final ColumnKinds kinds;
  private final Path checkpoints;
  private final Consumer<CDRLTrainerBuilder<?>> settings;

  private TableTraining(Arguments arguments) throws UsageException, IOException {
    csv = arguments.requiredPath(CommonOptions.CSV);
    format = arguments.format();
    classes = arguments.texts(CommonOptions.CLASS);
    kinds = ColumnKinds.of(arguments.texts(ColumnKinds.OPTION), classes);
    checkpoints = arguments.path(TrainingOptions.CHECKPOINT, null);
    settings = settings(arguments);
  }

  /**
   * Reads the options, and then the table.
   *
   * @throws UsageException for an option that is wrong, before any work
   */
  static PreparedTraining<?> of(Arguments arguments, Console console)
      throws UsageException, IOException {
    TableTraining wanted = new TableTraining(arguments);
    if (wanted.checkpoints != null) {
      requireNew(wanted.checkpoints);
    }
    PreparedTraining<?> training = wanted.training(console);
    if (wanted.checkpoints != null) {
      wanted.writeConfiguration(training);
    }
    return training;
  }

  /** Fails rather than to mix two runs in one folder. */
  static void requireNew(Path checkpoints) throws IOException {
    if (Files.isRegularFile(checkpoints)) {
      throw new IOException(
          checkpoints + " is a file; --" + TrainingOptions.CHECKPOINT + " names a folder");
    }
    if (!Files.isDirectory(checkpoints)) {
      return;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      if (files.anyMatch(file -> !file.endsWith(CONFIGURATION))) {
        throw new IOException(
            checkpoints
                + " is not empty: --"
                + ConfiguredTraining.RESUME
                + " continues the run in it, a new run needs a new folder");
      }
    }
  }

  /** Whether a file has a name that checkpoints of tables or images have. */
  static boolean isOfCheckpoints(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.equals(CONFIGURATION)
        || name.equals(ImageTraining.CHECKPOINT_FILE)
        || INVOCATION.matcher(name).matches();
  }

  /** Where the configuration of a run is kept beside its checkpoints. */
  static Path configuration(Path checkpoints) throws IOException {
    Path file = checkpoints.resolve(CONFIGURATION);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          checkpoints
              + " is no folder that --"
              + TrainingOptions.CHECKPOINT
              + " wrote: it has no "
              + CONFIGURATION);
    }
    return file;
  }

  private PreparedTraining<?> training(Console console) throws IOException {
    if (!classes.isEmpty()) {
      TableDataSource<Label> labelled = source(new LabelFactory(), classes.subList(0, 1));
      classes.forEach(name -> requireLabels(labelled, name));
      long without =
          StreamSupport.stream(labelled.spliterator(), false)
              .filter(row -> row.getOutput().equals(LabelFactory.UNKNOWN_LABEL))
              .count();
      if (without == 0) {
        Conditioning<Label> conditioning = new LabelConditioning(classes.get(0));
        return new PreparedTraining<>(
            trainer(conditioning, classes.subList(1, classes.size())), labelled, checkpoints);
      }
      console
          .err()
          .println(
              without
                  + " rows have no "
                  + classes.get(0)
                  + "; to Tribuo the model is one of events, not of labels");
    }
    EventConditioning conditioning = new EventConditioning();
    return new PreparedTraining<>(
        trainer(conditioning, classes),
        source(conditioning.outputFactory(), List.of()),
        checkpoints);
  }

  private <T extends Output<T>> TableDataSource<T> source(
      OutputFactory<T> outputs, List<String> responses) throws IOException {
    return new TableDataSource<>(
        csv, outputs, responses, kinds.overrides(), kinds.ignored(), format);
  }

  private static void requireLabels(TableDataSource<?> source, String name) {
    Column column = source.schema().column(source.schema().indexOf(name));
    if (!column.isCategorical()) {
      throw new IllegalArgumentException(
          "Column \""
              + name
              + "\" cannot be a class: it is "
              + column.kind().name().toLowerCase(Locale.ROOT)
              + " ("
              + column.reason()
              + "); only categorical and boolean columns can");
    }
  }

  private <T extends Output<T>> CDRLTrainer<T> trainer(
      Conditioning<T> conditioning, List<String> conditions) {
    CDRLTrainerBuilder<T> builder = CDRLTrainer.builder(conditioning, Absent.MISSING);
    builder.conditions(conditions.toArray(String[]::new));
    settings.accept(builder);
    if (checkpoints != null) {
      builder.checkpoints(checkpoints, TrainingOptions.CHECKPOINT_INTERVAL);
    }
    return builder.build();
  }

  private <T extends Output<T>> void writeConfiguration(PreparedTraining<T> training)
      throws IOException {
    Files.createDirectories(checkpoints);
    ModelProvenance provenance =
        new ModelProvenance(
            CDRLModel.class.getName(),
            OffsetDateTime.now(ZoneId.systemDefault()),
            new MutableDataset<>(training.source()).getProvenance(),
            training.trainer().getProvenance());
    new ModelConfiguration(provenance)
        .write(checkpoints.resolve(CONFIGURATION), UnaryOperator.identity());
  }

  private static Consumer<CDRLTrainerBuilder<?>> settings(Arguments arguments)
      throws UsageException {
    List<Consumer<CDRLTrainerBuilder<?>>> settings = new ArrayList<>();
    if (arguments.has(VALIDATION)) {
      double share = arguments.number(VALIDATION, 0);
      if (share < 0 || share > .5) {
        throw arguments.wrong(VALIDATION, "a number from 0 to 0.5");
      }
      settings.add(builder -> builder.validation(share));
    }
    if (arguments.has(FOLDS)) {
      int folds = arguments.integer(FOLDS, 0, 0);
      if (folds == 1) {
        throw arguments.wrong(FOLDS, "0, or a whole number of at least 2");
      }
      settings.add(builder -> builder.folds(folds));
    }
    TrainingOptions.requireOneLength(arguments);
    if (arguments.has(TrainingOptions.MINUTES)) {
      double minutes = arguments.positive(TrainingOptions.MINUTES);
      settings.add(builder -> builder.minutes(minutes));
    }
    Method method = TrainingOptions.METHOD.valueOrDefault(arguments);
    settings.add(builder -> builder.method(method));
    Integer iterations = TrainingOptions.ITERATIONS.value(arguments);
    if (iterations != null) {
      settings.add(builder -> builder.iterations(iterations));
    }
    Integer batch = TrainingOptions.BATCH.value(arguments);
    if (batch != null) {
      settings.add(builder -> builder.batchSize(batch));
    }
    if (arguments.has(CommonOptions.SEED)) {
      long seed = arguments.seed(0);
      settings.add(builder -> builder.seed(seed));
    }
    int threads = ExecutionOptions.THREADS.valueOrDefault(arguments);
    settings.add(builder -> builder.threads(threads));
    if (arguments.has(LIKE)) {
      Path like = arguments.requiredPath(LIKE);
      settings.add(builder -> builder.encodedLike(like));
    }
    return builder -> settings.forEach(setting -> setting.accept(builder));
  }
}
