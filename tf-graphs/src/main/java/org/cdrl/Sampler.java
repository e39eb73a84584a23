package org.cdrl;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.cdrl.config.Denoising;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.Kernel;
import org.cdrl.config.Method;
import org.cdrl.internal.energy.Expression;
import org.cdrl.internal.sampling.Drawing;
import org.cdrl.internal.sampling.Filling;
import org.cdrl.internal.sampling.LongChains;
import org.cdrl.internal.sampling.Pieces;
import org.cdrl.internal.sampling.Sampling;
import org.cdrl.internal.sampling.SamplingSettings;
import org.cdrl.internal.sampling.Scoring;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;

/**
 * What is wanted of a model, or of several: under which conditions, with what guidance, how many
 * steps, which seed. Immutable; every setter returns another sampler.
 *
 * <p>Rows are numbered from 0 and depend on the seed and their number only: {@code draw(0, 1000)}
 * gives the same rows as ten calls of 100. All rows are in the units of the training data.
 *
 * <p>What is told of a row that is scored or filled in does not depend on the values of the rows
 * beside it. How many are asked for at once may change its last digits, because few run in smaller
 * pieces than many. On CPUs with AVX-512 the bits were the same, but for images.
 */
public final class Sampler {
  /** Rows that run together where many are wanted, unless the model is of images. */
  public static final int ROWS_AT_ONCE = Pieces.VECTORS;

  private final SampledDensity density;
  private final SamplingSettings settings;

  private Sampler(SampledDensity density, SamplingSettings settings) {
    this.density = density;
    this.settings = settings;
  }

  /** The default sampler of a model. */
  static Sampler of(CdrlModel model) {
    return new Sampler(
        SampledDensity.of(model), SamplingSettings.of(model.config(), isOfImages(model)));
  }

  private static boolean isOfImages(CdrlModel model) {
    return model.config().architecture() instanceof ImageArchitecture;
  }

  private Sampler with(SampledDensity other) {
    return new Sampler(other, settings);
  }

  private Sampler with(SamplingSettings changed) {
    return new Sampler(density, changed);
  }

  CdrlModel model() {
    return density.model();
  }

  /**
   * Samples under a condition, the same for all rows.
   *
   * @throws IllegalArgumentException for an unknown attribute or a value never seen in training
   */
  public Sampler given(Condition condition) {
    condition.encode(model().attributes());
    return with(density.given(new SampledDensity.Conditions(row -> condition, true)));
  }

  /**
   * Samples under a condition per row: row r gets the r-th.
   *
   * @param perRow at least as many as rows are drawn
   * @throws IllegalArgumentException for an unknown attribute or a value never seen in training
   */
  public Sampler given(List<Condition> perRow) {
    perRow.forEach(condition -> condition.encode(model().attributes()));
    return with(density.given(SampledDensity.Conditions.of(perRow)));
  }

  /**
   * Samples under a condition per row: row r of the endless sequence gets {@code ofRow.apply(r)}.
   */
  public Sampler given(LongFunction<Condition> ofRow) {
    return with(density.given(new SampledDensity.Conditions(ofRow, false)));
  }

  /**
   * Guides towards the condition: f = (1 + w) f(y, c) - w f(y, 0) (Ho, Salimans 2022). The
   * condition may be given before or later; without one, guidance has no effect. Replaces a
   * composition.
   *
   * @param w 0 (default) samples the condition as learned; .3 to 1.5 makes rows more typical of it
   *     at the cost of variety; -1 ignores it
   * @throws IllegalArgumentException if w is not finite, or not 0 for a model that was trained
   *     without conditions
   * @throws IllegalStateException if this sampler combines several models
   */
  public Sampler guidance(double w) {
    return with(density.guided(w));
  }

  /**
   * Composes concepts of one model: f(y, 0) + sum_j w_j (f(y, c_j) - f(y, 0)). Replaces condition
   * and guidance.
   */
  public Sampler compose(Concept... concepts) {
    return with(density.composed(List.of(concepts)));
  }

  /**
   * How much this sampler's density counts in {@link #product} or {@link #mixture}; default 1.
   *
   * @param w positive
   */
  public Sampler weight(double w) {
    return with(density.weighted(w));
  }

  /**
   * The product of densities of several models of the same data space: sum_m w_m log p_m. Steps,
   * kernel, denoising and seed are those of the first.
   *
   * @throws IllegalArgumentException if the models differ in columns, scaling or noise schedule,
   *     saying where
   */
  public static Sampler product(Sampler... factors) {
    return joined(Expression::product, factors);
  }

  /**
   * The mixture of densities of several models of the same data space: log sum_m w_m p_m, with the
   * p_m as the models have them, unnormalised.
   *
   * @throws IllegalArgumentException if the models differ in columns, scaling or noise schedule,
   *     saying where
   */
  public static Sampler mixture(Sampler... alternatives) {
    return joined(Expression::mixture, alternatives);
  }

  private static Sampler joined(
      Function<List<Expression>, Expression> operation, Sampler... samplers) {
    if (samplers.length == 0) {
      throw new IllegalArgumentException("There is nothing to combine");
    }
    List<SampledDensity> all = Arrays.stream(samplers).map(sampler -> sampler.density).toList();
    return samplers[0].with(SampledDensity.joined(all, operation));
  }

  /**
   * Langevin steps per level, K'.
   *
   * @param steps at least 1; the default is the K of training. With fewer the step size grows by
   *     sqrt(K / K'), which is faster and a little worse; far below 5 quality drops
   */
  public Sampler langevinSteps(int steps) {
    return with(settings.withLangevinSteps(steps));
  }

  /** Moves of the chains; default {@link Kernel#ULA}, as in training. */
  public Sampler kernel(Kernel newKernel) {
    return with(settings.withKernel(Objects.requireNonNull(newKernel)));
  }

  /** The last step; default {@link Denoising#EXACT}, and NONE for a DRL model. */
  public Sampler denoising(Denoising newDenoising) {
    return with(settings.withDenoising(Objects.requireNonNull(newDenoising)));
  }

  /** Runs of levels but the first and last in drawing, at least 1; default 1, composed images 4. */
  public Sampler drawPasses(int times) {
    return with(settings.drawnIn(times));
  }

  /**
   * How often each level is run when values are filled in, between which the row is diffused back
   * (RePaint, Lugmayr et al., CVPR 2022).
   *
   * @param times at least 1, default 8; more follow the known values more closely, at a cost in
   *     proportion
   */
  public Sampler fillPasses(int times) {
    return with(settings.withFillPasses(times));
  }

  /**
   * Keeps the values of images within [-1, 1] during the chains: |y| is at most sqrt(rho'_i) after
   * every Langevin step (an option of the authors' guided sampling), and trajectories of MALA and
   * HMC are reflected there. Default: not. Worth a try with strong guidance, which overdrives
   * colours, and for long chains; else it does a little harm.
   *
   * @throws IllegalStateException if the model is not one of images
   */
  public Sampler clip() {
    if (!isOfImages(model())) {
      throw new IllegalStateException(
          "Clipping needs a model of images, whose values are within [-1, 1]");
    }
    return with(settings.withClipped(true));
  }

  /**
   * Rows that run together where many are wanted; default 1,024, and 8 for images. Larger ones make
   * better use of a GPU; too large ones run out of memory. A drawn row depends on it by rounding.
   */
  public Sampler batch(int rows) {
    return with(settings.withBatch(rows));
  }

  /** The seed of all random numbers; default 0. */
  public Sampler seed(long newSeed) {
    return with(settings.withSeed(newSeed));
  }

  /**
   * Draws rows 0 .. n-1.
   *
   * @return [n][d]
   */
  public float[][] draw(int n) {
    return draw(0, n);
  }

  /**
   * Draws rows first .. first+n-1 of this sampler's endless sequence.
   *
   * @return [n][d]
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public float[][] draw(long first, int n) {
    return new Drawing(sampling()).draw(first, n);
  }

  /**
   * Draws rows 0 .. n-1 and keeps what happened at every level; needs 2 T times the memory. Runs in
   * pieces of {@link #batch}; the last one is as small as what is left, so that rows may differ
   * from drawn ones in their last digits.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public DrawTrace trace(int n) {
    return DrawTrace.of(new Drawing(sampling()).trace(n));
  }

  /**
   * Fills in missing values: values that are NaN are drawn given the others, which come back
   * exactly as they were.
   *
   * @param rows [n][d], NaN where missing
   * @return [n][d], no NaN
   */
  public float[][] fill(float[][] rows) {
    return fill(0, rows);
  }

  /**
   * Fills in missing values of rows that are part of a longer table.
   *
   * @param first number of the first row, on which its noise and condition depend
   * @param rows [n][d], NaN where missing
   * @return [n][d], no NaN
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public float[][] fill(long first, float[][] rows) {
    TrainingData.requireFinite(rows, model().columns(), true);
    return new Filling(sampling()).fill(first, rows);
  }

  /**
   * Fills in missing values with the same random numbers for every block of rows, so that what a
   * block becomes depends on its rows alone, and not on where they are.
   *
   * @param rows [n][d], NaN where missing
   * @param block rows of a block, at least 1
   * @return [n][d], no NaN
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public float[][] fillInBlocks(float[][] rows, int block) {
    TrainingData.requireFinite(rows, model().columns(), true);
    return new Filling(sampling()).fillInBlocks(rows, block);
  }

  /**
   * Walks from one row of this sampler's sequence to another by spherical interpolation of all
   * their noise. Where labels are drawn ({@link org.cdrl.value.LabelCoordinates}), those decisions
   * are the first row's throughout, so the walk may end beside the last row.
   *
   * @param from number of the first row
   * @param to number of the last row
   * @param n rows, both ends included, at least 2
   * @return [n][d]
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public float[][] interpolate(long from, long to, int n) {
    return new Drawing(sampling()).interpolate(from, to, n);
  }

  /**
   * Long chains at one level before their first move: rows, noised as those of their level are.
   *
   * @param transition i in 1..T: the chains move y_{i-1}; 1 is the level next to data
   * @param start rows to start from, [n][d]
   * @param recovery whether the chains follow log p(y | x_i), as those of training and drawing do,
   *     with x_i noised further from the start; else log p(y), which nothing holds back
   */
  public LongRun longRun(int transition, float[][] start, boolean recovery) {
    model().transitions(transition);
    TrainingData.requireFinite(start, model().columns(), false);
    return LongRun.begun(new LongChains(sampling(), transition), start, recovery);
  }

  /**
   * Moves long chains on: those of a healthy model stay where the data are. Chains that go on have
   * the bits of those that did not stop there if their other stops are the same.
   *
   * @param moves how many they have made then, at least as many as now and up to 16 million
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public LongRun goOn(LongRun now, int moves) {
    return now.moved(new LongChains(sampling(), now.transition()), moves);
  }

  /**
   * log p(x) up to a constant, by the energy next to data (transition 1). Unnormalised: fit to
   * compare rows under one expression, not conditions or models.
   *
   * @param rows [n][d]
   * @return [n], nats
   */
  public float[] logDensity(float[][] rows) {
    return logDensities(rows, 1)[0];
  }

  /**
   * log p(y_{i-1}) up to a constant per level, by the energies of several transitions.
   *
   * @param rows [n][d]
   * @param transitions any of 1..T; all if none is named
   * @return [transitions][n], nats
   */
  public float[][] logDensities(float[][] rows, int... transitions) {
    TrainingData.requireFinite(rows, model().columns(), false);
    return new Scoring(sampling(), 1).logDensities(rows, model().transitions(transitions));
  }

  /**
   * How badly the initializer finds noised rows again, per level: the mean over several noises of
   * the squared distance between what it predicts at x_i and x_0, in standard deviations of x_0
   * given x_i (of the mean of y_{i-1}, in those of the proposal, if that is what it predicts). What
   * is likely under a condition is found again better with it: minus half the sum over levels
   * bounds log p(x) up to a constant (Ho, Jain, Abbeel, NeurIPS 2020).
   *
   * @param rows [n][d]
   * @param draws number of noises, at least 1, the same for all rows; every second one is the
   *     negative of the one before
   * @param transitions any of 1..T; all if none is named
   * @return [transitions][n], about d where the initializer knows no more than the level's noise
   * @throws IllegalStateException if the model has no initializer (DRL), or if this sampler
   *     combines several models
   */
  public float[][] denoisingErrors(float[][] rows, int draws, int... transitions) {
    return denoising(rows).denoisingErrors(rows, draws, model().transitions(transitions));
  }

  /** The same by coordinate, [transitions][n][d]: the errors are the sums over d. */
  public float[][][] denoisingSquares(float[][] rows, int draws, int... transitions) {
    return denoising(rows).denoisingSquares(rows, draws, model().transitions(transitions));
  }

  private Scoring denoising(float[][] rows) {
    density.requireOneModel("denoisingErrors");
    TrainingData.requireFinite(rows, model().columns(), false);
    if (model().config().method() == Method.DRL) {
      throw new IllegalStateException("Models of DRL have no initializer that denoises rows");
    }
    return new Scoring(sampling(), model().config().chains().dataVariance());
  }

  private Sampling sampling() {
    Pieces pieces =
        Pieces.of(
            isOfImages(model()), settings.batch(), (what, n) -> new ProgressLog(what, n)::done);
    return new Sampling(
        model().programs(),
        model().diffusion(),
        model().scaling(),
        density.expression(),
        settings.of(isOfImages(model()), density.composed()),
        pieces);
  }
}
