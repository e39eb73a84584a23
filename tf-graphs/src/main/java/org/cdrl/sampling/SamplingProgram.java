package org.cdrl.sampling;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.graph.FloatTensors;
import org.cdrl.graph.Sessions;
import org.cdrl.langevin.Kernel;
import org.cdrl.langevin.StepSize;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A sampling graph with its session: everything that can be asked of one energy expression, as
 * often as wanted.
 */
public final class SamplingProgram implements AutoCloseable {
  /**
   * What the program is built for; anything else is decided per run.
   *
   * @param schedule noise levels
   * @param stepSize s_i^2
   * @param width d
   * @param kernel moves of the chains
   * @param terms J of every expert
   * @param either whether several experts are alternatives instead of factors
   * @param filling whether known values are held
   * @param threads of the session; 0 for one per core
   */
  public record Shape4(
      NoiseSchedule schedule,
      StepSize stepSize,
      int width,
      Kernel kernel,
      List<Integer> terms,
      boolean either,
      boolean filling,
      int threads) {}

  private final Graph graph = new Graph();
  private final Session session;
  private final List<ExpertNodes> experts = new ArrayList<>();
  private final Placeholder<TInt64> seed;
  private final Placeholder<TInt64> firstRow;
  private final Placeholder<TInt32> rows;
  private final Placeholder<TInt32> steps;
  private final Placeholder<TFloat32> stepScale;
  private final Placeholder<TFloat32> denoising;
  private final Placeholder<TFloat32> known;
  private final Placeholder<TFloat32> free;
  private final SamplingGraph sampling;

  /** Builds graph and session. */
  public SamplingProgram(Shape4 shape, List<Expert> parts) {
    Ops tf = Ops.create(graph);
    for (int m = 0; m < parts.size(); m++) {
      experts.add(new ExpertNodes(tf, "expert" + m, parts.get(m), shape.terms().get(m)));
    }
    seed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    firstRow = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    rows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    steps = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    stepScale = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    denoising = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    Shape matrix = Shape.of(-1, shape.width());
    known = shape.filling() ? tf.placeholder(TFloat32.class, Placeholder.shape(matrix)) : null;
    free = shape.filling() ? tf.placeholder(TFloat32.class, Placeholder.shape(matrix)) : null;
    sampling =
        new SamplingGraph(
            tf,
            shape.schedule(),
            shape.stepSize(),
            experts,
            shape.either(),
            shape.width(),
            shape.kernel(),
            new SamplingGraph.Inputs(
                seed, firstRow, rows, steps, stepScale, denoising, known, free, null));
    session = Sessions.open(graph, shape.threads());
    experts.forEach(expert -> expert.load(session));
  }

  /** Unconditional, single-expert draw. */
  public float[][] draw(long seedValue, long first, int n, int k, int fullK, double kappa) {
    try (TInt64 s = TInt64.scalarOf(seedValue);
        TInt64 f = TInt64.scalarOf(first);
        TInt32 r = TInt32.scalarOf(n);
        TInt32 kk = TInt32.scalarOf(k);
        TFloat32 sc = TFloat32.scalarOf((float) fullK / k);
        TFloat32 dn = TFloat32.scalarOf((float) kappa);
        TFloat32 one = TFloat32.scalarOf(1f)) {
      Session.Runner runner =
          session
              .runner()
              .feed(seed, s)
              .feed(firstRow, f)
              .feed(rows, r)
              .feed(steps, kk)
              .feed(stepScale, sc)
              .feed(denoising, dn)
              .fetch(sampling.result());
      for (ExpertNodes e : experts) runner.feed(e.weight, one);
      try (Result result = runner.run()) {
        return FloatTensors.rows((TFloat32) result.get(0));
      }
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
