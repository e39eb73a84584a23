package org.cdrl.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.ImageDefaults;
import org.cdrl.config.Method;
import org.cdrl.config.Optimisation;
import org.cdrl.tribuo.CDRLImageTrainer;
import org.cdrl.tribuo.CDRLImageTrainerBuilder;
import org.cdrl.tribuo.ImageNetworks;
import org.cdrl.tribuo.ResumableTrainer;
import org.cdrl.tribuo.TrainerBuilder;

/** Learns a model from images. */
final class TrainImagesCommand extends TrainingCommand {
  private static final String IMAGES = "images";
  private static final String PRESET = "preset";
  private static final String SIZE = "size";
  private static final String GREY = "grey";
  private static final String MIRROR = "mirror";
  private static final SettingOption<Integer> WIDTH =
      new SettingOption<>(ImageArchitecture.ENERGY_WIDTH, "width", "C");
  private static final SettingOption<Double> LEARNING_RATE =
      new SettingOption<>(Optimisation.ENERGY_LEARNING_RATE, "learning-rate", "X");
  private static final SettingOption<Integer> GPUS =
      new SettingOption<>(Execution.REPLICAS, "gpus", "N");

  /** Options by the names of the settings. */
  private static final List<SettingOption<?>> OF_ENGINE =
      CDRLImageTrainer.settings().stream()
          .filter(setting -> !TrainingOptions.SETTINGS.contains(setting))
          .<SettingOption<?>>map(SettingOption::of)
          .toList();

  /** What a paper's networks have of their own. */
  private static final List<String> OF_SMALL = List.of(SIZE, GREY, WIDTH.name());

  private static final int DEFAULT_SIZE = 32;

  /** Images are halved three times. */
  private static final int MULTIPLE = 8;

  @Override
  public String name() {
    return "train-images";
  }

  @Override
  public String summary() {
    return "learns a model from images";
  }

  @Override
  public String description() {
    return "Learns a model from images of one size. Classes that come with them, as labels in an"
        + " IDX file or as folders, can be drawn by later. Ctrl-C ends training early and saves"
        + " what was learned. 'cdrl train' learns from tables.";
  }

  @Override
  public CommandOptions options() {
    return withShared(
        new CommandOptions()
            .add(
                Section.REQUIRED,
                CommonOptions.images(
                    IMAGES,
                    "Images to learn from: an IDX file (MNIST and relatives, with its labels beside"
                        + " it), CIFAR-10's binary files, a folder of PNG and JPEG files (folders"
                        + " in it are classes), a CSV file of grey pixels with the class last, or"
                        + " sprites:N, which are drawn."))
            .add(
                Section.COMMON,
                CommonOptions.value(
                    SIZE,
                    "N",
                    "Size that images of a folder are scaled to, a multiple of "
                        + MULTIPLE
                        + "; default "
                        + DEFAULT_SIZE
                        + "."),
                CommonOptions.flag(GREY, "A folder's images are grey."),
                CommonOptions.flag(MIRROR, "Left and right may be exchanged; not for digits."),
                CommonOptions.value(
                    PRESET, "NAME", "Networks: small (default), cifar10, imagenet32 or celeba64."),
                WIDTH.option(""))
            .add(
                Section.EXPERT,
                withDefaults(Stream.concat(Stream.of(LEARNING_RATE), OF_ENGINE.stream())))
            .add(
                Section.EXPERT,
                ExecutionOptions.BFLOAT16.option(""),
                ExecutionOptions.XLA.option(""),
                GPUS.option("")),
        Integer.toString(ImageDefaults.ITERATIONS),
        Integer.toString(
            CdrlConfig.images(ImageArchitecture.small(DEFAULT_SIZE, 3))
                .build()
                .optimisation()
                .batchSize()));
  }

  /** Options of settings whose defaults may depend on the networks. */
  private static List<Option> withDefaults(Stream<SettingOption<?>> options) {
    Map<String, String> ofSmall = defaults(ImageArchitecture.small(DEFAULT_SIZE, 3));
    Map<String, String> ofPapers = defaults(ImageArchitecture.cifar10());
    return options
        .map(
            option -> {
              String small = ofSmall.get(option.setting().name());
              String paper = ofPapers.get(option.setting().name());
              String both = small + " for small networks, " + paper + " for the papers'";
              return option.option("", small.equals(paper) ? small : both);
            })
        .toList();
  }

  private static Map<String, String> defaults(ImageArchitecture architecture) {
    return ImageDefaults.of(architecture, Method.CDRL).build().allTexts();
  }

  @Override
  Class<? extends ResumableTrainer<?, ?>> trainerType() {
    return CDRLImageTrainer.class;
  }

  @Override
  List<String> ofData() {
    return List.of(IMAGES, SIZE, GREY);
  }

  @Override
  List<String> ofTrainer() {
    return Stream.concat(
            Stream.of(PRESET, MIRROR, WIDTH.name(), LEARNING_RATE.name()),
            OF_ENGINE.stream().map(SettingOption::name))
        .toList();
  }

  @Override
  List<SettingOption<?>> ofExecution() {
    return List.of(ExecutionOptions.THREADS, ExecutionOptions.BFLOAT16, ExecutionOptions.XLA, GPUS);
  }

  @Override
  ImageOptions data(Arguments arguments) throws UsageException {
    int size = arguments.integer(SIZE, DEFAULT_SIZE, MULTIPLE);
    if (size % MULTIPLE != 0) {
      // Whoever reads the folder for the model later scales to its size, without a margin.
      int next = (size / MULTIPLE + 1) * MULTIPLE;
      throw arguments.wrong(SIZE, "a multiple of " + MULTIPLE + ", such as " + next);
    }
    return new ImageOptions(arguments.required(IMAGES), size, arguments.has(GREY) ? 1 : 3);
  }

  @Override
  ImageTraining begun(Arguments arguments) throws UsageException {
    ImageNetworks networks = networks(arguments);
    ImageOptions data = data(arguments);
    if (!networks.fitAnySize()) {
      ImageArchitecture fixed = networks.of(0, 0, 0, 0);
      data = new ImageOptions(data.images(), fixed.size(), fixed.channels());
    }
    GivenSettings<TrainerBuilder<?, ?>> ofAnyTrainer = TrainingOptions.read(arguments);
    for (SettingOption<?> option : OF_ENGINE) {
      option.addTo(ofAnyTrainer, arguments);
    }
    return new ImageTraining(
        data,
        new GivenSettings<CDRLImageTrainerBuilder>()
            .set(ofAnyTrainer)
            .set(networks, CDRLImageTrainerBuilder::networks)
            .set(arguments.has(MIRROR), CDRLImageTrainerBuilder::mirror)
            .set(WIDTH.value(arguments), CDRLImageTrainerBuilder::networkWidth)
            .set(LEARNING_RATE.value(arguments), CDRLImageTrainerBuilder::learningRate)
            .set(ExecutionOptions.BFLOAT16.value(arguments), CDRLImageTrainerBuilder::bfloat16)
            .set(ExecutionOptions.XLA.value(arguments), CDRLImageTrainerBuilder::xla)
            .set(GPUS.value(arguments), CDRLImageTrainerBuilder::gpus),
        TrainingOptions.checkpoints(arguments));
  }

  private static ImageNetworks networks(Arguments arguments) throws UsageException {
    if (!arguments.has(PRESET)) {
      return ImageNetworks.SMALL;
    }
    String preset = arguments.text(PRESET);
    for (ImageNetworks networks : ImageNetworks.values()) {
      if (networks.name().equalsIgnoreCase(preset)) {
        if (!networks.fitAnySize()) {
          arguments.refuse(
              OF_SMALL,
              "with --" + PRESET + " " + preset.toLowerCase(Locale.ROOT) + ", which has its own");
        }
        return networks;
      }
    }
    throw arguments.wrong(PRESET, "small, cifar10, imagenet32 or celeba64");
  }
}
