package org.cdrl.internal.network;

import java.util.List;
import java.util.SplittableRandom;
import org.cdrl.config.Execution;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Graphs;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.graph.ParameterLayout.Norm;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.internal.graph.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;

/**
 * Whether convolutions in bfloat16 compute what they should here. On some processors TensorFlow's
 * kernels for them return numbers that are not even the same twice.
 */
public final class Bfloat16Check {
  private static final int SIZE = 32;
  private static final int[] CHANNELS = {3, 32, 64, 64, 64};
  private static final int BATCH = 2;

  /** Bfloat16 has 8 bits: rounding makes a difference of about .004. */
  private static final double MOST = .05;

  private static final class Once {
    static final double DIFFERENCE = measure();
  }

  private Bfloat16Check() {}

  /** Whether they do. */
  static boolean isRight() {
    return Once.DIFFERENCE < MOST;
  }

  /**
   * Fails if they do not.
   *
   * @throws IllegalArgumentException saying what to do instead
   */
  public static void require() {
    if (!isRight()) {
      throw new IllegalArgumentException(
          "TensorFlow's convolutions in bfloat16 are wrong on this machine (relative difference "
              + Once.DIFFERENCE
              + " to float32); use float32: without mixedPrecision (--bfloat16)");
    }
  }

  /** The relative difference of values and gradients in bfloat16 from those in float32. */
  static double measure() {
    double worst = 0;
    float[][] right = run(false);
    for (int time = 0; time < 3; time++) {
      float[][] mixed = run(true);
      for (int part = 0; part < right.length; part++) {
        double difference = 0;
        double size = 0;
        for (int n = 0; n < right[part].length; n++) {
          difference += Math.pow(mixed[part][n] - right[part][n], 2);
          size += Math.pow(right[part][n], 2);
        }
        double relative = Math.sqrt(difference / size);
        worst = Double.isNaN(relative) ? Double.POSITIVE_INFINITY : Math.max(worst, relative);
      }
    }
    return worst;
  }

  /** Values of convolutions at the sizes of small images, and gradients by input and weights. */
  private static float[][] run(boolean mixed) {
    ParameterLayout layout = new ParameterLayout();
    for (int n = 1; n < CHANNELS.length; n++) {
      Convolutions.add(layout, "conv" + n, 3, CHANNELS[n - 1], CHANNELS[n], Norm.FREE);
    }
    SplittableRandom random = new SplittableRandom(1);
    float[] x = new float[BATCH * SIZE * SIZE * CHANNELS[0]];
    for (int n = 0; n < x.length; n++) {
      x[n] = (float) (2 * random.nextDouble() - 1);
    }
    try (Graph graph = Graphs.create()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> flat = tf.constant(layout.start(random));
      Tensors weights = layout.split(tf, flat);
      Operand<TFloat32> images =
          tf.reshape(tf.constant(x), tf.constant(new int[] {BATCH, SIZE, SIZE, CHANNELS[0]}));
      Convolutions convolutions = new Convolutions(mixed);
      Operand<TFloat32> y = images;
      for (int n = 1; n < CHANNELS.length; n++) {
        y = convolutions.convolve(tf, weights, "conv" + n, y);
        y = n + 1 < CHANNELS.length ? Convolutions.halve(tf, tf.math.softplus(y)) : y;
      }
      Gradients slopes = tf.gradients(y, List.of(images, flat));
      try (Session session = Sessions.open(graph, Execution.DEFAULT);
          Result result = session.runner().fetch(y).fetch(slopes.dy(0)).fetch(slopes.dy(1)).run()) {
        float[][] parts = new float[result.size()][];
        for (int part = 0; part < parts.length; part++) {
          parts[part] = FloatTensors.flat((TFloat32) result.get(part));
        }
        return parts;
      }
    }
  }
}
