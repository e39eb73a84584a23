package org.cdrl.examples;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.TrainingData;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.StepSize;
import org.cdrl.data.Checkerboard;
import org.cdrl.examples.figures.IterationClock;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Graphs;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.table.quality.Median;
import org.cdrl.value.Scaling;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Speed of the authors' 2-D networks in this engine: training iterations at batch 2,500 and
 * sampling 25,000 rows, T = 6, K = 15, beside the rate of bare matrix products of the same shapes.
 *
 * <p>{@code examples/run EngineSpeed [threads=1] [iterations=20]}
 */
public final class EngineSpeed {
  private static final int BATCH = 2500;
  private static final int ROWS = 25_000;
  private static final int LEVELS = 6;
  private static final int STEPS = 15;

  /** [in, out] of the layers that run once per row and step, width 128 and multiples 1, 2, 2, 2. */
  private static final int[][] ENERGY_LAYERS = {
    {2, 128},
    {128, 128},
    {128, 128},
    {128, 256},
    {256, 256},
    {128, 256},
    {256, 256},
    {256, 256},
    {256, 256},
    {256, 256},
    {256, 1}
  };

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private EngineSpeed() {}

  /**
   * The networks and constants of the authors' 2-D program, with gradients zeroed at every
   * iteration, which it forgets.
   */
  private static CdrlConfig.Builder ofAuthors() {
    return CdrlConfig.builder()
        .stepSize(StepSize.CDRL_TOY)
        .energyWidth(128)
        .energyMultipliers(List.of(1, 2, 2, 2))
        .frequencies(0)
        .initializerWidth(64)
        .initializerBlocks(1)
        .groupNorm(true)
        .pretrainingIterations(0)
        .regressionWeight(0)
        .iterations(100_000)
        .batchSize(2500)
        .energyLearningRate(3e-6)
        .initializerLearningRate(1e-5)
        .warmUp(10_000)
        .coolDown(0)
        .averageDecay(.9999);
  }

  /** Runs the benchmark. */
  public static void main(String[] args) {
    int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
    int iterations = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    float[][] data = Checkerboard.sample(50_000, 1);
    CdrlConfig config = ofAuthors().iterations(iterations + 3).build();
    float[] zero = new float[2];
    float[] one = {1, 1};
    IterationClock clock = new IterationClock(3);
    CdrlModel model =
        CdrlTrainer.of(config)
            .execution(Execution.DEFAULT.threads(threads))
            .scaling(new Scaling(zero, one))
            .fit(TrainingData.of(data), clock);
    print("training iteration, batch 2,500", threads, clock.wall(), clock.cpu());
    System.out.printf(
        Locale.ROOT,
        "  outside the TensorFlow run: %.2f %% of the wall time%n",
        100 * model.summary().secondsOutside() / model.summary().seconds());

    double[] wall = new double[3];
    double[] cpu = new double[3];
    model.sampler().draw(100);
    for (int n = 0; n < wall.length; n++) {
      long w = System.nanoTime();
      long c = SYSTEM.getProcessCpuTime();
      model.sampler().seed(n).draw(ROWS);
      wall[n] = (System.nanoTime() - w) / 1e6;
      cpu[n] = (SYSTEM.getProcessCpuTime() - c) / 1e6;
    }
    print("sampling 25,000 rows", threads, wall, cpu);
    model.close();
    double rate = matrixRate(threads);
    double forward = forwardFlop();
    double iteration = BATCH * forward * (2.0 * STEPS + 3 * 2);
    double sampling = ROWS * forward * 2 * STEPS * LEVELS;
    System.out.printf(
        Locale.ROOT,
        "bare matrix products of the same shapes: %.0f GFLOP/s%n"
            + "energy arithmetic: %.1f GFLOP per iteration = %.0f ms at that rate, %.2f x the"
            + " floor%n"
            + "                   %.0f GFLOP per 25,000 rows = %.1f s at that rate, %.2f x the"
            + " floor%n",
        rate / 1e9,
        iteration / 1e9,
        1e3 * iteration / rate,
        Median.of(clock.wall()) / (1e3 * iteration / rate),
        sampling / 1e9,
        sampling / rate,
        Median.of(wall) / (1e3 * sampling / rate));
  }

  /** Multiplications and additions of one energy evaluation of one row. */
  private static double forwardFlop() {
    double flop = 0;
    for (int[] layer : ENERGY_LAYERS) {
      flop += 2.0 * layer[0] * layer[1];
    }
    return flop;
  }

  /**
   * FLOP/s of products [2500, in] x [in, out] and their gradients [2500, out] x [out, in]; every
   * product has inputs of its own, so that none is computed once for two.
   */
  private static double matrixRate(int threads) {
    try (Graph graph = Graphs.create()) {
      Ops tf = Graphs.ops(graph);
      List<Placeholder<TFloat32>> inputs = new ArrayList<>();
      List<Operand<TFloat32>> elements = new ArrayList<>();
      double flop = 0;
      for (int[] layer : ENERGY_LAYERS) {
        for (int way = 0; way < 2; way++) {
          Placeholder<TFloat32> x = matrix(tf, BATCH, layer[way]);
          Placeholder<TFloat32> w = matrix(tf, layer[way], layer[1 - way]);
          inputs.addAll(List.of(x, w));
          // One element keeps the product alive at no cost.
          elements.add(
              tf.slice(
                  tf.linalg.matMul(x, w),
                  tf.constant(new int[] {0, 0}),
                  tf.constant(new int[] {1, 1})));
          flop += 2.0 * BATCH * layer[0] * layer[1];
        }
      }
      Operand<TFloat32> all = tf.math.addN(elements);
      List<TFloat32> values = new ArrayList<>();
      try (Session session = Sessions.open(graph, Execution.DEFAULT.threads(threads))) {
        double best = 0;
        for (Placeholder<TFloat32> input : inputs) {
          float[][] rows = new float[(int) input.shape().get(0)][(int) input.shape().get(1)];
          for (float[] row : rows) {
            Arrays.fill(row, .5f);
          }
          values.add(FloatTensors.tensor(rows, 0, rows.length));
        }
        for (int n = 0; n < 20; n++) {
          Session.Runner runner = session.runner().fetch(all);
          for (int v = 0; v < inputs.size(); v++) {
            runner.feed(inputs.get(v), values.get(v));
          }
          long begun = System.nanoTime();
          try (Result result = runner.run()) {
            best = Math.max(best, flop / ((System.nanoTime() - begun) / 1e9));
          }
        }
        return best;
      } finally {
        values.forEach(TFloat32::close);
      }
    }
  }

  private static Placeholder<TFloat32> matrix(Ops tf, int rows, int columns) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows, columns)));
  }

  private static void print(String what, int threads, double[] wall, double[] cpu) {
    System.out.printf(
        Locale.ROOT,
        "%s, %d thread(s): wall %.0f ms, CPU %.0f ms (medians of %d)%n",
        what,
        threads,
        Median.of(wall),
        Median.of(cpu),
        wall.length);
  }
}
