package org.cdrl.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cdrl.value.Member;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/**
 * The means over joined workers, of whatever they find in the same step: one collective operation
 * of TensorFlow, on one flat vector, whose result has the same bits for all of them.
 */
public final class Joined {
  /** How long a worker waits for others, milliseconds: they may have to prepare their rows. */
  private static final int PATIENCE = 600_000;

  /**
   * Of the runs of a graph with such an operation. A limit of the operation's own would keep two
   * threads waiting after every step.
   */
  private static final RunOptions OPTIONS =
      RunOptions.newBuilder().setTimeoutInMs(PATIENCE).build();

  private Joined() {}

  /**
   * How a worker's steps run: one waits for its others for ten minutes at most.
   *
   * @return null for one that learns apart
   */
  public static RunOptions options(Member member) {
    return member.isJoined() ? OPTIONS : null;
  }

  /**
   * Means over all workers.
   *
   * @param member a joined one
   * @param what is averaged; another name for each operation in a run
   * @param tensors of known shapes
   * @return the means, in the same shapes
   */
  public static List<Operand<TFloat32>> means(
      Ops tf, Member member, String what, List<Operand<TFloat32>> tensors) {
    List<Operand<TFloat32>> vectors = new ArrayList<>();
    long size = 0;
    for (Operand<TFloat32> tensor : tensors) {
      vectors.add(tf.reshape(tensor, tf.constant(new int[] {-1})));
      size += tensor.shape().size();
    }
    OperationBuilder builder =
        tf.scope()
            .env()
            .opBuilder("CollectiveReduceV2", tf.scope().makeOpName("Mean"), tf.scope())
            .addInput(tf.concat(vectors, tf.constant(0)).asOutput())
            .addInput(tf.constant(member.servers().size()).asOutput())
            .addInput(tf.constant(member.servers().hashCode()).asOutput())
            // Servers remember how long what they saw under a key was.
            .addInput(tf.constant(Objects.hash(member.run(), what, size)).asOutput())
            .addInputList(new Output<?>[0])
            .setAttr("merge_op", "Add")
            .setAttr("final_op", "Div")
            .setAttr("communication_hint", "auto")
            .setAttr("timeout_seconds", 0f)
            .setAttr("max_subdivs_per_device", -1L);
    Operand<TFloat32> flat = tf.scope().apply(builder).build().<TFloat32>output(0);
    List<Operand<TFloat32>> means = new ArrayList<>();
    int at = 0;
    for (Operand<TFloat32> tensor : tensors) {
      int length = (int) tensor.shape().size();
      Operand<TFloat32> mean =
          tf.slice(flat, tf.constant(new int[] {at}), tf.constant(new int[] {length}));
      means.add(tf.reshape(mean, tf.constant(tensor.shape())));
      at += length;
    }
    return means;
  }
}
