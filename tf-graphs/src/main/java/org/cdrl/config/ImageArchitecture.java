package org.cdrl.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The convolutional networks of square images; immutable. See {@link CdrlConfig#images}. */
public final class ImageArchitecture extends Architecture {
  /** Height and width. */
  public static final Setting<Integer> SIZE =
      Setting.whole(
          "size",
          32,
          v -> v >= 2 && v <= 1024,
          "from 2 to 1024",
          "Height and width of the images. It must halve evenly between the resolutions of both"
              + " networks: pad 28 to 32.");

  /** Values per pixel. */
  public static final Setting<Integer> CHANNELS =
      Setting.whole(
          "channels", 3, v -> v == 1 || v == 3, "1 or 3", "1 for grey images, 3 for colour.");

  /** c, channels of the energy at full resolution. */
  public static final Setting<Integer> ENERGY_WIDTH =
      Setting.whole(
          "energyWidth",
          64,
          v -> v >= 4 && v <= 2048 && v % 2 == 0,
          "even, from 4 to 2048",
          "Channels of the energy network at full resolution. Cost grows with its square; too"
              + " narrow, images stay coarse. 32 for a few minutes of training.");

  /** Channels of the energy's resolutions over c. */
  public static final Setting<List<Integer>> ENERGY_MULTIPLIERS =
      multipliers(
          "energyMultipliers",
          List.of(1, 2, 2, 2),
          "Channels of every resolution as a multiple of energyWidth; each next resolution is half"
              + " as large. Add one for images twice as large, or the energy does not see them as"
              + " a whole. Twice the channels at half the size cost as much as the resolution"
              + " before; the paper's 1, 2, 2, .. spends less on the coarse ones.");

  /** Residual blocks of the energy per resolution. */
  public static final Setting<Integer> ENERGY_BLOCKS =
      Setting.whole(
          "energyBlocks",
          1,
          v -> v >= 1 && v <= 64,
          "from 1 to 64",
          "Residual blocks of the energy per resolution; cost in proportion. One is enough for"
              + " simple images, the paper has 8.");

  /** Channels of the initializer at full resolution. */
  public static final Setting<Integer> INITIALIZER_WIDTH =
      Setting.whole(
          "initializerWidth",
          64,
          v -> v >= 32 && v <= 2048 && v % 32 == 0,
          "a multiple of 32 up to 2048",
          "Channels of the initializer at full resolution. Cost grows with its square, but it runs"
              + " once per level where the energy's gradient runs for every Langevin step. Raise it"
              + " with the energy's.");

  /** p, side of the squares of pixels that the initializer treats as one. */
  public static final Setting<Integer> INITIALIZER_PATCH =
      Setting.whole(
          "initializerPatch",
          1,
          v -> v >= 1 && v <= 16,
          "from 1 to 16",
          "Side of the squares of pixels that enter and leave the initializer as the channels of one"
              + " pixel, so that it has that much smaller images; cost falls with its square. Above 1"
              + " two convolutions follow that see single pixels. 1 in the paper, 2 for small"
              + " machines; larger ones lose fine detail.");

  /** Channels of the initializer's resolutions over its width. */
  public static final Setting<List<Integer>> INITIALIZER_MULTIPLIERS =
      multipliers(
          "initializerMultipliers",
          List.of(1, 1, 1),
          "Channels of every resolution as a multiple of initializerWidth, each half as large as the"
              + " one before; 1 throughout in the paper. Add one for images twice as large.");

  /** Residual blocks of the initializer per resolution. */
  public static final Setting<Integer> INITIALIZER_BLOCKS =
      Setting.whole(
          "initializerBlocks",
          3,
          v -> v >= 1 && v <= 64,
          "from 1 to 64",
          "Residual blocks of the initializer per resolution on the way down, one more on the way"
              + " up; cost in proportion. 1 for a few minutes of training, 3 else; the paper has 2"
              + " or 3.");

  /** Sizes at which pixels attend to each other. */
  public static final Setting<List<Integer>> ATTENTION =
      Setting.wholes(
          "attention",
          List.of(16, 8),
          v -> true,
          "among the sizes of the initializer",
          "Sizes at which the initializer's pixels attend to each other, among those of its"
              + " resolutions; cost grows with their fourth power. In its middle they always do.");

  /** Share of the initializer's features that are hidden. */
  public static final Setting<Double> DROPOUT =
      Setting.number(
          "dropout",
          .1,
          v -> v >= 0 && v < 1,
          "at least 0 and below 1",
          "Share of the initializer's features hidden in training; raise it to .3 for few"
              + " images.");

  /** Whether the energy's condition layer is spectrally normalised. */
  public static final Setting<Boolean> BOUNDED_CONDITIONS =
      Setting.flag(
          "boundedConditions",
          true,
          "Whether the energy's condition layer is spectrally normalised, as in the paper. Set it to"
              + " false if images hardly follow their conditions; nothing then keeps that layer"
              + " from growing, so that training may diverge sooner.");

  static final List<Setting<?>> SETTINGS =
      List.of(
          SIZE,
          CHANNELS,
          ENERGY_WIDTH,
          ENERGY_MULTIPLIERS,
          ENERGY_BLOCKS,
          INITIALIZER_WIDTH,
          INITIALIZER_PATCH,
          INITIALIZER_MULTIPLIERS,
          INITIALIZER_BLOCKS,
          ATTENTION,
          DROPOUT,
          BOUNDED_CONDITIONS);

  private static Setting<List<Integer>> multipliers(
      String name, List<Integer> otherwise, String description) {
    return Setting.wholes(
        name,
        otherwise,
        v -> !v.isEmpty() && v.size() <= 8 && v.stream().allMatch(m -> m >= 1 && m <= 16),
        "1 to 8 numbers, each from 1 to 16",
        description);
  }

  /** Checks how sizes fit together, too. */
  ImageArchitecture(Map<Setting<?>, Object> given) {
    super(SETTINGS, given);
    requireHalves(1, energyMultipliers().size() - 1);
    requireHalves(initializerPatch(), initializerMultipliers().size() - 1);
    List<Integer> sizes = sizes(size() / initializerPatch(), initializerMultipliers().size());
    for (int at : attention()) {
      if (!sizes.contains(at)) {
        throw new SettingException(ATTENTION.name(), at, ATTENTION.allowed() + ", " + sizes);
      }
    }
  }

  private void requireHalves(int patch, int halvings) {
    int divisor = patch << halvings;
    if (size() % divisor != 0) {
      throw new SettingException(
          SIZE.name(),
          size(),
          "divisible by "
              + divisor
              + ", so that it can be "
              + (patch > 1 ? "cut into squares of " + patch + " and " : "")
              + "halved "
              + halvings
              + " times; pad or resize the images");
    }
  }

  /**
   * Checks every number; the settings of these names tell what they are.
   *
   * @throws SettingException naming the number, its value and what it may be
   */
  public ImageArchitecture(
      int size,
      int channels,
      int energyWidth,
      List<Integer> energyMultipliers,
      int energyBlocks,
      int initializerWidth,
      List<Integer> initializerMultipliers,
      int initializerBlocks,
      List<Integer> attention,
      double dropout,
      boolean boundedConditions) {
    this(
        Map.ofEntries(
            Map.entry(SIZE, size),
            Map.entry(CHANNELS, channels),
            Map.entry(ENERGY_WIDTH, energyWidth),
            Map.entry(ENERGY_MULTIPLIERS, List.copyOf(energyMultipliers)),
            Map.entry(ENERGY_BLOCKS, energyBlocks),
            Map.entry(INITIALIZER_WIDTH, initializerWidth),
            Map.entry(INITIALIZER_MULTIPLIERS, List.copyOf(initializerMultipliers)),
            Map.entry(INITIALIZER_BLOCKS, initializerBlocks),
            Map.entry(ATTENTION, List.copyOf(attention)),
            Map.entry(DROPOUT, dropout),
            Map.entry(BOUNDED_CONDITIONS, boundedConditions)));
  }

  /** The architecture with another value of a setting. */
  public <T> ImageArchitecture with(Setting<T> setting, T value) {
    Map<Setting<?>, Object> changed = new HashMap<>(bySetting());
    changed.put(setting, value);
    return new ImageArchitecture(changed);
  }

  /** {@link #SIZE}. */
  public int size() {
    return get(SIZE);
  }

  /** {@link #CHANNELS}. */
  public int channels() {
    return get(CHANNELS);
  }

  /** {@link #ENERGY_WIDTH}. */
  public int energyWidth() {
    return get(ENERGY_WIDTH);
  }

  /** {@link #ENERGY_MULTIPLIERS}. */
  public List<Integer> energyMultipliers() {
    return get(ENERGY_MULTIPLIERS);
  }

  /** {@link #ENERGY_BLOCKS}. */
  public int energyBlocks() {
    return get(ENERGY_BLOCKS);
  }

  /** {@link #INITIALIZER_WIDTH}. */
  public int initializerWidth() {
    return get(INITIALIZER_WIDTH);
  }

  /** {@link #INITIALIZER_PATCH}. */
  public int initializerPatch() {
    return get(INITIALIZER_PATCH);
  }

  /** {@link #INITIALIZER_MULTIPLIERS}. */
  public List<Integer> initializerMultipliers() {
    return get(INITIALIZER_MULTIPLIERS);
  }

  /** {@link #INITIALIZER_BLOCKS}. */
  public int initializerBlocks() {
    return get(INITIALIZER_BLOCKS);
  }

  /** {@link #ATTENTION}. */
  public List<Integer> attention() {
    return get(ATTENTION);
  }

  /** {@link #DROPOUT}. */
  public double dropout() {
    return get(DROPOUT);
  }

  /** {@link #BOUNDED_CONDITIONS}. */
  public boolean boundedConditions() {
    return get(BOUNDED_CONDITIONS);
  }

  /**
   * Heights and widths of a network's resolutions, from the images' on.
   *
   * @param size of the images
   * @param resolutions how many there are
   */
  public static List<Integer> sizes(int size, int resolutions) {
    return IntStream.range(0, resolutions).mapToObj(r -> size >> r).toList();
  }

  /**
   * Small networks for small machines: energy of 64 channels and one block per resolution. From 16
   * on the initializer sees squares of 2 x 2 pixels as one, which attend to each other at 8 x 8, if
   * it comes by that size. Below, networks have fewer resolutions, and pixels attend at 4 x 4.
   */
  public static ImageArchitecture small(int size, int channels) {
    boolean large = size >= 16;
    List<Integer> energy = large ? List.of(1, 2, 2, 2) : List.of(1, 2, 2);
    List<Integer> initializer = large ? List.of(1, 1, 1) : List.of(1, 1);
    int patch = large ? 2 : 1;
    int attends = large ? 8 : 4;
    boolean attention = sizes(size / patch, initializer.size()).contains(attends);
    return new ImageArchitecture(
            size, channels, 64, energy, 1, 64, initializer, 3, List.of(), .1, true)
        .with(INITIALIZER_PATCH, patch)
        .with(ATTENTION, attention ? List.of(attends) : List.of());
  }

  /**
   * The small networks at another width, for images of any size, which get a black margin up to the
   * next multiple of 8.
   *
   * @param width channels of the energy at full resolution, even, at least 4; 64 as {@link
   *     #small(int, int)}, 32 for a few minutes of training. The initializer has the multiple of 32
   *     that is no larger, but at least 32
   */
  public static ImageArchitecture smallFor(
      int imageHeight, int imageWidth, int channels, int width) {
    int side = (Math.max(imageHeight, imageWidth) + 7) / 8 * 8;
    ImageArchitecture small =
        small(side, channels)
            .with(ENERGY_WIDTH, width)
            .with(INITIALIZER_WIDTH, Math.max(32, width / 32 * 32));
    return width < 64 ? small.with(INITIALIZER_BLOCKS, 1) : small;
  }

  /** The CDRL paper's networks for CIFAR-10: 32 x 32, colour. */
  public static ImageArchitecture cifar10() {
    return new ImageArchitecture(
        32, 3, 128, List.of(1, 2, 2, 2), 8, 64, List.of(1, 1, 1), 3, List.of(16, 8), .1, true);
  }

  /** The CDRL paper's networks for ImageNet at 32 x 32, colour. */
  public static ImageArchitecture imagenet32() {
    return new ImageArchitecture(
        32, 3, 128, List.of(1, 2, 2, 2), 8, 64, List.of(1, 1, 1), 2, List.of(16, 8), .1, true);
  }

  /** Those of CIFAR-10 with one resolution more, for 64 x 64, colour. */
  public static ImageArchitecture celeba64() {
    return new ImageArchitecture(
        64,
        3,
        128,
        List.of(1, 2, 2, 2, 2),
        8,
        64,
        List.of(1, 1, 1, 1),
        3,
        List.of(16, 8),
        .1,
        true);
  }

  /** The number of values of an image. */
  public int values() {
    return size() * size() * channels();
  }

  /** Names of an image's values, {@code pixel.row.column} with {@code .r .g .b} where coloured. */
  public List<String> columns() {
    String[] names = new String[values()];
    String[] suffixes = channels() == 1 ? new String[] {""} : new String[] {".r", ".g", ".b"};
    for (int n = 0; n < names.length; n++) {
      int pixel = n / channels();
      names[n] = "pixel." + pixel / size() + "." + pixel % size() + suffixes[n % channels()];
    }
    return List.of(names);
  }
}
