package org.cdrl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Kernel;
import org.cdrl.config.Method;
import org.cdrl.internal.sampling.ChainProgram;
import org.cdrl.internal.sampling.DenoisingProgram;
import org.cdrl.internal.sampling.DrawProgram;
import org.cdrl.internal.sampling.DrawProgram.Mode;
import org.cdrl.internal.sampling.Expression;
import org.cdrl.internal.sampling.ScoreProgram;
import org.cdrl.value.Attribute;
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
 * pieces than many. On CPUs with AVX-512 the bits were the same, but for pictures.
 */
public final class Sampler {
  /** The final step from level 0 to data: x_0 += kappa (1 - abar_0) grad log p(x_0). */
  public enum Denoising {
    /** None: x_0 is only rescaled. */
    NONE(0),
    /** Tweedie's formula, kappa = 1 (CDRL paper). */
    EXACT(1),
    /** kappa = 2, as the authors' program does. */
    OFFICIAL(2);

    private final double kappa;

    Denoising(double kappa) {
      this.kappa = kappa;
    }
  }

  /**
   * The conditions that were set.
   *
   * @param ofRow per row number
   * @param alike whether all rows have the same
   */
  private record Given(LongFunction<Condition> ofRow, boolean alike) {
    private static final Given ALL_OPEN = new Given(row -> Condition.none(), true);
  }

  /** One model's part of the expression. */
  private record Part(CdrlModel model, double weight, List<Expression.Term> terms) {}

  /** How rows are drawn, whatever they are; a sampler's own once it is made. */
  private static final class Moves implements Cloneable {
    /** K'. */
    int langevinSteps;

    Kernel kernel = Kernel.ULA;

    /** The last step. */
    Denoising denoising;

    /** Runs of every level where values are filled in. */
    int passes = 8;

    /** Whether chains stay where values of pictures can be. */
    boolean clipped;

    /** Rows that run together. */
    int batch;

    /** Of all noise. */
    long seed;

    Moves(CdrlConfig config) {
      langevinSteps = config.langevinSteps();
      denoising = config.method() == Method.DRL ? Denoising.NONE : Denoising.EXACT;
      batch = config.image() == null ? VECTORS : PICTURES;
    }

    @Override
    public Moves clone() {
      try {
        return (Moves) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /**
   * Vectors that run together; when drawing, as many however few are wanted, so that a row has the
   * same bits however it is asked for. With 256 a second core brought nothing; with more, a few
   * rows would cost as much as many.
   */
  private static final int VECTORS = 1024;

  /**
   * Rows that are scored or filled in run in multiples of this: fewer are rounded differently from
   * more on every CPU.
   */
  private static final int FULL = 16;

  /** Pictures that run together: few, for each needs as much memory as thousands of vectors. */
  private static final int PICTURES = 8;

  private final List<Part> parts;
  private final boolean either;
  private final Given given;
  private final double guidance;
  private final Moves moves;

  private Sampler(List<Part> parts, boolean either, Given given, double guidance, Moves moves) {
    this.parts = parts;
    this.either = either;
    this.given = given;
    this.guidance = guidance;
    this.moves = moves;
  }

  /** The default sampler of a model. */
  static Sampler of(CdrlModel model) {
    Expression.Term open = Expression.Term.alike(1, new int[model.attributes().size()]);
    Part plain = new Part(model, 1, List.of(open));
    return new Sampler(List.of(plain), false, Given.ALL_OPEN, 0, new Moves(model.config()));
  }

  private Sampler with(List<Part> newParts, Given newGiven, double newGuidance) {
    return new Sampler(newParts, either, newGiven, newGuidance, moves);
  }

  /**
   * Samples under a condition, the same for all rows.
   *
   * @throws IllegalArgumentException for an unknown attribute or a value never seen in training
   */
  public Sampler given(Condition condition) {
    requireOneModel("given");
    condition.encode(first().attributes());
    return conditioned(new Given(row -> condition, true), guidance);
  }

  /**
   * Samples under a condition per row: row r gets the r-th.
   *
   * @param perRow at least as many as rows are drawn
   * @throws IllegalArgumentException for an unknown attribute or a value never seen in training
   */
  public Sampler given(List<Condition> perRow) {
    List<Condition> fixed = List.copyOf(perRow);
    fixed.forEach(condition -> condition.encode(first().attributes()));
    return given(
        row -> {
          if (row >= fixed.size()) {
            throw new IllegalArgumentException(
                "Row "
                    + row
                    + " is wanted, but conditions are given for "
                    + fixed.size()
                    + " rows only");
          }
          return fixed.get((int) row);
        });
  }

  /**
   * Samples under a condition per row: row r of the endless sequence gets {@code ofRow.apply(r)}.
   */
  public Sampler given(LongFunction<Condition> ofRow) {
    requireOneModel("given");
    return conditioned(new Given(ofRow, false), guidance);
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
    requireOneModel("guidance");
    if (!Double.isFinite(w)) {
      throw new IllegalArgumentException("The guidance weight must be finite, not " + w);
    }
    if (w != 0 && parts.get(0).model().attributes().isEmpty()) {
      throw new IllegalArgumentException(
          "Guidance " + w + " needs a model that was trained with conditions; this one has none");
    }
    return conditioned(given, w);
  }

  private Sampler conditioned(Given conditions, double w) {
    CdrlModel model = first();
    List<Attribute> attributes = model.attributes();
    LongFunction<int[]> values = row -> conditions.ofRow().apply(row).encode(attributes);
    Expression.Term shown = new Expression.Term(1 + w, values, conditions.alike());
    List<Expression.Term> terms =
        w == 0
            ? List.of(shown)
            : List.of(shown, Expression.Term.alike(-w, new int[attributes.size()]));
    return with(List.of(new Part(model, parts.get(0).weight(), terms)), conditions, w);
  }

  /**
   * Composes concepts of one model: f(y, 0) + sum_j w_j (f(y, c_j) - f(y, 0)). Replaces condition
   * and guidance.
   */
  public Sampler compose(Concept... concepts) {
    requireOneModel("compose");
    if (concepts.length == 0) {
      throw new IllegalArgumentException("There is no concept to compose");
    }
    CdrlModel model = parts.get(0).model();
    List<Expression.Term> terms = new ArrayList<>();
    double open = 1;
    for (Concept concept : concepts) {
      int[] values = concept.condition().encode(model.attributes());
      terms.add(Expression.Term.alike(concept.weight(), values));
      open -= concept.weight();
    }
    if (open != 0) {
      terms.add(Expression.Term.alike(open, new int[model.attributes().size()]));
    }
    return with(List.of(new Part(model, parts.get(0).weight(), terms)), Given.ALL_OPEN, 0);
  }

  /**
   * How much this sampler's density counts in {@link #product} or {@link #either}; default 1.
   *
   * @param w positive
   */
  public Sampler weight(double w) {
    requireOneModel("weight");
    if (!(w > 0) || Double.isInfinite(w)) {
      throw new IllegalArgumentException("A weight must be positive and finite, not " + w);
    }
    Part part = parts.get(0);
    return with(List.of(new Part(part.model(), w, part.terms())), given, guidance);
  }

  /**
   * The product of densities of several models of the same data space: sum_m w_m log p_m. Steps,
   * kernel, denoising and seed are those of the first.
   *
   * @throws IllegalArgumentException if the models differ in columns, scaling or noise schedule,
   *     saying where
   */
  public static Sampler product(Sampler... factors) {
    return joined(false, factors);
  }

  /**
   * The mixture of densities of several models of the same data space: log sum_m w_m p_m, with the
   * p_m as the models have them, unnormalised.
   *
   * @throws IllegalArgumentException if the models differ in columns, scaling or noise schedule,
   *     saying where
   */
  public static Sampler either(Sampler... alternatives) {
    return joined(true, alternatives);
  }

  private static Sampler joined(boolean either, Sampler... samplers) {
    if (samplers.length == 0) {
      throw new IllegalArgumentException("There is nothing to combine");
    }
    List<Part> parts = new ArrayList<>();
    for (Sampler sampler : samplers) {
      sampler.requireOneModel("combine");
      CdrlModel.requireSameSpace(samplers[0].first(), sampler.first());
      parts.add(sampler.parts.get(0));
    }
    Sampler head = samplers[0];
    return new Sampler(List.copyOf(parts), either, head.given, 0, head.moves);
  }

  /**
   * Langevin steps per level, K'.
   *
   * @param steps at least 1; the default is the K of training. With fewer the step size grows by
   *     sqrt(K / K'), which is faster and a little worse; far below 5 quality drops
   */
  public Sampler langevinSteps(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("langevinSteps must be at least 1, not " + steps);
    }
    return moving(changed -> changed.langevinSteps = steps);
  }

  /** Moves of the chains; default {@link Kernel#ULA}, as in training. */
  public Sampler kernel(Kernel newKernel) {
    return moving(changed -> changed.kernel = Objects.requireNonNull(newKernel));
  }

  /** The last step; default {@link Denoising#EXACT}, and NONE for a DRL model. */
  public Sampler denoising(Denoising newDenoising) {
    return moving(changed -> changed.denoising = Objects.requireNonNull(newDenoising));
  }

  /**
   * How often each level is run when values are filled in, between which the row is diffused back
   * (RePaint, Lugmayr et al., CVPR 2022).
   *
   * @param times at least 1, default 8; more follow the known values more closely, at a cost in
   *     proportion
   */
  public Sampler fillPasses(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("fillPasses must be at least 1, not " + times);
    }
    return moving(changed -> changed.passes = times);
  }

  /**
   * Keeps the values of pictures within [-1, 1] during the chains: after every Langevin step |y| is
   * at most sqrt(rho'_i) (an option of the authors' guided sampling). Default: not. Worth a try
   * with strong guidance, which overdrives colours; noised pictures are meant to go beyond, so that
   * without guidance it does a little harm.
   *
   * @throws IllegalStateException if the model is not one of pictures
   */
  public Sampler clip() {
    if (first().config().image() == null) {
      throw new IllegalStateException(
          "Clipping needs a model of pictures, whose values are within [-1, 1]");
    }
    return moving(changed -> changed.clipped = true);
  }

  /**
   * Rows that run together where many are wanted; default 1,024, and 8 for pictures. Larger ones
   * make better use of a GPU; too large ones run out of memory. A row that is drawn depends on it
   * as far as rounding goes, and on nothing else but its number and the seed.
   */
  public Sampler batch(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("A batch needs at least 1 row, not " + rows);
    }
    return moving(changed -> changed.batch = rows);
  }

  /** The seed of all random numbers; default 0. */
  public Sampler seed(long newSeed) {
    return moving(changed -> changed.seed = newSeed);
  }

  private Sampler moving(Consumer<Moves> change) {
    Moves changed = moves.clone();
    change.accept(changed);
    return new Sampler(parts, either, given, guidance, changed);
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
    if (n < 0 || first < 0) {
      throw new IllegalArgumentException(
          "Rows are numbered from 0, and their number is not negative: " + first + ", " + n);
    }
    DrawProgram program = program(Mode.FRESH);
    Expression expression = expression().within(first, first + n - 1);
    float[][] rows = new float[n][];
    int batch = moves.batch;
    // Whole pieces, whatever is wanted of them: rounding depends on how many rows run together.
    ProgressLog progress = new ProgressLog("Drawing rows", n);
    for (long piece = first / batch * batch; piece < first + n; piece += batch) {
      interruptible();
      progress.done(Math.max(0, piece - first));
      float[][] drawn = program.fresh(expression, run(piece, batch), false).rows();
      for (int r = 0; r < batch; r++) {
        long at = piece + r - first;
        if (at >= 0 && at < n) {
          rows[(int) at] = drawn[r];
        }
      }
    }
    return first().scaling().restore(rows);
  }

  /**
   * What a drawing did, level by level.
   *
   * @param rows the samples, [n][d]
   * @param levels transitions 1..T; the last of the list is executed first
   */
  public record Trace(float[][] rows, List<LevelTrace> levels) {}

  /**
   * One transition of a drawing, in data units (divided by the level's signal coefficient).
   *
   * @param proposals where the chains started, [n][d]
   * @param rows where they ended, [n][d]
   * @param acceptance share of moves accepted; 1 for ULA
   */
  public record LevelTrace(float[][] proposals, float[][] rows, double acceptance) {}

  /** Draws rows 0 .. n-1 and keeps what happened at every level; needs 2 T times the memory. */
  public Trace trace(int n) {
    DrawProgram.Draw draw = program(Mode.FRESH).fresh(expression(), run(0, n), true);
    List<LevelTrace> levels = new ArrayList<>();
    for (int i = 1; i <= draw.levels().size(); i++) {
      DrawProgram.Level level = draw.levels().get(i - 1);
      double signal = first().diffusion().schedule().signal(i - 1);
      levels.add(
          new LevelTrace(
              inDataUnits(level.proposals(), signal),
              inDataUnits(level.rows(), signal),
              level.acceptance()));
    }
    return new Trace(first().scaling().restore(draw.rows()), levels);
  }

  private float[][] inDataUnits(float[][] x, double signal) {
    for (float[] row : x) {
      for (int c = 0; c < row.length; c++) {
        row[c] /= (float) signal;
      }
    }
    return first().scaling().restore(x);
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
    return fill(first, rows, 0);
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
    if (block < 1) {
      throw new IllegalArgumentException("A block needs at least 1 row, not " + block);
    }
    return fill(0, rows, block);
  }

  private float[][] fill(long first, float[][] rows, int block) {
    TrainingData.requireFinite(rows, first().columns(), true);
    float[][] known = first().scaling().scale(rows);
    float[][] free = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      free[r] = new float[known[r].length];
      for (int c = 0; c < known[r].length; c++) {
        if (Float.isNaN(known[r][c])) {
          known[r][c] = 0;
          free[r][c] = 1;
        }
      }
    }
    DrawProgram program = program(block == 0 ? Mode.FILL : Mode.FILL_IN_BLOCKS);
    Expression expression = expression().within(first, first + rows.length - 1);
    float[][] filled = new float[rows.length][];
    forPieces(
        rows.length,
        (at, count, size) -> {
          DrawProgram.Run run = run(first + at, size);
          float[][] values = piece(known, at, count, size);
          float[][] gaps = piece(free, at, count, size);
          float[][] part =
              block == 0
                  ? program.fill(expression, run, values, gaps)
                  : program.fillInBlocks(expression, run, values, gaps, block);
          System.arraycopy(part, 0, filled, at, count);
        });
    first().scaling().restore(filled);
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        if (!Float.isNaN(rows[r][c])) {
          filled[r][c] = rows[r][c];
        }
      }
    }
    return filled;
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
   */
  public float[][] interpolate(long from, long to, int n) {
    if (n < 2) {
      throw new IllegalArgumentException("An interpolation needs at least 2 rows, not " + n);
    }
    float[][] rows = program(Mode.INTERPOLATE).interpolate(expression(), run(from, n), to);
    return first().scaling().restore(rows);
  }

  /**
   * A long chain's record.
   *
   * @param steps after how many moves each record was made, the first 0
   * @param logDensity per record and row, up to a constant
   * @param rows where the chains ended, [n][d]
   * @param acceptance share of moves accepted; 1 for ULA
   */
  public record LongRun(int[] steps, float[][] logDensity, float[][] rows, double acceptance) {}

  /**
   * Runs chains on the marginal density of one level for long: a healthy model's rows stay where
   * the data are.
   *
   * @param transition i in 1..T: the chain moves y_{i-1}; 1 is the level next to data
   * @param start rows to start from, [n][d]
   * @param moves how many, up to 16 million
   * @param every moves between two records, at least 1
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public LongRun longRun(int transition, float[][] start, int moves, int every) {
    CdrlModel model = first();
    model.requireTransition(transition);
    TrainingData.requireFinite(start, model.columns(), false);
    if (moves < 0 || moves >= 1 << 24 || every < 1) {
      throw new IllegalArgumentException(
          "moves must be from 0 to "
              + ((1 << 24) - 1)
              + " and every at least 1, not "
              + moves
              + " and "
              + every);
    }
    ChainProgram program = model.programs().chain(expression(), this.moves.kernel, transition);
    double root = program.root() * model.diffusion().schedule().signal(transition - 1);
    float[][] y = model.scaling().scale(start);
    rescale(y, root);
    int records = 1 + (moves + every - 1) / every;
    int[] steps = new int[records];
    float[][] logs = new float[records][];
    double accepted = 0;
    int at = 0;
    for (int n = 0; n < records; n++) {
      interruptible();
      int to = Math.min(moves, n * every);
      ChainProgram.Stretch stretch = program.run(expression(), y, at, to, this.moves.seed);
      y = stretch.y();
      at = to;
      steps[n] = to;
      logs[n] = stretch.logDensity();
      for (float a : stretch.accepted()) {
        accepted += a;
      }
    }
    rescale(y, 1 / root);
    return new LongRun(
        steps, logs, model.scaling().restore(y), moves == 0 ? 1 : accepted / moves / start.length);
  }

  private static void rescale(float[][] y, double factor) {
    for (float[] row : y) {
      for (int c = 0; c < row.length; c++) {
        row[c] *= (float) factor;
      }
    }
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
    int[] wanted = requireScorable(rows, transitions);
    Expression expression = expression().within(0, rows.length - 1);
    ScoreProgram program = first().programs().score(expression);
    return perLevel(rows, wanted, (at, x) -> program.score(expression, at, x, wanted));
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
    requireOneModel("denoisingErrors");
    int[] wanted = requireScorable(rows, transitions);
    CdrlModel model = first();
    if (model.config().method() == Method.DRL) {
      throw new IllegalStateException("Models of DRL have no initializer that denoises rows");
    }
    if (draws < 1) {
      throw new IllegalArgumentException("draws must be at least 1, not " + draws);
    }
    SplittableRandom random = new SplittableRandom(moves.seed);
    float[][] noises = new float[draws][model.columns().size()];
    for (int m = 0; m < draws; m++) {
      for (int j = 0; j < noises[m].length; j++) {
        noises[m][j] = m % 2 == 1 ? -noises[m - 1][j] : (float) random.nextGaussian();
      }
    }
    Expression expression = expression().within(0, rows.length - 1);
    DenoisingProgram program =
        model.programs().denoising(expression, model.config().dataVariance());
    return perLevel(
        rows, wanted, (at, x) -> program.distances(expression, at, x, noises, moves.batch, wanted));
  }

  /** Checks rows and transitions; returns the transitions that are meant. */
  private int[] requireScorable(float[][] rows, int[] transitions) {
    CdrlModel model = first();
    TrainingData.requireFinite(rows, model.columns(), false);
    int[] wanted = transitions.length > 0 ? transitions.clone() : model.allTransitions();
    for (int transition : wanted) {
      model.requireTransition(transition);
    }
    return wanted;
  }

  private interface Scores {
    /** Numbers of scaled rows, [transitions][rows], the first of which has number {@code from}. */
    float[][] of(int from, float[][] x);
  }

  /** Scores rows piece by piece, [transitions][n]. */
  private float[][] perLevel(float[][] rows, int[] transitions, Scores scores) {
    float[][] scaled = first().scaling().scale(rows);
    float[][] all = new float[transitions.length][rows.length];
    forPieces(
        rows.length,
        (at, count, size) -> {
          float[][] part = scores.of(at, piece(scaled, at, count, size));
          for (int n = 0; n < all.length; n++) {
            System.arraycopy(part[n], 0, all[n], at, count);
          }
        });
    return all;
  }

  private interface Piece {
    /** Runs rows at .. at+count-1, filled up to a size. */
    void run(int at, int count, int size);
  }

  /** Calls for rows in pieces of at most {@link #batch} rows. */
  private void forPieces(int n, Piece piece) {
    ProgressLog progress = new ProgressLog("Rows", n);
    for (int at = 0; at < n; ) {
      interruptible();
      int size = size(n - at);
      int count = Math.min(size, n - at);
      piece.run(at, count, size);
      at += count;
      progress.done(at);
    }
  }

  /** Some rows, the last of which is there again until there are as many as the size. */
  private static float[][] piece(float[][] rows, int at, int count, int size) {
    float[][] piece = Arrays.copyOfRange(rows, at, at + size);
    Arrays.fill(piece, count, size, rows[at + count - 1]);
    return piece;
  }

  /** How many rows run together where some are left. */
  private int size(int left) {
    if (first().config().image() != null) {
      return Math.min(left, moves.batch);
    }
    return Math.min((left + FULL - 1) / FULL * FULL, moves.batch);
  }

  private static void interruptible() {
    if (Thread.currentThread().isInterrupted()) {
      throw new java.util.concurrent.CancellationException("Interrupted");
    }
  }

  private DrawProgram.Run run(long from, int count) {
    return new DrawProgram.Run(
        moves.seed,
        from,
        count,
        moves.langevinSteps,
        stepScale(first()),
        moves.denoising.kappa,
        moves.passes);
  }

  /** K / K': fewer steps than in training are longer; more are not shorter. */
  private double stepScale(CdrlModel model) {
    return Math.max(1, (double) model.config().langevinSteps() / moves.langevinSteps);
  }

  private DrawProgram program(Mode mode) {
    return first().programs().draw(expression(), moves.kernel, mode, moves.clipped);
  }

  private Expression expression() {
    return new Expression(
        parts.stream()
            .map(part -> new Expression.Part(part.model().expert(), part.weight(), part.terms()))
            .toList(),
        either);
  }

  private CdrlModel first() {
    return parts.get(0).model();
  }

  private void requireOneModel(String what) {
    if (parts.size() > 1) {
      throw new IllegalStateException(
          "Use " + what + " on the samplers of single models, before they are combined");
    }
  }
}
