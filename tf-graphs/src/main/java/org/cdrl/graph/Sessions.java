package org.cdrl.graph;

import java.util.Iterator;
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
    // It would join additions into sums of three or more, whose order is not fixed: see Branches.
    RewriterConfig rewrites =
        RewriterConfig.newBuilder()
            .setArithmeticOptimization(RewriterConfig.Toggle.OFF)
            .setRemapping(fusing(graph))
            .build();
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(execution.threads())
            .setInterOpParallelismThreads(1)
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
                                    : OptimizerOptions.GlobalJitLevel.OFF)))
            .build();
    return new Session(graph, config);
  }

  /**
   * Whether operations may be fused: the pass fails on convolutions whose results a gradient needs
   * too, with a message that would alarm people, and where it works it gains nothing.
   */
  private static RewriterConfig.Toggle fusing(Graph graph) {
    for (Iterator<GraphOperation> all = graph.operations(); all.hasNext(); ) {
      if (all.next().type().equals("Conv2D")) {
        return RewriterConfig.Toggle.OFF;
      }
    }
    return RewriterConfig.Toggle.DEFAULT;
  }
}
