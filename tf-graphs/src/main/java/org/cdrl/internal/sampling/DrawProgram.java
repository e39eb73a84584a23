package org.cdrl.internal.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.cdrl.config.Kernel;
import org.cdrl.internal.energy.Expression;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Noise;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Sampling: for i = T .. 1 a proposal, then Langevin steps on the recovery likelihood, then a
 * denoising step (CDRL paper, algorithm 2).
 *
 * <p>The graph holds one transition with all its steps, and is run once per level: TensorFlow takes
 * longer to prepare a loop than to run it, so a graph with a loop per level and pass would be ready
 * after many seconds only.
 *
 * <p>Conditions, guidance, composition and several models only change the energy expression;
 * filling in only holds some coordinates; interpolation only changes the noise.
 */
public final class DrawProgram implements AutoCloseable {
  /** What the graph is built for. */
  public enum Mode {
    /** Fresh rows. */
    FRESH,
    /** Rows of which some coordinates are known. */
    FILL,
    /** The same, with the same noise for every block of rows. */
    FILL_IN_BLOCKS,
    /** Rows on the arc between two rows. */
    INTERPOLATE;

    boolean fills() {
      return this == FILL || this == FILL_IN_BLOCKS;
    }
  }

  /**
   * The numbers of one run.
   *
   * @param seed of all noise
   * @param first number of the first row
   * @param rows how many
   * @param steps K'
   * @param stepScale K / K', by which the step variance grows
   * @param denoising kappa of the last step; 0 for none, 1 for Tweedie's formula
   * @param passes how often each transition is run where values are filled in, and how often each
   *     but the first and the last where rows are drawn
   * @param insistence how often concepts count in the proposals of transitions but the first and
   *     the last where rows are drawn
   */
  public record Run(
      long seed,
      long first,
      int rows,
      int steps,
      double stepScale,
      double denoising,
      int passes,
      double insistence) {}

  /**
   * What a run returns.
   *
   * @param rows x, [n][d]
   * @param levels per transition 1..T what happened; empty unless asked for
   */
  public record Draw(float[][] rows, List<Level> levels) {}

  /**
   * One transition of a run.
   *
   * @param proposals x_{i-1} as proposed, [n][d]
   * @param rows x_{i-1} after the chain, [n][d]
   * @param acceptance share of moves accepted
   */
  public record Level(float[][] proposals, float[][] rows, double acceptance) {}

  private final ExpertSession experts;
  private final DrawInputs in;
  private final TransitionGraph graph;

  /** Builds the graph for expressions of this structure, unclipped and with numbers of the seed. */
  public DrawProgram(Diffusion diffusion, Expression expression, Kernel kernel, Mode mode) {
    this(diffusion, expression, kernel, mode, false, null);
  }

  /**
   * Builds the graph for expressions of this structure.
   *
   * @param clipped whether the chains keep |x_{i-1}| within 1
   * @param given the numbers of an occasion: 0 for x_T, i for transition i; null for those that the
   *     seed tells
   */
  public DrawProgram(
      Diffusion diffusion,
      Expression expression,
      Kernel kernel,
      Mode mode,
      boolean clipped,
      Function<Operand<TInt64>, Noise> given) {
    experts = new ExpertSession(diffusion, expression);
    in = new DrawInputs(experts.tf(), mode, diffusion.dimension(), given);
    graph = new TransitionGraph(experts, diffusion, in, kernel, clipped);
    experts.open();
  }

  /**
   * Draws rows.
   *
   * @param traced whether to return what happened at every level
   */
  public Draw fresh(Expression expression, Run run, boolean traced) {
    try (Feeds feeds = feeds(expression, run)) {
      return draw(feeds, run, true, traced);
    }
  }

  /**
   * Fills in rows.
   *
   * @param rowsKnown x_0 [rows][d] where known
   * @param rowsFree 1 where to fill, 0 where known, [rows][d]
   */
  public float[][] fill(Expression expression, Run run, float[][] rowsKnown, float[][] rowsFree) {
    try (Feeds feeds = feeds(expression, run)) {
      return fill(feeds, run, rowsKnown, rowsFree);
    }
  }

  /**
   * Fills in rows with the same noise for every block of them.
   *
   * @param block rows of a block
   */
  public float[][] fillInBlocks(
      Expression expression, Run run, float[][] rowsKnown, float[][] rowsFree, int block) {
    try (Feeds feeds =
        feeds(expression, run)
            .int32(in.blockSize, block)
            .int32(in.blockFirst, (int) (run.first() % block))) {
      return fill(feeds, run, rowsKnown, rowsFree);
    }
  }

  private float[][] fill(Feeds feeds, Run run, float[][] rowsKnown, float[][] rowsFree) {
    feeds
        .add(in.known, FloatTensors.tensor(rowsKnown, 0, run.rows()))
        .add(in.free, FloatTensors.tensor(rowsFree, 0, run.rows()));
    return draw(feeds, run, false, false).rows();
  }

  /** Angles of n rows on an arc, ends included, [n][1]. */
  public static float[][] arc(int n) {
    float[][] angles = new float[n][1];
    for (int r = 0; r < n; r++) {
      angles[r][0] = (float) (Math.PI / 2 * r / Math.max(1, n - 1));
    }
    return angles;
  }

  /**
   * Draws rows on the arc from row {@code run.first()} to row {@code lastRow}.
   *
   * @param angles of the rows, [rows][1]
   */
  public float[][] interpolate(Expression expression, Run run, long lastRow, float[][] angles) {
    try (Feeds feeds =
        feeds(expression, run)
            .int64(in.last, lastRow)
            .add(in.angle, FloatTensors.tensor(angles, 0, run.rows()))) {
      return draw(feeds, run, true, false).rows();
    }
  }

  private Feeds feeds(Expression expression, Run run) {
    return in.add(experts.feeds(expression, run.first(), run.rows()), run);
  }

  /**
   * The loop of {@link TransitionGraph#algorithm2}.
   *
   * @param fresh whether nothing is known of the rows; then only transitions between the first and
   *     the last are repeated, where rows are decided: x_T tells nothing yet, and next to data
   *     nothing is open
   */
  private Draw draw(Feeds feeds, Run run, boolean fresh, boolean traced) {
    int levels = experts.schedule().levels();
    List<Level> trace = new ArrayList<>();
    float[][] x = fetch(feeds.int32(in.transition, levels).int64(in.occasion, 0), graph.prior);
    for (int i = levels; i >= 1; i--) {
      boolean inner = i > 1 && i < levels;
      int passes = inner || !fresh ? run.passes() : 1;
      feeds.int32(in.transition, i).float32(in.insistence, inner && fresh ? run.insistence() : 1);
      for (int pass = 0; pass < passes; pass++) {
        feeds.int64(in.occasion, i + 1000L * pass);
        if (pass > 0) {
          x = fetch(from(feeds, x), graph.again);
        }
        from(feeds, x);
        if (traced) {
          if (pass > 0) {
            trace.remove(0);
          }
          trace.add(0, level(feeds, run));
          x = copy(trace.get(0).rows());
        } else {
          x = fetch(feeds, graph.cleaner);
        }
      }
    }
    return new Draw(fetch(from(feeds, x), graph.denoised), trace);
  }

  private Feeds from(Feeds feeds, float[][] x) {
    return feeds.add(in.noisy, FloatTensors.tensor(x, 0, x.length));
  }

  private float[][] fetch(Feeds feeds, Operand<TFloat32> wanted) {
    try (Result values = feeds.to(experts.runner()).fetch(wanted).run()) {
      return FloatTensors.rows((TFloat32) values.get(0));
    }
  }

  private Level level(Feeds feeds, Run run) {
    try (Result values =
        feeds
            .to(experts.runner())
            .fetch(graph.proposed)
            .fetch(graph.cleaner)
            .fetch(graph.accepted)
            .run()) {
      double moves = 0;
      for (float count : FloatTensors.flat((TFloat32) values.get(2))) {
        moves += count;
      }
      return new Level(
          FloatTensors.rows((TFloat32) values.get(0)),
          FloatTensors.rows((TFloat32) values.get(1)),
          moves / run.rows() / Math.max(1, run.steps()));
    }
  }

  private static float[][] copy(float[][] rows) {
    return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
  }

  @Override
  public void close() {
    experts.close();
  }
}
