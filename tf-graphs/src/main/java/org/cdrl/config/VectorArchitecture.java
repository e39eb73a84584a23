package org.cdrl.config;

import java.util.List;
import java.util.Map;

/** The networks of vectors, which rows of tables are encoded as; immutable. */
public final class VectorArchitecture extends Architecture {
  /** c, width of the energy network's first block. */
  public static final Setting<Integer> ENERGY_WIDTH =
      Setting.whole(
          "energyWidth",
          96,
          v -> v >= 4 && v <= 8192 && v % 2 == 0,
          "even, from 4 to 8192",
          "Width of the energy network's first block. Cost grows with its square. Raise it for many"
              + " columns or rich detail, with enough rows to fill it; too wide for few rows learns"
              + " them by heart.");

  /** Width of the level embeddings. */
  public static final Setting<Integer> LEVEL_WIDTH =
      Setting.whole(
          "levelWidth",
          0,
          v -> v == 0 || v >= 4 && v <= 8192 && v % 2 == 0,
          "0, or even, from 4 to 8192",
          "Width of what both networks make of the noise level and of conditions; 0 for that of the"
              + " authors' programs, four times energyWidth in the energy network and"
              + " initializerWidth in the initializer. Narrow, it saves most of the parameters of"
              + " small networks, and some of their training time. Raise it for conditions with"
              + " hundreds of labels, which too few numbers do not keep apart.");

  /** Widths of the energy network's blocks over c. */
  public static final Setting<List<Integer>> ENERGY_MULTIPLIERS =
      Setting.wholes(
          "energyMultipliers",
          List.of(1, 1, 1),
          v -> !v.isEmpty() && v.size() <= 64 && v.stream().allMatch(m -> m >= 1 && m <= 16),
          "1 to 64 numbers, each from 1 to 16",
          "Width of every block of the energy network as a multiple of energyWidth. More blocks"
              + " resolve finer structure at a cost in proportion.");

  /** Width of the initializer's blocks. */
  public static final Setting<Integer> INITIALIZER_WIDTH =
      Setting.whole(
          "initializerWidth",
          128,
          v -> v >= 4 && v <= 8192 && v % 2 == 0,
          "even, from 4 to 8192",
          "Width of the initializer's blocks; with groupNorm a multiple of 32. The initializer runs"
              + " once per level, so its cost hardly counts. Raise it with energyWidth.");

  /** Residual blocks of the initializer. */
  public static final Setting<Integer> INITIALIZER_BLOCKS =
      Setting.whole(
          "initializerBlocks",
          2,
          v -> v >= 1 && v <= 64,
          "from 1 to 64",
          "Residual blocks of the initializer. Raise it if the initializer's loss stays high.");

  /** Group normalisation in the initializer. */
  public static final Setting<Boolean> GROUP_NORM =
      Setting.flag(
          "groupNorm",
          false,
          "Group normalisation in the initializer, as in the authors' 2-D program. On narrow"
              + " networks it makes the proposals almost discontinuous; set it to compare.");

  /** Learned Fourier features. */
  public static final Setting<Integer> FREQUENCIES =
      Setting.whole(
          "frequencies",
          32,
          v -> v >= 0 && v <= 4096,
          "from 0 to 4096",
          "Learned Fourier features at the input of both networks; 0 for none. They let the"
              + " networks follow sharp edges in few columns; with many columns they add cost for"
              + " little.");

  /** Standard deviation at which frequencies start. */
  public static final Setting<Double> FREQUENCY_SCALE =
      Setting.number(
          "frequencyScale",
          4,
          v -> v > 0,
          "positive and finite",
          "Standard deviation at which the frequencies start, times the number of columns. The"
              + " energy's curvature grows with their squared length, and past a limit the Langevin"
              + " step is too long for it: twice the default diverges. Larger ones see finer"
              + " detail.");

  static final List<Setting<?>> SETTINGS =
      List.of(
          ENERGY_WIDTH,
          LEVEL_WIDTH,
          ENERGY_MULTIPLIERS,
          INITIALIZER_WIDTH,
          INITIALIZER_BLOCKS,
          GROUP_NORM,
          FREQUENCIES,
          FREQUENCY_SCALE);

  VectorArchitecture(Map<Setting<?>, Object> given) {
    super(SETTINGS, given);
    if (groupNorm() && initializerWidth() % 32 != 0) {
      throw new SettingException(
          INITIALIZER_WIDTH.name(), initializerWidth(), "a multiple of 32 with groupNorm");
    }
  }

  /** {@link #ENERGY_WIDTH}. */
  public int energyWidth() {
    return get(ENERGY_WIDTH);
  }

  /** {@link #LEVEL_WIDTH}. */
  public int levelWidth() {
    return get(LEVEL_WIDTH);
  }

  /** {@link #ENERGY_MULTIPLIERS}. */
  public List<Integer> energyMultipliers() {
    return get(ENERGY_MULTIPLIERS);
  }

  /** {@link #INITIALIZER_WIDTH}. */
  public int initializerWidth() {
    return get(INITIALIZER_WIDTH);
  }

  /** {@link #INITIALIZER_BLOCKS}. */
  public int initializerBlocks() {
    return get(INITIALIZER_BLOCKS);
  }

  /** {@link #GROUP_NORM}. */
  public boolean groupNorm() {
    return get(GROUP_NORM);
  }

  /** {@link #FREQUENCIES}. */
  public int frequencies() {
    return get(FREQUENCIES);
  }

  /** {@link #FREQUENCY_SCALE}. */
  public double frequencyScale() {
    return get(FREQUENCY_SCALE);
  }

  /**
   * What builders have for settings of vectors' networks.
   *
   * @param <B> the builder
   */
  public interface Setters<B> extends SettingChanger<B> {
    /** {@link #ENERGY_WIDTH}. */
    default B energyWidth(int value) {
      return set(ENERGY_WIDTH, value);
    }

    /** {@link #LEVEL_WIDTH}. */
    default B levelWidth(int value) {
      return set(LEVEL_WIDTH, value);
    }

    /** {@link #ENERGY_MULTIPLIERS}. */
    default B energyMultipliers(List<Integer> value) {
      return set(ENERGY_MULTIPLIERS, value);
    }

    /** {@link #INITIALIZER_WIDTH}. */
    default B initializerWidth(int value) {
      return set(INITIALIZER_WIDTH, value);
    }

    /** {@link #INITIALIZER_BLOCKS}. */
    default B initializerBlocks(int value) {
      return set(INITIALIZER_BLOCKS, value);
    }

    /** {@link #GROUP_NORM}. */
    default B groupNorm(boolean value) {
      return set(GROUP_NORM, value);
    }

    /** {@link #FREQUENCIES}. */
    default B frequencies(int value) {
      return set(FREQUENCIES, value);
    }

    /** {@link #FREQUENCY_SCALE}. */
    default B frequencyScale(double value) {
      return set(FREQUENCY_SCALE, value);
    }
  }
}
