package org.cdrl.config;

import java.util.List;
import java.util.function.Predicate;
import org.cdrl.schedule.NoiseSchedule;

/**
 * Everything that decides what a training run learns; immutable. How a machine executes it is told
 * by {@link Execution}. The meaning of every setting is told where it is set, in {@link Builder}.
 *
 * <p>The defaults were chosen by measuring; see docs/benchmarks/engine.md.
 */
public record CdrlConfig(
    Method method,
    ImageArchitecture image,
    int levels,
    int langevinSteps,
    StepSize stepSize,
    double spread,
    int energyWidth,
    List<Integer> energyMultipliers,
    int initializerWidth,
    int initializerBlocks,
    boolean groupNorm,
    boolean predictData,
    int frequencies,
    double frequencyScale,
    int teachingIterations,
    double regressionWeight,
    double noisyStarts,
    double gapLimit,
    int iterations,
    int batchSize,
    double energyLearningRate,
    double initializerLearningRate,
    int warmUp,
    double coolDown,
    double clip,
    double averageDecay,
    double weightDecay,
    double conditionDropout,
    long seed) {

  /**
   * Checks every setting.
   *
   * @throws IllegalArgumentException naming the setting, its value and what it may be
   */
  public CdrlConfig {
    energyMultipliers = List.copyOf(energyMultipliers);
    require(levels >= 1 && levels <= 100, "levels", levels, "from 1 to 100; the papers use 6");
    require(
        langevinSteps >= 1, "langevinSteps", langevinSteps, "at least 1; the papers use 15 or 30");
    requirePositive("spread", spread);
    require(
        energyWidth >= 4 && energyWidth <= 8192 && energyWidth % 2 == 0,
        "energyWidth",
        energyWidth,
        "even, from 4 to 8192");
    require(
        !energyMultipliers.isEmpty()
            && energyMultipliers.size() <= 64
            && energyMultipliers.stream().allMatch(m -> m >= 1 && m <= 16),
        "energyMultipliers",
        energyMultipliers,
        "1 to 64 numbers, each from 1 to 16");
    require(
        initializerWidth >= 4
            && initializerWidth <= 8192
            && initializerWidth % (groupNorm ? 32 : 2) == 0,
        "initializerWidth",
        initializerWidth,
        "from 4 to 8192 and even, with groupNorm a multiple of 32");
    require(
        initializerBlocks >= 1 && initializerBlocks <= 64,
        "initializerBlocks",
        initializerBlocks,
        "from 1 to 64");
    require(frequencies >= 0 && frequencies <= 4096, "frequencies", frequencies, "from 0 to 4096");
    requirePositive("frequencyScale", frequencyScale);
    require(teachingIterations >= 0, "teachingIterations", teachingIterations, "at least 0");
    require(
        regressionWeight >= 0 && Double.isFinite(regressionWeight),
        "regressionWeight",
        regressionWeight,
        "at least 0");
    require(
        noisyStarts >= 0 && noisyStarts < 1, "noisyStarts", noisyStarts, "at least 0 and below 1");
    require(
        gapLimit >= 0 && Double.isFinite(gapLimit),
        "gapLimit",
        gapLimit,
        "positive, or 0 for no limit");
    require(iterations >= 1, "iterations", iterations, "at least 1");
    require(batchSize >= 1, "batchSize", batchSize, "at least 1");
    requirePositive("energyLearningRate", energyLearningRate);
    requirePositive("initializerLearningRate", initializerLearningRate);
    require(warmUp >= 0, "warmUp", warmUp, "at least 0");
    require(coolDown >= 0 && coolDown <= 1, "coolDown", coolDown, "from 0 to 1");
    requirePositive("clip", clip);
    require(
        averageDecay >= 0 && averageDecay < 1,
        "averageDecay",
        averageDecay,
        "at least 0 and below 1");
    require(
        weightDecay >= 0 && weightDecay < 1, "weightDecay", weightDecay, "at least 0 and below 1");
    require(
        conditionDropout >= 0 && conditionDropout < 1,
        "conditionDropout",
        conditionDropout,
        "at least 0 and below 1");
  }

  private static void requirePositive(String setting, double value) {
    require(value > 0 && Double.isFinite(value), setting, value, "positive and finite");
  }

  private static void require(boolean good, String setting, Object value, String allowed) {
    if (!good) {
      throw new SettingException(setting, value, allowed);
    }
  }

  /** The noise schedule of these settings. */
  public NoiseSchedule schedule() {
    return method == Method.CDRL ? NoiseSchedule.cdrl(levels) : NoiseSchedule.drl(levels);
  }

  /** Variance of every column as the networks see it. */
  public double dataVariance() {
    return spread * spread;
  }

  /**
   * Iterations in which the initializer learns alone, before the others: {@code
   * teachingIterations}, but at most half as many as {@code iterations}, so that the energy learns
   * in short runs too; 0 for DRL.
   */
  public int teaching() {
    return method == Method.CDRL ? Math.min(teachingIterations, iterations / 2) : 0;
  }

  /** Iterations of all phases: {@link #teaching} and the others. */
  public long plannedIterations() {
    return (long) teaching() + iterations;
  }

  /**
   * The most iterations with which these settings are good.
   *
   * @param most that are tried
   * @param good true up to some number of iterations, and false beyond
   * @return from 1, even if that is not good, to {@code most}
   */
  public int longest(int most, Predicate<CdrlConfig> good) {
    int fit = 1;
    int beyond = most + 1;
    while (beyond - fit > 1) {
      int middle = fit + (beyond - fit) / 2;
      if (good.test(toBuilder().iterations(middle).build())) {
        fit = middle;
      } else {
        beyond = middle;
      }
    }
    return fit;
  }

  /** The defaults: CDRL on vectors. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The defaults of pictures with values in [-1, 1], which are those of vectors but for:
   *
   * <ul>
   *   <li>{@code stepSize} {@link StepSize#CDRL_IMAGE}: coefficient 4e-4, noise exponent 1
   *   <li>{@code spread} .5
   *   <li>{@code predictData} true
   *   <li>{@code batchSize} 32
   *   <li>{@code energyLearningRate} 1e-4 and {@code initializerLearningRate} 3e-4
   * </ul>
   *
   * <p>Settings of vectors' networks do not count: widths, multipliers, blocks, {@code groupNorm}
   * and frequencies. The architecture has its own.
   */
  public static Builder images(ImageArchitecture architecture) {
    return builder()
        .image(architecture)
        .stepSize(StepSize.CDRL_IMAGE)
        .spread(.5)
        .predictData(true)
        .batchSize(32)
        .energyLearningRate(1e-4)
        .initializerLearningRate(3e-4);
  }

  /**
   * The defaults of pictures for one method; DRL has 30 Langevin steps, of half the variance
   * ({@link StepSize#DRL}), and no initializer.
   */
  public static Builder images(ImageArchitecture architecture, Method method) {
    return method == Method.CDRL
        ? images(architecture)
        : images(architecture).method(method).langevinSteps(30).stepSize(StepSize.DRL);
  }

  /** The defaults of DRL on vectors: 30 Langevin steps, no initializer. */
  public static Builder drl() {
    return builder().method(Method.DRL).langevinSteps(30);
  }

  /**
   * The networks and constants of the authors' 2-D program (with gradients zeroed at every
   * iteration, which it forgets): for comparison, not for use.
   */
  public static Builder paper2d() {
    return builder()
        .stepSize(StepSize.CDRL_TOY)
        .energyWidth(128)
        .energyMultipliers(List.of(1, 2, 2, 2))
        .frequencies(0)
        .initializerWidth(64)
        .initializerBlocks(1)
        .groupNorm(true)
        .teachingIterations(0)
        .regressionWeight(0)
        .iterations(100_000)
        .batchSize(2500)
        .energyLearningRate(3e-6)
        .initializerLearningRate(1e-5)
        .warmUp(10_000)
        .coolDown(0)
        .averageDecay(.9999);
  }

  /** These settings, to change some. */
  public Builder toBuilder() {
    Builder b = new Builder();
    b.method = method;
    b.image = image;
    b.levels = levels;
    b.langevinSteps = langevinSteps;
    b.stepSize = stepSize;
    b.spread = spread;
    b.energyWidth = energyWidth;
    b.energyMultipliers = energyMultipliers;
    b.initializerWidth = initializerWidth;
    b.initializerBlocks = initializerBlocks;
    b.groupNorm = groupNorm;
    b.predictData = predictData;
    b.frequencies = frequencies;
    b.frequencyScale = frequencyScale;
    b.teachingIterations = teachingIterations;
    b.regressionWeight = regressionWeight;
    b.noisyStarts = noisyStarts;
    b.gapLimit = gapLimit;
    b.iterations = iterations;
    b.batchSize = batchSize;
    b.energyLearningRate = energyLearningRate;
    b.initializerLearningRate = initializerLearningRate;
    b.warmUp = warmUp;
    b.coolDown = coolDown;
    b.clip = clip;
    b.averageDecay = averageDecay;
    b.weightDecay = weightDecay;
    b.conditionDropout = conditionDropout;
    b.seed = seed;
    return b;
  }

  /** Builds a configuration; every setting has a default. */
  public static final class Builder {
    private Method method = Method.CDRL;
    private ImageArchitecture image = null;
    private int levels = 6;
    private int langevinSteps = 15;
    private StepSize stepSize = new StepSize(.0026, .75);
    private double spread = 2;
    private int energyWidth = 96;
    private List<Integer> energyMultipliers = List.of(1, 1, 1);
    private int initializerWidth = 128;
    private int initializerBlocks = 2;
    private boolean groupNorm = false;
    private boolean predictData = false;
    private int frequencies = 32;
    private double frequencyScale = 4;
    private int teachingIterations = 500;
    private double regressionWeight = .2;
    private double noisyStarts = 0;
    private double gapLimit = 0;
    private int iterations = 4000;
    private int batchSize = 512;
    private double energyLearningRate = 1e-3;
    private double initializerLearningRate = 1e-3;
    private int warmUp = 100;
    private double coolDown = 1;
    private double clip = 1;
    private double averageDecay = .999;
    private double weightDecay = 0;
    private double conditionDropout = .1;
    private long seed = 1;

    private Builder() {}

    /**
     * CDRL trains an initializer beside the energy; DRL the energy alone. Default CDRL. DRL needs
     * about twice the Langevin steps for the same quality; its own defaults are set by {@link
     * CdrlConfig#drl()}.
     */
    public Builder method(Method method) {
      this.method = method;
      return this;
    }

    /** Convolutional networks for pictures; null, the default, for networks of vectors. */
    public Builder image(ImageArchitecture image) {
      this.image = image;
      return this;
    }

    /**
     * T, the number of noise levels; both papers use 6, the default. Fewer make every transition
     * harder; more make it easier, so that it needs fewer Langevin steps.
     */
    public Builder levels(int levels) {
      this.levels = levels;
      return this;
    }

    /**
     * K, Langevin steps per level in training; default 15 (CDRL paper). Training and sampling time
     * grow in proportion. With 6 levels, fewer than 5 make the chains stop short of the energy, and
     * the energy gap may run away; with more levels fewer steps do.
     */
    public Builder langevinSteps(int langevinSteps) {
      this.langevinSteps = langevinSteps;
      return this;
    }

    /**
     * s_i^2, see {@link StepSize}. Larger steps move further but blur the finest level; too large
     * ones diverge. Default coefficient .0026, noise exponent .75; for pictures 4e-4 and 1, as in
     * the CDRL paper.
     */
    public Builder stepSize(StepSize stepSize) {
      this.stepSize = stepSize;
      return this;
    }

    /**
     * Standard deviation of every column as the networks see it, in units of the noise. With 1 the
     * noisiest level is nearly pure noise but the finest level must resolve all detail; larger
     * values leave more to the coarse levels. Default 2. Pictures are not rescaled: there it tells
     * the initializer the standard deviation of their values; default .5.
     */
    public Builder spread(double spread) {
      this.spread = spread;
      return this;
    }

    /**
     * c, width of the energy network's first block and its level embedding; even. Cost grows with
     * its square. Raise it for many columns or rich detail, with enough rows to fill it. Default
     * 96.
     */
    public Builder energyWidth(int energyWidth) {
      this.energyWidth = energyWidth;
      return this;
    }

    /**
     * Width of every block of the energy network as a multiple of c. More blocks resolve finer
     * structure at a cost in proportion. Default 1, 1, 1.
     */
    public Builder energyMultipliers(List<Integer> energyMultipliers) {
      this.energyMultipliers = energyMultipliers;
      return this;
    }

    /**
     * Width of the initializer's blocks; even, and a multiple of 32 with group normalisation. The
     * initializer runs once per level, so its cost hardly counts. Default 128.
     */
    public Builder initializerWidth(int initializerWidth) {
      this.initializerWidth = initializerWidth;
      return this;
    }

    /** Residual blocks of the initializer; default 2. */
    public Builder initializerBlocks(int initializerBlocks) {
      this.initializerBlocks = initializerBlocks;
      return this;
    }

    /**
     * Group normalisation in the initializer, as in the authors' 2-D program. Default false: on
     * narrow networks it makes the proposals almost discontinuous.
     */
    public Builder groupNorm(boolean groupNorm) {
      this.groupNorm = groupNorm;
      return this;
    }

    /**
     * Whether the initializer predicts x_0, so that labels are drawn instead of averaged, or
     * y_{i-1}, as in the paper. Default false, and true for pictures; tables with labels need it,
     * or rare ones get lost.
     */
    public Builder predictData(boolean predictData) {
      this.predictData = predictData;
      return this;
    }

    /**
     * Learned Fourier features at the input of both networks; 0 for none. They let the networks
     * follow sharp edges in few columns; with many columns they add cost for little. Default 32.
     */
    public Builder frequencies(int frequencies) {
      this.frequencies = frequencies;
      return this;
    }

    /**
     * Standard deviation at which the frequencies start, times d. The energy's curvature grows with
     * their squared length, and past a limit the Langevin step is too long for it: twice the
     * default diverges. Larger ones see finer detail.
     */
    public Builder frequencyScale(double frequencyScale) {
      this.frequencyScale = frequencyScale;
      return this;
    }

    /**
     * Iterations in which the initializer alone learns the posterior mean by regression before
     * cooperative training, at most half as many as {@code iterations}; default 500. Those of
     * tables cost a few per cent of the others.
     */
    public Builder teachingIterations(int teachingIterations) {
      this.teachingIterations = teachingIterations;
      return this;
    }

    /**
     * Weight of the data's own posterior mean beside the chains' ends as the initializer's target.
     * With 0, as in the CDRL paper, proposals and chains drift off together in long runs; with 1 or
     * more edges come out softer. Default .2.
     */
    public Builder regressionWeight(double regressionWeight) {
      this.regressionWeight = regressionWeight;
      return this;
    }

    /**
     * Share of the chains next to data (i = 1) that start in training somewhere between the
     * initializer's proposal and x_1, where DRL's chains start, instead of at the proposal.
     * Proposals are close to data, so that without such chains the energy next to data never learns
     * what is far from them: noise seems likely, and long chains leave the data. At least 0 and
     * below 1; default 0, which is the paper's. With a half, noise is unlikely and long chains
     * drift less. It makes training on larger pictures less stable: see {@link #gapLimit}. DRL does
     * not use it.
     */
    public Builder noisyStarts(double noisyStarts) {
      this.noisyStarts = noisyStarts;
      return this;
    }

    /**
     * Energy gap log p(data) - log p(chain's end), in nats per coordinate, at which a row stops
     * teaching the energy; beyond it the row teaches the opposite. Chains that overshoot would
     * otherwise make the energy steeper, and overshoot more, until the gap runs away. 0, the
     * default, is no limit, as in the papers. .2 bears {@link #noisyStarts} on pictures; much
     * smaller values are within what healthy chains differ by, and slow learning.
     */
    public Builder gapLimit(double gapLimit) {
      this.gapLimit = gapLimit;
      return this;
    }

    /**
     * Cooperative iterations (DRL: all iterations). More is better until quality stops improving;
     * the learning-rate schedule stretches with it. Default 4000.
     */
    public Builder iterations(int iterations) {
      this.iterations = iterations;
      return this;
    }

    /**
     * Rows per iteration. Larger batches give smoother gradients at a cost in proportion. Default
     * 512, and 32 for pictures.
     */
    public Builder batchSize(int batchSize) {
      this.batchSize = batchSize;
      return this;
    }

    /**
     * Adam's step size for the energy. Higher learns faster until the energy gap starts to
     * oscillate; lower it if training diverges. Default 1e-3, and 1e-4 for pictures.
     */
    public Builder energyLearningRate(double energyLearningRate) {
      this.energyLearningRate = energyLearningRate;
      return this;
    }

    /**
     * Adam's step size for the initializer. Raise it if the initializer's loss is still falling
     * steeply at the end of training: proposals that lag behind the chains' ends leave more to the
     * chains than K steps can do. Too high, proposals jump, and the energy, whose chains start
     * there, with them; lower it with the energy's if training diverges. Default 1e-3, and 3e-4 for
     * pictures.
     */
    public Builder initializerLearningRate(double initializerLearningRate) {
      this.initializerLearningRate = initializerLearningRate;
      return this;
    }

    /**
     * Cooperative iterations in which the energy's learning rate rises linearly from 0; the
     * initializer, which has been taught, begins at its full rate. Raise it if the energy gap runs
     * away in the first iterations. With 0, Adam's first steps, whose moments are of few gradients,
     * are full ones and can throw the energy off; a warm-up as long as {@code iterations} never
     * reaches the full rate. Default 100.
     */
    public Builder warmUp(int warmUp) {
      this.warmUp = warmUp;
      return this;
    }

    /**
     * Share of the iterations, at the end, in which the learning rates fall linearly to 0; 0 for
     * never. Long stretches at the full rate make samples worse, not better. Default 1.
     */
    public Builder coolDown(double coolDown) {
      this.coolDown = coolDown;
      return this;
    }

    /**
     * Largest norm of a gradient; longer ones are shortened to it. Default 1, as in the CDRL paper.
     */
    public Builder clip(double clip) {
      this.clip = clip;
      return this;
    }

    /**
     * Decay of the moving average of the weights, which is what the model uses; from 0 (no average)
     * to below 1. Raise it towards .9999 for very long runs. Default .999.
     */
    public Builder averageDecay(double averageDecay) {
      this.averageDecay = averageDecay;
      return this;
    }

    /**
     * Decoupled weight decay (AdamW) per unit of learning rate; default 0. Small positive values
     * restrain the networks on tiny data sets.
     */
    public Builder weightDecay(double weightDecay) {
      this.weightDecay = weightDecay;
      return this;
    }

    /**
     * Probability with which a condition attribute is hidden in training, each on its own, so that
     * the model also learns the density without it; default .1 (CDRL paper). Raise it to .3 or more
     * with several attributes, whose composition needs many rows with only one shown.
     */
    public Builder conditionDropout(double conditionDropout) {
      this.conditionDropout = conditionDropout;
      return this;
    }

    /** Seed of weights, batches and noise. Default 1. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Checks the settings and builds.
     *
     * @throws IllegalArgumentException naming the setting, its value and what it may be
     */
    public CdrlConfig build() {
      return new CdrlConfig(
          method,
          image,
          levels,
          langevinSteps,
          stepSize,
          spread,
          energyWidth,
          energyMultipliers,
          initializerWidth,
          initializerBlocks,
          groupNorm,
          predictData,
          frequencies,
          frequencyScale,
          teachingIterations,
          regressionWeight,
          noisyStarts,
          gapLimit,
          iterations,
          batchSize,
          energyLearningRate,
          initializerLearningRate,
          warmUp,
          coolDown,
          clip,
          averageDecay,
          weightDecay,
          conditionDropout,
          seed);
    }
  }
}
