package org.cdrl.examples;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.TrainingData;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.examples.figures.IterationClock;
import org.cdrl.internal.graph.Devices;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Graphs;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.Network;
import org.cdrl.internal.training.Networks;
import org.cdrl.table.quality.Median;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Speed of the networks of images: the energy, its input gradient, the initializer, a training
 * iteration and a full sampling run (T = 6, K = 15).
 *
 * <p>{@code examples/run ImageSpeed [--bfloat16] [--xla] [preset=small|cifar10|imagenet32|celeba64]
 * [batch=8] [threads=1] [runs=5] [gpus=1]}
 */
public final class ImageSpeed {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ImageSpeed() {}

  /** Runs the benchmark. */
  public static void main(String[] args) {
    List<String> given = new ArrayList<>(List.of(args));
    boolean bfloat16 = given.remove("--bfloat16");
    boolean xla = given.remove("--xla");
    String preset = given.size() > 0 ? given.get(0) : "small";
    int batch = given.size() > 1 ? Integer.parseInt(given.get(1)) : 8;
    int threads = given.size() > 2 ? Integer.parseInt(given.get(2)) : 1;
    int runs = given.size() > 3 ? Integer.parseInt(given.get(3)) : 5;
    int gpus = given.size() > 4 ? Integer.parseInt(given.get(4)) : 1;
    ImageArchitecture image = architecture(preset);
    // The authors' program teaches nothing beforehand, and predicts y_{i-1}.
    CdrlConfig config =
        CdrlConfig.images(image)
            .predictData(false)
            .pretrainingIterations(0)
            .regressionWeight(0)
            .batchSize(batch)
            .iterations(runs + 2)
            .build();
    Execution execution = new Execution(threads, xla, gpus, bfloat16);
    System.out.printf(
        Locale.ROOT,
        "%s, batch %d, %d thread(s), %s%s, %s, training on %d: medians of %d, ms%n",
        preset,
        batch,
        threads,
        bfloat16 ? "bfloat16" : "float32",
        xla ? ", XLA" : "",
        // With these threads: the process's first session fixes their number.
        Devices.ofMatrixProduct(threads),
        gpus,
        runs);
    networks(config, execution, batch, runs);
    float[][] data = normal(4 * batch, image.values());
    IterationClock clock = new IterationClock(2);
    try (CdrlModel model =
        CdrlTrainer.of(config)
            .execution(execution)
            .fit(TrainingData.of(data, image.columns()), clock)) {
      print("training iteration", clock.wall(), clock.cpu());
      Runnable draw = () -> model.sampler().batch(batch).draw(batch);
      draw.run();
      Timing sampling = Timing.of(runs, draw);
      print("sampling of " + batch, sampling.wall(), sampling.cpu());
    }
  }

  private static ImageArchitecture architecture(String preset) {
    return switch (preset) {
      case "small" -> ImageArchitecture.small(32, 3);
      case "cifar10" -> ImageArchitecture.cifar10();
      case "imagenet32" -> ImageArchitecture.imagenet32();
      case "celeba64" -> ImageArchitecture.celeba64();
      default -> throw new IllegalArgumentException("There is no preset " + preset);
    };
  }

  private static void networks(CdrlConfig config, Execution execution, int batch, int runs) {
    ImageArchitecture image = config.imageArchitecture();
    Networks networks = Networks.of(config, image.values(), 0, null, execution.mixedPrecision());
    try (Graph graph = Graphs.create()) {
      Ops tf = Graphs.ops(graph);
      Placeholder<TFloat32> x =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, image.values())));
      Operand<TFloat32> f = value(tf, networks.energy(), x);
      Operand<TFloat32> slope = tf.gradients(f, List.of(x)).dy(0);
      Operand<TFloat32> g = value(tf, networks.initializer(), x);
      try (Session session = Sessions.open(graph, execution.replicas(1));
          TFloat32 rows = FloatTensors.tensor(normal(batch, image.values()), 0, batch)) {
        time("energy", session, x, rows, f, runs);
        time("energy's input gradient", session, x, rows, slope, runs);
        time("initializer", session, x, rows, g, runs);
      }
    }
  }

  private static Operand<TFloat32> value(Ops tf, Network net, Operand<TFloat32> x) {
    Tensors weights =
        net.layout().split(tf, tf.constant(net.layout().start(new SplittableRandom(1))));
    Tensors level = net.level(tf, weights, tf.constant(new float[] {1}));
    return net.value(tf, weights, net.context(tf, weights, level, null), x);
  }

  private static void time(
      String what,
      Session session,
      Placeholder<TFloat32> x,
      TFloat32 rows,
      Operand<TFloat32> wanted,
      int runs) {
    Runnable run =
        () -> {
          try (Result result = session.runner().feed(x, rows).fetch(wanted).run()) {
            result.get(0);
          }
        };
    run.run();
    run.run();
    Timing timing = Timing.of(runs, run);
    print(what, timing.wall(), timing.cpu());
  }

  private static float[][] normal(int n, int d) {
    SplittableRandom random = new SplittableRandom(1);
    float[][] rows = new float[n][d];
    for (float[] row : rows) {
      for (int c = 0; c < d; c++) {
        row[c] = (float) (.5 * random.nextGaussian());
      }
    }
    return rows;
  }

  /** Wall and CPU time of several runs. */
  private record Timing(double[] wall, double[] cpu) {
    static Timing of(int runs, Runnable work) {
      double[] wall = new double[runs];
      double[] cpu = new double[runs];
      for (int n = 0; n < runs; n++) {
        long w = System.nanoTime();
        long c = SYSTEM.getProcessCpuTime();
        work.run();
        wall[n] = (System.nanoTime() - w) / 1e6;
        cpu[n] = (SYSTEM.getProcessCpuTime() - c) / 1e6;
      }
      return new Timing(wall, cpu);
    }
  }

  private static void print(String what, double[] wall, double[] cpu) {
    System.out.printf(
        Locale.ROOT, "%-26s wall %8.0f   CPU %8.0f%n", what, Median.of(wall), Median.of(cpu));
  }
}
