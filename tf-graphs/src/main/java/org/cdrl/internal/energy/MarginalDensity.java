package org.cdrl.internal.energy;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.internal.graph.Branches;
import org.cdrl.internal.langevin.Density;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * log p(y) = sum_m w_m F_m(y) / s_m^2 over models m, or log sum_m w_m exp(F_m(y) / s_m^2) for
 * "mixture".
 *
 * @param parts F_m, one per model
 * @param scales w_m / s_m^2 for a sum and 1 / s_m^2 for mixture, each [B, 1] or [1, 1]
 * @param mixture null for a sum; log w_m, each [1], for mixture
 */
public record MarginalDensity(
    List<Terms> parts, List<Operand<TFloat32>> scales, List<Operand<TFloat32>> mixture)
    implements Density {

  /** One model: f / s^2. */
  public static MarginalDensity of(Terms terms, Operand<TFloat32> scale) {
    return new MarginalDensity(List.of(terms), List.of(scale), null);
  }

  /**
   * The density of some rows of a batch by themselves.
   *
   * @param rows which, [n]; terms and scales must have B rows
   */
  public MarginalDensity ofRows(Ops tf, Operand<TInt64> rows) {
    return new MarginalDensity(
        parts.stream().map(part -> part.ofRows(tf, rows)).toList(),
        scales.stream()
            .<Operand<TFloat32>>map(scale -> tf.gather(scale, rows, tf.constant(0)))
            .toList(),
        mixture);
  }

  @Override
  public Operand<TFloat32> logDensity(Ops tf, Operand<TFloat32> y) {
    Branches branches = new Branches(tf, y);
    List<Operand<TFloat32>> logs = new ArrayList<>();
    for (int m = 0; m < parts.size(); m++) {
      Operand<TFloat32> scale = tf.reshape(scales.get(m), tf.constant(new int[] {-1}));
      Operand<TFloat32> log = tf.math.mul(parts.get(m).value(tf, branches.next()), scale);
      logs.add(mixture == null ? log : tf.math.add(log, mixture.get(m)));
    }
    if (logs.size() == 1) {
      return logs.get(0);
    }
    if (mixture == null) {
      return logs.stream().reduce(tf.math::add).orElseThrow();
    }
    Operand<TFloat32> stacked = tf.stack(logs);
    Operand<TFloat32> top = tf.stopGradient(tf.reduceMax(stacked, tf.constant(0)));
    Operand<TFloat32> sum = tf.reduceSum(tf.math.exp(tf.math.sub(stacked, top)), tf.constant(0));
    return tf.math.add(top, tf.math.log(sum));
  }

  @Override
  public Operand<TFloat32> gradient(Ops tf, Operand<TFloat32> y) {
    if (parts.size() > 1) {
      return Density.super.gradient(tf, y);
    }
    // The scale goes in where the gradient begins: multiplying by it first costs more operations.
    Operand<TFloat32> value = parts.get(0).value(tf, y);
    Operand<TFloat32> scale = tf.reshape(scales.get(0), tf.constant(new int[] {-1}));
    long rows = value.shape().get(0);
    Operand<TFloat32> perRow =
        rows >= 0 && rows == scales.get(0).shape().get(0)
            ? scale
            : tf.math.mul(tf.onesLike(value), scale);
    return tf.gradients(value, List.of(y), Gradients.dx(List.of(perRow))).dy(0);
  }

  @Override
  public List<Operand<?>> captures() {
    List<Operand<?>> captures = new ArrayList<>();
    for (Terms part : parts) {
      captures.addAll(part.captures());
    }
    captures.addAll(scales);
    if (mixture != null) {
      captures.addAll(mixture);
    }
    return captures;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Density rebind(List<Operand<?>> captures) {
    List<Terms> boundParts = new ArrayList<>();
    int n = 0;
    for (Terms part : parts) {
      int size = part.captures().size();
      boundParts.add(part.rebind(captures.subList(n, n + size)));
      n += size;
    }
    List<Operand<TFloat32>> rest =
        (List<Operand<TFloat32>>) (List<?>) captures.subList(n, captures.size());
    int models = parts.size();
    return new MarginalDensity(
        boundParts,
        rest.subList(0, models),
        mixture == null ? null : rest.subList(models, 2 * models));
  }
}
