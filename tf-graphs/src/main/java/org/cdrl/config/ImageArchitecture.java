package org.cdrl.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The convolutional networks of square pictures; immutable. See {@link CdrlConfig#images}.
 *
 * @param size height and width of the pictures; must halve evenly between the resolutions of both
 *     networks (pad 28 to 32)
 * @param channels 1 for grey, 3 for colour
 * @param energyWidth c, channels of the energy network at full resolution, even. Cost grows with
 *     its square; too narrow, pictures stay coarse
 * @param energyMultipliers channels of every resolution as a multiple of c; each next resolution is
 *     half as large. Add one for pictures twice as large, or the energy does not see them as a
 *     whole. Twice the channels at half the size cost as much as the resolution before; the paper's
 *     1, 2, 2, .. spends less on the coarse ones
 * @param energyBlocks residual blocks per resolution; cost in proportion. One is enough for simple
 *     pictures, the paper has 8
 * @param initializerWidth channels of the initializer at full resolution, a multiple of 32. Cost
 *     grows with its square, but it runs once per level where the energy's gradient runs K times:
 *     in the small networks it takes a fifth of the time of sampling. Raise it with the energy's
 * @param initializerMultipliers channels of every resolution as a multiple of that, each half as
 *     large as the one before; 1 throughout in the paper. Add one for pictures twice as large, as
 *     the energy
 * @param initializerBlocks residual blocks per resolution on the way down, one more on the way up;
 *     cost in proportion. 2 for a few minutes of training, 3 else; the paper has 2 or 3
 * @param attention sizes at which the initializer's pixels attend to each other, among those of its
 *     resolutions; cost grows with their fourth power. In its middle they always do
 * @param dropout share of the initializer's features hidden in training; raise it from .1 to .3 for
 *     few pictures
 * @param boundedConditions whether the energy's condition layer is spectrally normalised, as in the
 *     paper. Set it to false if pictures hardly follow their conditions; nothing then keeps that
 *     layer from growing, so that training may diverge sooner
 */
public record ImageArchitecture(
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

  /**
   * Checks every number.
   *
   * @throws IllegalArgumentException naming the number, its value and what it may be
   */
  public ImageArchitecture {
    energyMultipliers = List.copyOf(energyMultipliers);
    initializerMultipliers = List.copyOf(initializerMultipliers);
    attention = List.copyOf(attention);
    requireMultipliers("energyMultipliers", energyMultipliers);
    requireMultipliers("initializerMultipliers", initializerMultipliers);
    int halvings = Math.max(energyMultipliers.size(), initializerMultipliers.size()) - 1;
    require(
        size >= 2 && size <= 1024 && size % (1 << halvings) == 0,
        "size",
        size,
        "from 2 to 1024 and divisible by "
            + (1 << halvings)
            + ", so that it can be halved "
            + halvings
            + " times; pad or resize the pictures");
    require(channels == 1 || channels == 3, "channels", channels, "1 or 3");
    require(
        energyWidth >= 4 && energyWidth <= 2048 && energyWidth % 2 == 0,
        "energyWidth",
        energyWidth,
        "even, from 4 to 2048");
    require(energyBlocks >= 1 && energyBlocks <= 64, "energyBlocks", energyBlocks, "from 1 to 64");
    require(
        initializerWidth >= 32 && initializerWidth <= 2048 && initializerWidth % 32 == 0,
        "initializerWidth",
        initializerWidth,
        "a multiple of 32 up to 2048");
    require(
        initializerBlocks >= 1 && initializerBlocks <= 64,
        "initializerBlocks",
        initializerBlocks,
        "from 1 to 64");
    List<Integer> sizes = sizes(size, initializerMultipliers.size());
    for (int at : attention) {
      require(sizes.contains(at), "attention", at, "among the sizes of the initializer, " + sizes);
    }
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "at least 0 and below 1");
  }

  private static void requireMultipliers(String setting, List<Integer> multipliers) {
    require(
        !multipliers.isEmpty()
            && multipliers.size() <= 8
            && multipliers.stream().allMatch(m -> m >= 1 && m <= 16),
        setting,
        multipliers,
        "1 to 8 numbers, each from 1 to 16");
  }

  private static void require(boolean good, String setting, Object value, String allowed) {
    if (!good) {
      throw new SettingException(setting, value, allowed);
    }
  }

  /**
   * Heights and widths of a network's resolutions, from the pictures' on.
   *
   * @param size of the pictures
   * @param resolutions how many there are
   */
  public static List<Integer> sizes(int size, int resolutions) {
    return IntStream.range(0, resolutions).mapToObj(r -> size >> r).toList();
  }

  /**
   * Small networks for small machines: energy of 64 channels and one block per resolution. Pictures
   * below 16 have fewer resolutions. Pixels attend to each other at 16 and 8, below 16 at 4, as far
   * as the initializer comes by these sizes.
   */
  public static ImageArchitecture small(int size, int channels) {
    List<Integer> energy = size >= 16 ? List.of(1, 2, 2, 2) : List.of(1, 2, 2);
    List<Integer> initializer = size >= 16 ? List.of(1, 1, 1) : List.of(1, 1);
    List<Integer> attention = new ArrayList<>(size >= 16 ? List.of(16, 8) : List.of(4));
    attention.retainAll(sizes(size, initializer.size()));
    return new ImageArchitecture(
        size, channels, 64, energy, 1, 64, initializer, 3, attention, .1, true);
  }

  /**
   * The small networks at another width, for pictures of any size, which get a black margin up to
   * the next multiple of 8.
   *
   * @param width channels of the energy at full resolution, even, at least 4; 64 as {@link
   *     #small(int, int)}, 32 for a few minutes of training. The initializer has the multiple of 32
   *     that is no larger, but at least 32
   */
  public static ImageArchitecture smallFor(
      int pictureHeight, int pictureWidth, int channels, int width) {
    int side = (Math.max(pictureHeight, pictureWidth) + 7) / 8 * 8;
    ImageArchitecture small = small(side, channels);
    return new ImageArchitecture(
        side,
        channels,
        width,
        small.energyMultipliers,
        small.energyBlocks,
        Math.max(32, width / 32 * 32),
        small.initializerMultipliers,
        width < 64 ? 2 : small.initializerBlocks,
        small.attention,
        small.dropout,
        small.boundedConditions);
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

  /** The number of values of a picture. */
  public int values() {
    return size * size * channels;
  }

  /** Names of a picture's values, {@code pixel.row.column} with {@code .r .g .b} where coloured. */
  public List<String> columns() {
    String[] names = new String[values()];
    String[] suffixes = channels == 1 ? new String[] {""} : new String[] {".r", ".g", ".b"};
    for (int n = 0; n < names.length; n++) {
      int pixel = n / channels;
      names[n] = "pixel." + pixel / size + "." + pixel % size + suffixes[n % channels];
    }
    return List.of(names);
  }
}
