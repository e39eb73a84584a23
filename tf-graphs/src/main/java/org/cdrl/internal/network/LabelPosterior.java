package org.cdrl.internal.network;

import org.cdrl.value.LabelCoordinates;
import org.cdrl.value.Scaling;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Labels of a row given its noisy version x = sqrt(abar) x_0 + sqrt(1 - abar) e, in the coordinates
 * that stand for labels; others pass through.
 *
 * <p>How likely a label makes its own coordinates of x is known exactly, log N(x; sqrt(abar) v_l,
 * (1 - abar) I); a network adds what the rest of the row says, its logit. Their softmax over a
 * block (sigmoid for a single coordinate) gives probabilities, and probabilities give E[x_0 | x].
 */
public final class LabelPosterior {
  /** Uniform numbers stay below 1, so that rounding cannot leave a block without a label. */
  private static final float BELOW_ONE = .99999f;

  private final float[] low;
  private final float[] gap;
  private final float[] middle;

  /** 1 for labels, 0 for numbers. */
  private final float[] label;

  private final float[] number;

  /** 1 for blocks of one coordinate, which are compared with the logit 0; else 0. */
  private final float[] single;

  private final float[] several;
  private final int[] segment;
  private final int segments;

  /** The first coordinate of every coordinate's block. */
  private final int[] first;

  /** Sum over the block, sum over the block up to a coordinate: [d, d]. */
  private final float[][] sum;

  private final float[][] upTo;

  /** Of labels as the networks see them; null if there are none. */
  public static LabelPosterior of(LabelCoordinates labels, Scaling scaling) {
    float[][] ends = scaling.scale(new float[][] {labels.low(), labels.high()});
    return labels.any() ? new LabelPosterior(labels.block(), ends[0], ends[1]) : null;
  }

  /**
   * Prepares the constants.
   *
   * @param block of every coordinate [d], the same number for neighbours of which one is high;
   *     negative for numbers
   * @param low values of coordinates whose label is another one, [d]
   * @param high values of coordinates whose label is theirs, [d]
   */
  public LabelPosterior(int[] block, float[] low, float[] high) {
    int d = block.length;
    this.low = low.clone();
    gap = new float[d];
    middle = new float[d];
    label = new float[d];
    number = new float[d];
    single = new float[d];
    several = new float[d];
    segment = new int[d];
    sum = new float[d][d];
    upTo = new float[d][d];
    first = new int[d];
    int count = 0;
    int begin = 0;
    for (int k = 0; k < d; k++) {
      boolean isLabel = block[k] >= 0;
      if (!isLabel || k == 0 || block[k] != block[k - 1]) {
        begin = k;
        count++;
      }
      segment[k] = count - 1;
      first[k] = begin;
      for (int j = begin; j <= k; j++) {
        sum[j][k] = 1;
        sum[k][j] = 1;
        upTo[j][k] = 1;
      }
      label[k] = isLabel ? 1 : 0;
      number[k] = 1 - label[k];
      gap[k] = isLabel ? high[k] - low[k] : 1;
      middle[k] = isLabel ? (high[k] + low[k]) / 2 : 0;
    }
    segments = count;
    for (int k = 0; k < d; k++) {
      boolean alone =
          (k == 0 || segment[k - 1] != segment[k]) && (k == d - 1 || segment[k + 1] != segment[k]);
      single[k] = alone ? 1 : 0;
      several[k] = 1 - single[k];
    }
  }

  /**
   * E[x_0 | x].
   *
   * @param logits what the network makes of the rest of the row, [B, d]; not read of numbers
   * @param numbers its estimate of x_0, [B, d]; not read of labels
   * @param x [B, d]
   * @param alphaBar [B, 1] or [1, 1]
   */
  Operand<TFloat32> estimate(
      Ops tf,
      Operand<TFloat32> logits,
      Operand<TFloat32> numbers,
      Operand<TFloat32> x,
      Operand<TFloat32> alphaBar) {
    Operand<TFloat32> signal = tf.math.sqrt(alphaBar);
    Operand<TFloat32> distance = tf.math.sub(x, tf.math.mul(signal, tf.constant(middle)));
    Operand<TFloat32> likelihood =
        tf.math.div(
            tf.math.mul(tf.math.mul(signal, tf.constant(gap)), distance),
            tf.math.sub(tf.constant(1f), alphaBar));
    Operand<TFloat32> p = probabilities(tf, tf.math.add(logits, likelihood));
    Operand<TFloat32> labels = tf.math.add(tf.math.mul(p, tf.constant(gap)), tf.constant(low));
    return tf.math.add(
        tf.math.mul(labels, tf.constant(label)), tf.math.mul(numbers, tf.constant(number)));
  }

  private Operand<TFloat32> probabilities(Ops tf, Operand<TFloat32> given) {
    Operand<TFloat32> logit = tf.math.mul(given, tf.constant(label));
    Operand<TFloat32> alone = tf.constant(single);
    // The largest of the block, and at least 0 where 0 is the other choice: exp never overflows.
    Operand<TFloat32> most = largest(tf, logit);
    most =
        tf.math.add(
            tf.math.mul(tf.math.maximum(most, tf.constant(0f)), alone),
            tf.math.mul(most, tf.constant(several)));
    Operand<TFloat32> e = tf.math.exp(tf.math.sub(logit, most));
    Operand<TFloat32> other =
        tf.math.mul(tf.math.exp(tf.math.neg(tf.math.mul(most, alone))), alone);
    return tf.math.div(e, tf.math.add(tf.linalg.matMul(e, tf.constant(sum)), other));
  }

  private Operand<TFloat32> largest(Ops tf, Operand<TFloat32> logit) {
    Operand<TFloat32> byCoordinate = tf.linalg.transpose(logit, tf.constant(new int[] {1, 0}));
    Operand<TFloat32> bySegment =
        tf.math.unsortedSegmentMax(byCoordinate, tf.constant(segment), tf.constant(segments));
    Operand<TFloat32> spread = tf.gather(bySegment, tf.constant(segment), tf.constant(0));
    // A shift of all logits of a block changes nothing, so no gradient need pass here.
    return tf.stopGradient(tf.linalg.transpose(spread, tf.constant(new int[] {1, 0})));
  }

  /**
   * Replaces the mean of labels by one of them, drawn with their probabilities. The mean of what is
   * drawn is the estimate, so gradients pass as if nothing had been drawn.
   *
   * @param estimate from {@link #estimate}, or a combination of several, [B, d]
   * @param uniform from 0 to 1, [B, d]; the first of every block counts
   */
  public Operand<TFloat32> draw(Ops tf, Operand<TFloat32> estimate, Operand<TFloat32> uniform) {
    Operand<TFloat32> p =
        tf.clipByValue(
            tf.math.div(tf.math.sub(estimate, tf.constant(low)), tf.constant(gap)),
            tf.constant(0f),
            tf.constant(1f));
    // Combinations of several estimates need not sum to 1.
    Operand<TFloat32> total =
        tf.math.add(
            tf.math.mul(tf.linalg.matMul(p, tf.constant(sum)), tf.constant(several)),
            tf.constant(single));
    p = tf.math.div(p, tf.math.maximum(total, tf.constant(1e-6f)));
    Operand<TFloat32> end = tf.linalg.matMul(p, tf.constant(upTo));
    Operand<TFloat32> u =
        tf.math.mul(tf.gather(uniform, tf.constant(first), tf.constant(1)), tf.constant(BELOW_ONE));
    Operand<TFloat32> chosen =
        tf.math.sub(
            tf.dtypes.cast(tf.math.greater(end, u), TFloat32.class),
            tf.dtypes.cast(tf.math.greater(tf.math.sub(end, p), u), TFloat32.class));
    Operand<TFloat32> vertex = tf.math.add(tf.math.mul(chosen, tf.constant(gap)), tf.constant(low));
    Operand<TFloat32> change = tf.math.mul(tf.math.sub(vertex, estimate), tf.constant(label));
    return tf.math.add(estimate, tf.stopGradient(change));
  }
}
