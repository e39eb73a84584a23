package org.cdrl.examples;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.cdrl.CdrlConfig;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.Scaling;
import org.cdrl.TrainingData;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.cdrl.data.Checkerboard;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.ndarray.Shape;
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
    {2, 128}, {128, 128}, {128, 128}, {128, 256}, {256, 256}, {128, 256}, {256, 256}, {256, 256},
    {256, 256}, {256, 256}, {256, 1}
  };

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private EngineSpeed() {}

  /** Runs the benchmark. */
  public static void main(String[] args) {
    int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
    int iterations = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    float[][] data = Checkerboard.sample(50_000, 1);
    CdrlConfig config =
        CdrlConfig.paper2d().iterations(iterations + 3).threads(threads).build();
    float[] zero = new float[2];
    float[] one = {1, 1};
    Clock clock = new Clock(3);
    CdrlModel model =
        CdrlTrainer.of(config)
            .scaling(new Scaling(zero, one))
            .fit(TrainingData.of(data), clock);
    print("training iteration, batch 2,500", threads, clock.wall, clock.cpu);
    System.out.printf(
        Locale.ROOT, "  outside the TensorFlow run: %.2f %% of the wall time%n",
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
        median(clock.wall) / (1e3 * iteration / rate),
        sampling / 1e9,
        sampling / rate,
        median(wall) / (1e3 * sampling / rate));
  }

  /** Multiplications and additions of one energy evaluation of one row. */
  private static double forwardFlop() {
    double flop = 0;
    for (int[] layer : ENERGY_LAYERS) {
      flop += 2.0 * layer[0] * layer[1];
    }
    return flop;
  }

  /** FLOP/s of products [2500, in] x [in, out] and their gradients [2500, out] x [out, in]. */
  private static double matrixRate(int threads) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> seed =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
      Operand<TFloat32> sum = seed;
      int repeats = 5;
      double flop = 0;
      for (int r = 0; r < repeats; r++) {
        for (int[] layer : ENERGY_LAYERS) {
          for (int way = 0; way < 2; way++) {
            Operand<TFloat32> x = filled(tf, seed, BATCH, layer[way]);
            Operand<TFloat32> w = filled(tf, seed, layer[way], layer[1 - way]);
            Operand<TFloat32> product = tf.linalg.matMul(x, w);
            // One element keeps the product alive at no cost.
            Operand<TFloat32> element =
                tf.reshape(
                    tf.slice(
                        product, tf.constant(new int[] {0, 0}), tf.constant(new int[] {1, 1})),
                    tf.constant(new int[0]));
            sum = tf.math.add(sum, element);
            flop += 2.0 * BATCH * layer[0] * layer[1];
          }
        }
      }
      try (Session session = org.cdrl.graph.Sessions.open(graph, threads);
          TFloat32 value = TFloat32.scalarOf(.5f)) {
        double best = 0;
        for (int n = 0; n < 7; n++) {
          long begun = System.nanoTime();
          try (Result result = session.runner().feed(seed, value).fetch(sum).run()) {
            best = Math.max(best, flop / ((System.nanoTime() - begun) / 1e9));
          }
        }
        return best;
      }
    }
  }

  private static Operand<TFloat32> filled(Ops tf, Operand<TFloat32> seed, int rows, int columns) {
    return tf.fill(tf.constant(new int[] {rows, columns}), seed);
  }

  private static void print(String what, int threads, double[] wall, double[] cpu) {
    System.out.printf(
        Locale.ROOT,
        "%s, %d thread(s): wall %.0f ms, CPU %.0f ms (medians of %d)%n",
        what,
        threads,
        median(wall),
        median(cpu),
        wall.length);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Times every iteration after some that warm up. */
  private static final class Clock implements TrainingListener {
    private final int warmUp;
    private long lastWall;
    private long lastCpu;
    private double[] wall = new double[0];
    private double[] cpu = new double[0];

    Clock(int warmUp) {
      this.warmUp = warmUp;
    }

    @Override
    public int interval() {
      return 1;
    }

    @Override
    public boolean goOn(TrainingProgress progress) {
      long w = System.nanoTime();
      long c = SYSTEM.getProcessCpuTime();
      if (progress.iteration() > warmUp) {
        wall = appended(wall, (w - lastWall) / 1e6);
        cpu = appended(cpu, (c - lastCpu) / 1e6);
      }
      lastWall = w;
      lastCpu = c;
      return true;
    }

    private static double[] appended(double[] values, double value) {
      double[] more = Arrays.copyOf(values, values.length + 1);
      more[values.length] = value;
      return more;
    }
  }
}
