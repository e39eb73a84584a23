package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Chains;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.ImageDefaults;
import org.cdrl.config.Optimisation;
import org.cdrl.image.Factor;
import org.cdrl.image.FolderImages;
import org.cdrl.image.ImageRows;
import org.cdrl.image.ImageSet;
import org.tribuo.Trainer;

/** Learns a model of images: what {@code train-images} does. */
final class ImageTraining {
  static final String IMAGES = "images";
  private static final String PRESET = "preset";
  private static final String SMALL = "small";
  private static final String SIZE = "size";
  private static final String GREY = "grey";
  private static final String MIRROR = "mirror";
  private static final SettingOption<Integer> WIDTH =
      new SettingOption<>(ImageArchitecture.ENERGY_WIDTH, "width", "C");
  private static final SettingOption<Double> LEARNING_RATE =
      new SettingOption<>(Optimisation.ENERGY_LEARNING_RATE, "learning-rate", "X");
  private static final SettingOption<Double> CONDITION_DROPOUT =
      new SettingOption<>(CdrlConfig.CONDITION_DROPOUT, "condition-dropout", "P");
  private static final SettingOption<Double> NOISY_STARTS =
      new SettingOption<>(Chains.NOISY_STARTS, "noisy-starts", "SHARE");
  private static final SettingOption<Double> GAP_LIMIT =
      new SettingOption<>(Optimisation.GAP_LIMIT, "gap-limit", "NATS");
  private static final SettingOption<Integer> GPUS =
      new SettingOption<>(Execution.REPLICAS, "gpus", "N");
  static final String CHECKPOINT_FILE = "state.cdrl";

  /** What a paper's networks know already. */
  private static final List<String> OF_SMALL = List.of(SIZE, GREY, WIDTH.name());

  /** What a run of images is; a checkpoint knows it already. */
  private static final List<String> OF_MODEL =
      and(
          OF_SMALL,
          PRESET,
          LEARNING_RATE.name(),
          CONDITION_DROPOUT.name(),
          NOISY_STARTS.name(),
          GAP_LIMIT.name());

  /** What a checkpoint knows already. */
  private static final List<String> OF_CHECKPOINT =
      and(
          OF_MODEL,
          TrainingOptions.METHOD.name(),
          TrainingOptions.BATCH.name(),
          CommonOptions.SEED);

  private static List<String> and(List<String> options, String... others) {
    return Stream.concat(options.stream(), Stream.of(others)).toList();
  }

  private ImageTraining() {}

  static CommandOptions options() {
    CommandOptions options = new CommandOptions();
    options
        .add(
            Section.REQUIRED,
            CommonOptions.images(
                IMAGES,
                "Images to learn from: an IDX file (MNIST and relatives, with"
                    + " its labels beside it), CIFAR-10's binary files, a folder of PNG and JPEG"
                    + " files (folders in it are classes), a CSV file of grey pixels with the class"
                    + " last, or sprites:N, which are drawn."))
        .add(
            Section.COMMON,
            CommonOptions.value(
                PRESET,
                "NAME",
                "Networks of images: small (default), cifar10, imagenet32 or celeba64."))
        .add(
            Section.COMMON,
            CommonOptions.value(
                SIZE,
                "N",
                "Size that images of a folder are scaled to, a multiple of 8;" + " default 32."))
        .add(Section.COMMON, CommonOptions.flag(GREY, "A folder's images are grey."))
        .add(
            Section.COMMON,
            CommonOptions.flag(MIRROR, "Left and right may be exchanged; not for digits."))
        .add(Section.COMMON, WIDTH.option(""))
        .add(
            Section.EXPERT,
            LEARNING_RATE.option("", ".001 for small networks, .0001 for the papers'"))
        .add(Section.EXPERT, CONDITION_DROPOUT.option(""))
        .add(Section.EXPERT, NOISY_STARTS.option(""))
        .add(Section.EXPERT, GAP_LIMIT.option(""))
        .add(Section.EXPERT, ExecutionOptions.BFLOAT16.option(""))
        .add(Section.EXPERT, ExecutionOptions.XLA.option(""))
        .add(Section.EXPERT, GPUS.option(""))
        .add(
            Section.REQUIRED,
            CommonOptions.written(CommonOptions.OUT, "MODEL", "Where the model goes."))
        .add(
            Section.COMMON,
            CommonOptions.read(
                ConfiguredTraining.RESUME,
                "DIR",
                "Goes on from such a folder; needs --"
                    + IMAGES
                    + " and --"
                    + CommonOptions.OUT
                    + " (and --mirror and --threads, where they were given). --"
                    + CommonOptions.ITERATIONS
                    + " lengthens training, for which the learning rate rises again; with --"
                    + TrainingOptions.MINUTES
                    + " it continues for this long."));
    TrainingOptions.addTo(options, Integer.toString(ImageDefaults.ITERATIONS), "32");
    return options;
  }

  static void run(Arguments arguments, Console console) throws Exception {
    SavedModel file = new SavedModel(arguments.writable(CommonOptions.OUT));
    CdrlTrainer resumed = null;
    if (arguments.has(ConfiguredTraining.RESUME)) {
      resumed = resumed(arguments);
    } else {
      TrainingOptions.requireOneLength(arguments);
      TrainingOptions.METHOD.value(arguments);
    }
    ImageArchitecture fixed =
        resumed != null ? resumed.config().imageArchitecture() : preset(arguments);
    int side = fixed != null ? fixed.size() : arguments.integer(SIZE, 32, 8);
    int channels = fixed != null ? fixed.channels() : arguments.has(GREY) ? 1 : 3;
    try (ImageSet set = ImageFiles.open(arguments.required(IMAGES), side, channels)) {
      CdrlTrainer trainer =
          resumed != null
              ? resumed
              : begun(arguments, fixed != null ? fixed : smallFor(arguments, set));
      ImageRows rows =
          new ImageRows(set, trainer.config().imageArchitecture(), arguments.has(MIRROR));
      if (!console.quiet()) {
        console.err().println(described(set));
      }
      try (SaveOnInterrupt saving = new SaveOnInterrupt(console.err());
          ProgressDisplay display = new ProgressDisplay(console);
          CdrlModel model =
              within(arguments, trainer)
                  .rollBacks(CdrlTrainer.ROLL_BACKS)
                  .execution(execution(arguments))
                  .fit(rows.data(), file.requiringRoom(display))) {
        file.write(
            model::writeTo,
            model.summary(),
            Thread.interrupted(),
            arguments.path(
                TrainingOptions.CHECKPOINT, arguments.path(ConfiguredTraining.RESUME, null)));
        model.summary().shortfall().ifPresent(console.err()::println);
      }
    }
    console.err().println("Wrote " + file);
  }

  private static String described(ImageSet set) {
    return set.size()
        + " images of "
        + set.height()
        + " x "
        + set.width()
        + " x "
        + set.channels()
        + known(set.factors());
  }

  private static String known(List<Factor> factors) {
    return factors.stream()
        .map(factor -> ", " + factor.name() + " of " + factor.labels().size() + " kinds")
        .collect(Collectors.joining());
  }

  private static CdrlTrainer begun(Arguments arguments, ImageArchitecture architecture)
      throws UsageException, IOException {
    CdrlTrainer trainer = CdrlTrainer.of(config(arguments, architecture));
    Path folder = arguments.path(TrainingOptions.CHECKPOINT, null);
    if (folder == null) {
      return trainer;
    }
    TableTraining.requireNew(folder);
    return keeping(trainer, folder);
  }

  private static CdrlTrainer resumed(Arguments arguments) throws UsageException, IOException {
    arguments.refuse(
        OF_CHECKPOINT, "with --" + ConfiguredTraining.RESUME + ": the checkpoint has its own");
    Path folder = arguments.requiredPath(ConfiguredTraining.RESUME);
    CdrlTrainer trainer = CdrlTrainer.resume(folder.resolve(CHECKPOINT_FILE));
    if (!(trainer.config().architecture() instanceof ImageArchitecture)) {
      throw new IOException(folder + " is a checkpoint of tables; 'cdrl train' continues it");
    }
    if (arguments.has(CommonOptions.ITERATIONS)) {
      trainer = trainer.iterations(arguments.integer(CommonOptions.ITERATIONS, 0, 1));
    }
    return keeping(trainer, arguments.path(TrainingOptions.CHECKPOINT, folder));
  }

  private static CdrlTrainer keeping(CdrlTrainer trainer, Path folder) throws IOException {
    Files.createDirectories(folder);
    return trainer.checkpoint(folder.resolve(CHECKPOINT_FILE), TrainingOptions.CHECKPOINT_INTERVAL);
  }

  private static CdrlTrainer within(Arguments arguments, CdrlTrainer trainer)
      throws UsageException {
    return arguments.has(TrainingOptions.MINUTES)
        ? trainer.budget(
            Duration.ofMillis(Math.round(60_000 * arguments.positive(TrainingOptions.MINUTES))))
        : trainer;
  }

  private static CdrlConfig config(Arguments arguments, ImageArchitecture architecture)
      throws UsageException {
    Double rate = LEARNING_RATE.value(arguments);
    return ImageDefaults.of(architecture, TrainingOptions.METHOD.valueOrDefault(arguments))
        .setGiven(Optimisation.ITERATIONS, TrainingOptions.ITERATIONS.value(arguments))
        .setGiven(Optimisation.BATCH_SIZE, TrainingOptions.BATCH.value(arguments))
        .setGiven(Optimisation.ENERGY_LEARNING_RATE, rate)
        .setGiven(Optimisation.INITIALIZER_LEARNING_RATE, rate)
        .setGiven(CdrlConfig.CONDITION_DROPOUT, CONDITION_DROPOUT.value(arguments))
        .setGiven(Chains.NOISY_STARTS, NOISY_STARTS.value(arguments))
        .setGiven(Optimisation.GAP_LIMIT, GAP_LIMIT.value(arguments))
        .seed(arguments.seed(Trainer.DEFAULT_SEED))
        .build();
  }

  private static Execution execution(Arguments arguments) throws UsageException {
    return new Execution(
        ExecutionOptions.THREADS.valueOrDefault(arguments),
        ExecutionOptions.XLA.valueOrDefault(arguments),
        GPUS.valueOrDefault(arguments),
        ExecutionOptions.BFLOAT16.valueOrDefault(arguments));
  }

  /** A paper's networks; null for the small ones, which fit any size. */
  private static ImageArchitecture preset(Arguments arguments) throws UsageException {
    String preset = arguments.has(PRESET) ? arguments.text(PRESET) : SMALL;
    if (!preset.equals(SMALL)) {
      arguments.refuse(OF_SMALL, "with --" + PRESET + " " + preset + ", which has its own");
    }
    return switch (preset) {
      case SMALL -> null;
      case "cifar10" -> ImageArchitecture.cifar10();
      case "imagenet32" -> ImageArchitecture.imagenet32();
      case "celeba64" -> ImageArchitecture.celeba64();
      default -> throw arguments.wrong(PRESET, "small, cifar10, imagenet32 or celeba64");
    };
  }

  private static ImageArchitecture smallFor(Arguments arguments, ImageSet set)
      throws UsageException {
    ImageArchitecture small =
        ImageArchitecture.smallFor(
            set.height(), set.width(), set.channels(), WIDTH.valueOrDefault(arguments));
    if (set instanceof FolderImages && small.size() != set.height()) {
      // Whoever reads the folder for the model later scales to its size, without a margin.
      throw arguments.wrong(SIZE, "a multiple of 8, such as " + small.size());
    }
    return small;
  }
}
