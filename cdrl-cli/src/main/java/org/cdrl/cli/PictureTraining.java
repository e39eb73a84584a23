package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.Method;
import org.cdrl.image.Factor;
import org.cdrl.image.FolderImages;
import org.cdrl.image.ImageRows;
import org.cdrl.image.ImageSet;

/** Learns a model of pictures: what {@code train --images} does. */
final class PictureTraining {
  static final String IMAGES = "images";
  private static final String PRESET = "preset";
  private static final String SMALL = "small";
  private static final String SIZE = "size";
  private static final String GREY = "grey";
  private static final String MIRROR = "mirror";
  private static final String WIDTH = "width";
  private static final String NOISY_STARTS = "noisy-starts";
  private static final String GAP_LIMIT = "gap-limit";
  private static final String BFLOAT16 = "bfloat16";
  private static final String XLA = "xla";
  private static final String GPUS = "gpus";
  static final String CHECKPOINT_FILE = "state.cdrl";
  private static final int CHECKPOINT_INTERVAL = 100;
  private static final int DEFAULT_ITERATIONS = 10_000;
  private static final int DEFAULT_BATCH = 32;
  private static final int SMALL_WIDTH = 64;
  private static final int MOST_ROLL_BACKS = 3;
  private static final String LEARNING_RATE = "learning-rate";

  /** What a paper's networks know already. */
  private static final List<String> OF_SMALL = List.of(SIZE, GREY, WIDTH);

  /** What a run of pictures is; a checkpoint knows it already. */
  private static final List<String> OF_MODEL =
      and(OF_SMALL, PRESET, LEARNING_RATE, NOISY_STARTS, GAP_LIMIT);

  /** What only pictures need. */
  static final List<String> OF_PICTURES = and(OF_MODEL, MIRROR, BFLOAT16, XLA, GPUS);

  /** What a checkpoint knows already. */
  private static final List<String> OF_CHECKPOINT =
      and(OF_MODEL, TableTraining.METHOD, TableTraining.BATCH, CommonOptions.SEED);

  /** What only tables need. */
  private static final List<String> OF_TABLES =
      and(
          ConfiguredTraining.OF_SOURCE,
          TableTraining.VALIDATION,
          TableTraining.FOLDS,
          TableTraining.LIKE,
          ConfiguredTraining.CONFIG,
          ConfiguredTraining.TRAINER,
          ConfiguredTraining.SOURCE,
          ConfigurationFile.SET,
          ConfigurationXml.ALLOW);

  private static List<String> and(List<String> options, String... others) {
    return Stream.concat(options.stream(), Stream.of(others)).toList();
  }

  private PictureTraining() {}

  static void addOptions(Options options) {
    options
        .addOption(
            CommonOptions.value(
                LEARNING_RATE,
                "X",
                "With --images: step of the optimizers; default .001 for small networks and .0001"
                    + " for the papers'. Lower it if training diverges."))
        .addOption(
            CommonOptions.pictures(
                IMAGES,
                "Pictures to learn from, instead of a table: an IDX file (MNIST and relatives, with"
                    + " its labels beside it), CIFAR-10's binary files, a folder of PNG and JPEG"
                    + " files (folders in it are classes), a CSV file of grey pixels with the class"
                    + " last, or sprites:N, which are drawn."))
        .addOption(
            CommonOptions.value(
                PRESET,
                "NAME",
                "Networks of pictures: small (default), cifar10, imagenet32 or celeba64."))
        .addOption(
            CommonOptions.value(
                SIZE,
                "N",
                "With --images: size that pictures of a folder are scaled to, a multiple of 8;"
                    + " default 32."))
        .addOption(CommonOptions.flag(GREY, "With --images: a folder's pictures are grey."))
        .addOption(
            CommonOptions.flag(
                MIRROR, "With --images: left and right may be exchanged; not for digits."))
        .addOption(
            CommonOptions.value(
                WIDTH,
                "C",
                "With --images: channels of the small networks, default 64; 32 for few minutes."))
        .addOption(
            CommonOptions.value(
                NOISY_STARTS,
                "SHARE",
                "With --images: share of the chains next to data that start between a proposal and"
                    + " a noised picture, below 1; default 0. .5 makes noise unlikely and long"
                    + " chains stay; needs --gap-limit on all but the smallest pictures."))
        .addOption(
            CommonOptions.value(
                GAP_LIMIT,
                "NATS",
                "With --images: energy gap per pixel at which a picture stops teaching the energy;"
                    + " default 0, no limit. .2 if training diverges, or with --noisy-starts."))
        .addOption(
            CommonOptions.flag(
                BFLOAT16,
                "With --images: convolutions multiply in bfloat16. Faster on GPUs and on CPUs with"
                    + " instructions for it (AVX-512 BF16, AMX), very slow on others."))
        .addOption(
            CommonOptions.flag(
                XLA, "With --images: XLA compiles what runs on a GPU; slow to start."))
        .addOption(
            CommonOptions.value(
                GPUS,
                "N",
                "With --images: GPUs that share every batch, which they must divide; default 1."));
  }

  static void run(Arguments arguments, Console console) throws Exception {
    arguments.refuse(OF_TABLES, "with --" + IMAGES);
    SavedModel file = new SavedModel(arguments.writable(CommonOptions.OUT));
    CdrlTrainer resumed = arguments.has(ConfiguredTraining.RESUME) ? resumed(arguments) : null;
    ImageArchitecture fixed = resumed != null ? resumed.config().image() : preset(arguments);
    int side = fixed != null ? fixed.size() : arguments.integer(SIZE, 32, 8);
    int channels = fixed != null ? fixed.channels() : arguments.has(GREY) ? 1 : 3;
    try (ImageSet set = PictureFiles.open(arguments.text(IMAGES), side, channels)) {
      CdrlTrainer trainer =
          resumed != null
              ? resumed
              : begun(arguments, fixed != null ? fixed : smallFor(arguments, set));
      ImageRows rows = new ImageRows(set, trainer.config().image(), arguments.has(MIRROR));
      if (!console.quiet()) {
        console.err().println(described(set));
      }
      try (SaveOnInterrupt saving = new SaveOnInterrupt(console.err());
          ProgressDisplay display = new ProgressDisplay(console);
          CdrlModel model =
              within(arguments, trainer)
                  .rollBacks(MOST_ROLL_BACKS)
                  .execution(execution(arguments))
                  .fit(rows.data(), file.requiringRoom(display))) {
        file.write(
            model::writeTo,
            model.summary(),
            Thread.interrupted(),
            arguments.path(
                TableTraining.CHECKPOINT, arguments.path(ConfiguredTraining.RESUME, null)));
        model.summary().shortfall().ifPresent(console.err()::println);
      }
    }
    console.err().println("Wrote " + file);
  }

  private static String described(ImageSet set) {
    return set.size()
        + " pictures of "
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
    TableTraining.requireOneLength(arguments);
    CdrlTrainer trainer = CdrlTrainer.of(config(arguments, architecture));
    Path folder = arguments.path(TableTraining.CHECKPOINT, null);
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
    if (trainer.config().image() == null) {
      throw new IOException(folder + " is a checkpoint of tables; leave --" + IMAGES + " out");
    }
    if (arguments.has(CommonOptions.ITERATIONS)) {
      trainer = trainer.iterations(arguments.integer(CommonOptions.ITERATIONS, 0, 1));
    }
    return keeping(trainer, arguments.path(TableTraining.CHECKPOINT, folder));
  }

  private static CdrlTrainer keeping(CdrlTrainer trainer, Path folder) throws IOException {
    Files.createDirectories(folder);
    return trainer.checkpoint(folder.resolve(CHECKPOINT_FILE), CHECKPOINT_INTERVAL);
  }

  private static CdrlTrainer within(Arguments arguments, CdrlTrainer trainer)
      throws UsageException {
    return arguments.has(TableTraining.MINUTES)
        ? trainer.budget(
            Duration.ofMillis(Math.round(60_000 * arguments.positive(TableTraining.MINUTES))))
        : trainer;
  }

  private static CdrlConfig config(Arguments arguments, ImageArchitecture architecture)
      throws UsageException {
    String name =
        arguments.has(TableTraining.METHOD) ? arguments.text(TableTraining.METHOD) : "cdrl";
    if (!List.of("cdrl", "drl").contains(name)) {
      throw arguments.wrong(TableTraining.METHOD, "cdrl or drl");
    }
    CdrlConfig.Builder config =
        CdrlConfig.images(architecture, name.equals("drl") ? Method.DRL : Method.CDRL);
    int iterations = arguments.integer(CommonOptions.ITERATIONS, DEFAULT_ITERATIONS, 1);
    // The papers' large networks learn slowly; small ones may hurry.
    double rate = architecture.energyBlocks() == 1 ? 1e-3 : config.build().energyLearningRate();
    double given = arguments.number(LEARNING_RATE, rate);
    return config
        .iterations(iterations)
        .energyLearningRate(given)
        .initializerLearningRate(given)
        .batchSize(arguments.integer(TableTraining.BATCH, DEFAULT_BATCH, 1))
        .noisyStarts(arguments.number(NOISY_STARTS, 0))
        .gapLimit(arguments.number(GAP_LIMIT, 0))
        .seed(arguments.seed(1))
        .build();
  }

  private static Execution execution(Arguments arguments) throws UsageException {
    return new Execution(
        arguments.integer(CommonOptions.THREADS, 0, 0),
        arguments.has(XLA),
        arguments.integer(GPUS, 1, 1),
        arguments.has(BFLOAT16));
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
            set.height(), set.width(), set.channels(), arguments.integer(WIDTH, SMALL_WIDTH, 4));
    if (set instanceof FolderImages && small.size() != set.height()) {
      // Whoever reads the folder for the model later scales to its size, without a margin.
      throw arguments.wrong(SIZE, "a multiple of 8, such as " + small.size());
    }
    return small;
  }
}
