package org.cdrl.internal.graph;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListMemoryBytes;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.cdrl.config.Execution;
import org.cdrl.natives.LibraryPath;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/** Which device operations run on, and what it is good at. */
public final class Devices {
  private static final Pattern FLAGS = Pattern.compile("(?m)^(flags|Features)\\s*:");
  private static final Pattern BFLOAT16 = Pattern.compile("\\b(avx512_bf16|amx_bf16|bf16)\\b");

  /** What a process has found out, for it does not change; null before. */
  private static String found;

  private Devices() {}

  /**
   * The device of a matrix product, such as "CPU:0" or "GPU:0". Where natives are built for GPUs,
   * one is run with tracing, once per process, for they may find none; others know CPUs only.
   *
   * @param threads of the session, which may be the process's first and fix them
   * @throws IllegalStateException if TensorFlow's library cannot be loaded, saying what to do
   */
  public static synchronized String ofMatrixProduct(int threads) {
    NativeLibrary.require();
    if (found == null) {
      found = gpuBuild() ? run(threads) : "CPU:0";
    }
    return found;
  }

  private static String run(int threads) {
    try (Graph graph = Graphs.create()) {
      Ops tf = Graphs.ops(graph);
      // Fed, because TensorFlow would compute a constant product on the CPU before it runs.
      Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(64, 64)));
      Operand<TFloat32> product = tf.withName("probe").linalg.matMul(x, x);
      RunOptions trace =
          RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();
      try (Session session = Sessions.open(graph, Execution.DEFAULT.threads(threads));
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
          return shortName(device.getDevice());
        }
      }
    }
    return "unknown";
  }

  /**
   * Memory of the device that operations run on, bytes: the machine's, or what TensorFlow may use
   * of a GPU's. For the name see {@link #ofMatrixProduct}.
   */
  public static long memory(String device) {
    if (!device.startsWith("GPU")) {
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return system.getTotalMemorySize();
    }
    Long bytes = memoryByDevice().get(device);
    if (bytes == null) {
      throw new IllegalStateException("TensorFlow has no device " + device);
    }
    return bytes;
  }

  /**
   * The devices among which a batch is divided: GPUs, or, where operations run on the CPU, CPUs of
   * a session's own making, which share its cores and show that the results are the same.
   *
   * @throws IllegalArgumentException if there are not so many GPUs
   */
  public static List<DeviceSpec> replicas(Execution execution) {
    boolean gpu = ofMatrixProduct(execution.threads()).startsWith("GPU");
    if (gpu) {
      long there = memoryByDevice().keySet().stream().filter(d -> d.startsWith("GPU")).count();
      if (there < execution.replicas()) {
        throw new IllegalArgumentException(
            "replicas is "
                + execution.replicas()
                + ", but this machine has "
                + there
                + (there == 1 ? " usable GPU" : " usable GPUs"));
      }
    }
    return IntStream.range(0, execution.replicas())
        .mapToObj(
            n ->
                DeviceSpec.newBuilder()
                    .deviceType(gpu ? DeviceSpec.DeviceType.GPU : DeviceSpec.DeviceType.CPU)
                    .deviceIndex(n)
                    .build())
        .toList();
  }

  /** Bytes that TensorFlow may use on every device, by name, such as "GPU:0". */
  private static Map<String, Long> memoryByDevice() {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Session session =
          TF_Session.newSession(TF_Graph.newGraph(), TF_SessionOptions.newSessionOptions(), status);
      status.throwExceptionIfNotOK();
      TF_DeviceList devices = TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      try {
        Map<String, Long> memory = new LinkedHashMap<>();
        for (int n = 0; n < TF_DeviceListCount(devices); n++) {
          memory.put(
              shortName(TF_DeviceListName(devices, n, status).getString()),
              TF_DeviceListMemoryBytes(devices, n, status));
        }
        return memory;
      } finally {
        TF_DeleteDeviceList(devices);
      }
    }
  }

  /** "GPU:0" of "/job:localhost/replica:0/task:0/device:GPU:0". */
  private static String shortName(String name) {
    return name.substring(name.indexOf("device:") + "device:".length());
  }

  /**
   * Whether this processor is known to lack instructions for bfloat16 (AVX-512 BF16 or AMX, bf16 on
   * ARM), without which TensorFlow multiplies in it many times slower than in float32. Linux tells;
   * elsewhere it is not known, and false.
   */
  public static boolean slowBfloat16() {
    Path facts = Path.of("/proc/cpuinfo");
    try {
      return Files.isReadable(facts) && slowBfloat16(Files.readString(facts));
    } catch (IOException e) {
      return false;
    }
  }

  /** The same from what Linux tells of the processor. */
  static boolean slowBfloat16(String facts) {
    return FLAGS.matcher(facts).find() && !BFLOAT16.matcher(facts).find();
  }

  /**
   * Whether the natives are those for GPUs, on the class path or where the loader is told to look.
   */
  public static boolean gpuBuild() {
    if (LibraryPath.isOfGpu()) {
      return true;
    }
    String path = "org/tensorflow/internal/c_api/linux-x86_64-gpu/libtensorflow_cc.so.2";
    return Devices.class.getClassLoader().getResource(path) != null;
  }
}
