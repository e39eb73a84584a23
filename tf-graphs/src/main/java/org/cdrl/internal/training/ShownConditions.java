package org.cdrl.internal.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.Network;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a batch's rows show of their conditions, and what a network makes of it beside the noise
 * level. Where levels and values have fewer combinations than the batch has rows, that is worked
 * out for every combination and looked up, else for every row.
 *
 * @param oneHot of every row, [B, c]
 * @param combinations one-hot, of all values beside each other, [C, c]; null if they are many
 * @param index which of them a row has, [B]
 */
record ShownConditions(
    Operand<TFloat32> oneHot, Operand<TFloat32> combinations, Operand<TInt32> index) {
  /** Rows that each count by themselves. */
  static ShownConditions of(Operand<TFloat32> oneHot) {
    return new ShownConditions(oneHot, null, null);
  }

  /**
   * From values.
   *
   * @param shown numbers of values, 0 for the empty one, [B, attributes]
   * @param sizes number of values of every attribute, the empty one included
   * @param levels of noise
   */
  static ShownConditions of(Ops tf, Operand<TInt32> shown, int[] sizes, int levels) {
    long rows = shown.shape().get(0);
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int a = 0; a < sizes.length; a++) {
      Operand<TInt32> values = tf.gather(shown, tf.constant(a), tf.constant(1));
      parts.add(tf.oneHot(values, tf.constant(sizes[a]), tf.constant(1f), tf.constant(0f)));
    }
    Operand<TFloat32> oneHot = parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(1));
    double count = Arrays.stream(sizes).asDoubleStream().reduce(1, (a, b) -> a * b);
    if (levels * count >= rows) {
      return of(oneHot);
    }
    int[] strides = new int[sizes.length];
    Arrays.fill(strides, 1);
    for (int a = sizes.length - 2; a >= 0; a--) {
      strides[a] = strides[a + 1] * sizes[a + 1];
    }
    float[][] combinations = new float[(int) count][Arrays.stream(sizes).sum()];
    for (int n = 0; n < combinations.length; n++) {
      for (int a = 0, at = 0; a < sizes.length; at += sizes[a++]) {
        combinations[n][at + n / strides[a] % sizes[a]] = 1;
      }
    }
    Operand<TInt32> index =
        tf.reduceSum(tf.math.mul(shown, tf.constant(strides)), tf.constant(new int[] {1}));
    return new ShownConditions(oneHot, tf.constant(combinations), index);
  }

  /**
   * A network's view of every row's level and condition.
   *
   * @param levels the network's view of all levels
   * @param per the rows' levels
   */
  Tensors context(Ops tf, Network network, Tensors weights, Tensors levels, PerTransition per) {
    if (combinations == null) {
      return network.context(tf, weights, levels.map(per::rows), oneHot);
    }
    int count = (int) combinations.shape().get(0);
    int all = per.levels() * count;
    int[] level = IntStream.range(0, all).map(n -> n / count).toArray();
    int[] combination = IntStream.range(0, all).map(n -> n % count).toArray();
    Tensors context =
        network.context(
            tf,
            weights,
            levels.map(table -> rows(tf, table, tf.constant(level))),
            rows(tf, combinations, tf.constant(combination)));
    Operand<TInt32> row = tf.math.add(tf.math.mul(per.index(), tf.constant(count)), index);
    return context.map(table -> rows(tf, table, row));
  }

  private static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> table, Operand<TInt32> numbers) {
    return tf.gather(table, numbers, tf.constant(0));
  }
}
