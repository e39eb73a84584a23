package org.cdrl.graph;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/** Which device operations run on. */
public final class Devices {
  private Devices() {}

  /** Runs a matrix product with tracing and returns its device, such as "CPU:0" or "GPU:0". */
  public static String ofMatrixProduct() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x =
          tf.random.statelessRandomNormal(
              tf.constant(new int[] {64, 64}), tf.constant(new int[] {1, 2}));
      Operand<TFloat32> product = tf.withName("probe").linalg.matMul(x, x);
      RunOptions trace =
          RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();
      try (Session session = Sessions.open(graph, 0);
          Result result = session.runner().setOptions(trace).fetch(product).run()) {
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

  /** Whether GPU natives are on the class path. */
  public static boolean gpuBuild() {
    String path = "org/tensorflow/internal/c_api/linux-x86_64-gpu/libtensorflow_cc.so.2";
    return Devices.class.getClassLoader().getResource(path) != null;
  }
}
