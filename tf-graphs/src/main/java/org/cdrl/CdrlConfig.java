package org.cdrl;

import java.util.List;
import org.cdrl.langevin.StepSize;
import org.cdrl.schedule.NoiseSchedule;

/**
 * Everything that decides what a training run does; immutable.
 *
 * @see Builder for the meaning of every setting
 */
public record CdrlConfig(
    Method method,
    int levels,
    int langevinSteps,
    StepSize stepSize,
    double spread,
    int energyWidth,
    List<Integer> energyMultipliers,
    int initializerWidth,
    int initializerBlocks,
    boolean groupNorm,
    int frequencies,
    double frequencyScale,
    int teachingIterations,
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
    long seed,
    int threads) {

  /** Which training method. */
  public enum Method {
    /** With an initializer (Zhu et al., ICLR 2024). */
    CDRL,
    /** Without an initializer: chains start at x_i (Gao et al., ICLR 2021). */
    DRL
  }

  public CdrlConfig {
    energyMultipliers = List.copyOf(energyMultipliers);
  }

  /** The noise schedule of these settings. */
  public NoiseSchedule schedule() {
    return method == Method.CDRL ? NoiseSchedule.cdrl(levels) : NoiseSchedule.drl(levels);
  }

  /** The defaults for CDRL on vectors. */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings to change. */
  public Builder toBuilder() {
    Builder b = new Builder();
    b.method = method;
    b.levels = levels;
    b.langevinSteps = langevinSteps;
    b.stepSize = stepSize;
    b.spread = spread;
    b.energyWidth = energyWidth;
    b.energyMultipliers = energyMultipliers;
    b.initializerWidth = initializerWidth;
    b.initializerBlocks = initializerBlocks;
    b.groupNorm = groupNorm;
    b.frequencies = frequencies;
    b.frequencyScale = frequencyScale;
    b.teachingIterations = teachingIterations;
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
    b.threads = threads;
    return b;
  }

  /** Builds a configuration; every setting has a default. */
  public static final class Builder {
    private Method method = Method.CDRL;
    private int levels = 6;
    private int langevinSteps = 15;
    private StepSize stepSize = new StepSize(.1, false);
    private double spread = 2;
    private int energyWidth = 64;
    private List<Integer> energyMultipliers = List.of(1, 2, 2, 2);
    private int initializerWidth = 128;
    private int initializerBlocks = 2;
    private boolean groupNorm = false;
    private int frequencies = 0;
    private double frequencyScale = 1;
    private int teachingIterations = 500;
    private int iterations = 4000;
    private int batchSize = 512;
    private double energyLearningRate = 1e-3;
    private double initializerLearningRate = 1e-3;
    private int warmUp = 100;
    private double coolDown = .5;
    private double clip = 1;
    private double averageDecay = .999;
    private double weightDecay = 0;
    private double conditionDropout = .1;
    private long seed = 1;
    private int threads = 0;

    private Builder() {}

    /** Sets it. */
    public Builder method(Method method) {
      this.method = method;
      return this;
    }

    /** Sets it. */
    public Builder levels(int levels) {
      this.levels = levels;
      return this;
    }

    /** Sets it. */
    public Builder langevinSteps(int langevinSteps) {
      this.langevinSteps = langevinSteps;
      return this;
    }

    /** Sets it. */
    public Builder stepSize(StepSize stepSize) {
      this.stepSize = stepSize;
      return this;
    }

    /** Sets it. */
    public Builder spread(double spread) {
      this.spread = spread;
      return this;
    }

    /** Sets it. */
    public Builder energyWidth(int energyWidth) {
      this.energyWidth = energyWidth;
      return this;
    }

    /** Sets it. */
    public Builder energyMultipliers(List<Integer> energyMultipliers) {
      this.energyMultipliers = energyMultipliers;
      return this;
    }

    /** Sets it. */
    public Builder initializerWidth(int initializerWidth) {
      this.initializerWidth = initializerWidth;
      return this;
    }

    /** Sets it. */
    public Builder initializerBlocks(int initializerBlocks) {
      this.initializerBlocks = initializerBlocks;
      return this;
    }

    /** Sets it. */
    public Builder groupNorm(boolean groupNorm) {
      this.groupNorm = groupNorm;
      return this;
    }

    /** Sets it. */
    public Builder frequencies(int frequencies) {
      this.frequencies = frequencies;
      return this;
    }

    /** Sets it. */
    public Builder frequencyScale(double frequencyScale) {
      this.frequencyScale = frequencyScale;
      return this;
    }

    /** Sets it. */
    public Builder teachingIterations(int teachingIterations) {
      this.teachingIterations = teachingIterations;
      return this;
    }

    /** Sets it. */
    public Builder iterations(int iterations) {
      this.iterations = iterations;
      return this;
    }

    /** Sets it. */
    public Builder batchSize(int batchSize) {
      this.batchSize = batchSize;
      return this;
    }

    /** Sets it. */
    public Builder energyLearningRate(double energyLearningRate) {
      this.energyLearningRate = energyLearningRate;
      return this;
    }

    /** Sets it. */
    public Builder initializerLearningRate(double initializerLearningRate) {
      this.initializerLearningRate = initializerLearningRate;
      return this;
    }

    /** Sets it. */
    public Builder warmUp(int warmUp) {
      this.warmUp = warmUp;
      return this;
    }

    /** Sets it. */
    public Builder coolDown(double coolDown) {
      this.coolDown = coolDown;
      return this;
    }

    /** Sets it. */
    public Builder clip(double clip) {
      this.clip = clip;
      return this;
    }

    /** Sets it. */
    public Builder averageDecay(double averageDecay) {
      this.averageDecay = averageDecay;
      return this;
    }

    /** Sets it. */
    public Builder weightDecay(double weightDecay) {
      this.weightDecay = weightDecay;
      return this;
    }

    /** Sets it. */
    public Builder conditionDropout(double conditionDropout) {
      this.conditionDropout = conditionDropout;
      return this;
    }

    /** Sets it. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Sets it. */
    public Builder threads(int threads) {
      this.threads = threads;
      return this;
    }

    /** Checks the settings and builds. */
    public CdrlConfig build() {
      return new CdrlConfig(
          method,
          levels,
          langevinSteps,
          stepSize,
          spread,
          energyWidth,
          energyMultipliers,
          initializerWidth,
          initializerBlocks,
          groupNorm,
          frequencies,
          frequencyScale,
          teachingIterations,
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
          seed,
          threads);
    }
  }
}
