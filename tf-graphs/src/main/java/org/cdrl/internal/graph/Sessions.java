package org.cdrl.internal.graph;

import java.util.Iterator;
import org.cdrl.config.Execution;
import org.cdrl.value.Member;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;

/** How sessions are opened. */
public final class Sessions {
  private Sessions() {}

  /** Opens a session. */
  public static Session open(Graph graph, Execution execution) {
    return new Session(graph, config(graph, execution).build());
  }

  /**
   * Opens a session of a worker: on its server if it is a joined one.
   *
   * @throws IllegalArgumentException if its batches are to be divided among GPUs, too
   */
  public static Session open(Graph graph, Execution execution, Member member) {
    if (!member.isJoined()) {
      return open(graph, execution);
    }
    if (execution.replicas() > 1) {
      throw new IllegalArgumentException(
          "Joined workers have one device each: replicas must be 1, not " + execution.replicas());
    }
    return Servers.open(graph, config(graph, execution), member);
  }

  /** The threads of a session. */
  static ConfigProto.Builder threads(Execution execution) {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(execution.threads())
        // One for each device, which would wait for the others otherwise.
        .setInterOpParallelismThreads(execution.replicas());
  }

  private static ConfigProto.Builder config(Graph graph, Execution execution) {
    RewriterConfig rewrites =
        RewriterConfig.newBuilder()
            // Passes that find nothing in these graphs, or undo each other, take half a second.
            .setMetaOptimizerIterations(RewriterConfig.NumIterationsType.ONE)
            .setDisableTfgOptimizer(true)
            .setLayoutOptimizer(RewriterConfig.Toggle.OFF)
            .setShapeOptimization(RewriterConfig.Toggle.OFF)
            .setMemoryOptimization(RewriterConfig.MemOptType.NO_MEM_OPT)
            .setLoopOptimization(RewriterConfig.Toggle.OFF)
            .setFunctionOptimization(RewriterConfig.Toggle.OFF)
            .setImplementationSelector(RewriterConfig.Toggle.OFF)
            .setPinToHostOptimization(RewriterConfig.Toggle.OFF)
            .setAutoMixedPrecisionMkl(RewriterConfig.Toggle.OFF)
            // It would join additions into sums of three or more, whose order is not fixed: see
            // Branches.
            .setArithmeticOptimization(RewriterConfig.Toggle.OFF)
            .setDisableMetaOptimizer(execution.replicas() > 1 || hasConvolutions(graph))
            .build();
    return threads(execution)
        .putDeviceCount("CPU", execution.replicas())
        // Sessions would share one such thread otherwise, and wait for each other.
        .setUsePerSessionThreads(true)
        .setAllowSoftPlacement(true)
        .setGraphOptions(
            GraphOptions.newBuilder()
                .setRewriteOptions(rewrites)
                .setOptimizerOptions(
                    OptimizerOptions.newBuilder()
                        .setGlobalJitLevel(
                            execution.xla()
                                ? OptimizerOptions.GlobalJitLevel.ON_2
                                : OptimizerOptions.GlobalJitLevel.OFF)));
  }

  /**
   * Whether graphs are left as they were built: rewriting those of images takes longer than
   * building them, makes nothing faster, and fails on convolutions whose results a gradient needs
   * too, with a message that would alarm people.
   */
  private static boolean hasConvolutions(Graph graph) {
    for (Iterator<GraphOperation> all = graph.operations(); all.hasNext(); ) {
      if (all.next().type().equals("Conv2D")) {
        return true;
      }
    }
    return false;
  }
}
