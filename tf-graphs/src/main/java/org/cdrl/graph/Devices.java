package org.cdrl.graph;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/** Which device operations run on. */
public final class Devices {
  /** What a process has found out, for it does not change; null before. */
  private static String found;

  private Devices() {}

  /**
   * Runs a matrix product with tracing, once per process, and returns its device, such as "CPU:0"
   * or "GPU:0".
   *
   * @param threads of the session, which may be the process's first and fix them
   */
  public static synchronized String ofMatrixProduct(int threads) {
    if (found == null) {
      found = run(threads);
    }
    return found;
  }

  private static String run(int threads) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      // Fed, because TensorFlow would compute a constant product on the CPU before it runs.
      Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(64, 64)));
      Operand<TFloat32> product = tf.withName("probe").linalg.matMul(x, x);
      RunOptions trace =
          RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();
      try (Session session = Sessions.open(graph, new Execution(threads, false));
          TFloat32 values = FloatTensors.tensor(new float[64][64], 0, 64);
          Result result =
              session
                  .runner()
                  .setOptions(trace)
                  .feed(x, values)
                  .fetch(product)
                  .runAndFetchMetadata()) {
        return result
            .getMetadata()
            .map(metadata -> device(metadata.getStepStats().getDevStatsList()))
            .orElse("unknown");
      }
    }
  }

  private static String device(Iterable<DeviceStepStats> devices) {
    for (DeviceStepStats device : devices) {
      for (NodeExecStats node : device.getNodeStatsList()) {
        if (node.getNodeName().equals("probe")) {
          String name = device.getDevice();
          return name.substring(name.indexOf("device:") + "device:".length());
        }
      }
    }
    return "unknown";
  }

  /**
   * Whether the natives are those for GPUs, on the class path or where the loader is told to look.
   */
  public static boolean gpuBuild() {
    if (System.getProperty("org.bytedeco.javacpp.platform.linkpath", "").endsWith("-gpu")) {
      return true;
    }
    String path = "org/tensorflow/internal/c_api/linux-x86_64-gpu/libtensorflow_cc.so.2";
    return Devices.class.getClassLoader().getResource(path) != null;
  }
}
