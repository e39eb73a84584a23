package org.cdrl.internal.training;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.internal.graph.StateVector;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * AdamW on a flat parameter vector, with a clipped gradient norm and a moving average of the
 * parameters.
 *
 * <p>Adam: Kingma, Ba, ICLR 2015; decoupled weight decay: Loshchilov, Hutter, ICLR 2019. The
 * average warms up as min(decay, (1 + n) / (10 + n)).
 */
final class Optimizer {
  private static final double EPSILON = 1e-8;

  private final double beta1;
  private final double beta2;
  private final double weightDecay;
  private final double averageDecay;
  private final StateVector parameters;
  private final StateVector first;
  private final StateVector second;
  private final StateVector average;
  private final Placeholder<TFloat32> rates;

  /** Builds the variables of one network's parameters. */
  Optimizer(
      Ops tf,
      String name,
      int size,
      double beta1,
      double beta2,
      double weightDecay,
      double averageDecay) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.weightDecay = weightDecay;
    this.averageDecay = averageDecay;
    parameters = new StateVector(tf, name, size);
    first = new StateVector(tf, name + "_first_moment", size);
    second = new StateVector(tf, name + "_second_moment", size);
    average = new StateVector(tf, name + "_average", size);
    rates = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(5)));
  }

  /** The parameters when the run starts. */
  Operand<TFloat32> parameters() {
    return parameters.value();
  }

  /** The vectors that make up the state: parameters, moments, average. */
  List<StateVector> state() {
    return List.of(parameters, first, second, average);
  }

  /** Sets the state at the beginning of a run: no moments, and the average where parameters are. */
  void begin(Session session, float[] start) {
    float[] none = new float[start.length];
    StateVector.set(session, state(), List.of(start, none, none, start));
  }

  /**
   * A gradient ready to be applied.
   *
   * @param gradient [size], with its norm clipped; 0 if the norm was not finite
   * @param norm before clipping, a scalar
   */
  record Clipped(Operand<TFloat32> gradient, Operand<TFloat32> norm) {}

  /** Clips a gradient: g min(1, clip / (|g| + 1e-6)). */
  static Clipped clip(Ops tf, Operand<TFloat32> gradient, double clip) {
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(tf.nn.l2Loss(gradient), tf.constant(2f)));
    Operand<TFloat32> factor =
        tf.math.minimum(
            tf.constant(1f),
            tf.math.div(tf.constant((float) clip), tf.math.add(norm, tf.constant(1e-6f))));
    // 0 even of what is not finite.
    Operand<TFloat32> clipped =
        tf.math.mulNoNan(gradient, tf.select(tf.math.isFinite(norm), factor, tf.constant(0f)));
    return new Clipped(clipped, norm);
  }

  /** Builds an update; {@code tf} must wait for all gradients of the iteration. */
  List<Op> update(Ops tf, Clipped clipped) {
    // With a bad gradient nothing moves: the weights stay the last good ones.
    Operand<TFloat32> rate =
        tf.select(tf.math.isFinite(clipped.norm()), rate(tf, 0), tf.constant(0f));
    Op adam =
        tf.train.resourceApplyAdam(
            parameters.handle(),
            first.handle(),
            second.handle(),
            rate(tf, 1),
            rate(tf, 2),
            rate,
            tf.constant((float) beta1),
            tf.constant((float) beta2),
            rate(tf, 3),
            clipped.gradient());
    List<Op> ops = new ArrayList<>(List.of(adam));
    Ops afterwards = tf.withControlDependencies(List.of(adam));
    if (weightDecay > 0) {
      Operand<TFloat32> shrink =
          tf.math.mul(parameters.value(), tf.math.mul(rate, tf.constant((float) weightDecay)));
      Op decay = afterwards.assignSubVariableOp(parameters.handle(), shrink);
      ops.add(decay);
      afterwards = tf.withControlDependencies(List.of(decay));
    }
    Operand<TFloat32> moved = parameters.read(afterwards);
    ops.add(
        tf.train.resourceApplyGradientDescent(
            average.handle(), rate(tf, 4), tf.math.sub(average.value(), moved)));
    return ops;
  }

  private Operand<TFloat32> rate(Ops tf, int n) {
    return tf.reshape(
        tf.slice(rates, tf.constant(new int[] {n}), tf.constant(new int[] {1})),
        tf.constant(new int[0]));
  }

  /**
   * What step n = 0, 1, .. of this optimizer needs to be told; feed it for {@link #rates}.
   *
   * @param learningRate of this step
   */
  float[] rates(long n, double learningRate) {
    double power1 = Math.pow(beta1, n + 1);
    double power2 = Math.pow(beta2, n + 1);
    // TensorFlow adds epsilon before the bias correction; scaled like this it counts after it.
    double epsilon = EPSILON * Math.sqrt(1 - power2);
    double decay = Math.min(averageDecay, (2.0 + n) / (11.0 + n));
    return new float[] {
      (float) learningRate, (float) power1, (float) power2, (float) epsilon, (float) (1 - decay)
    };
  }

  /** Where {@link #rates(long, double)} is fed. */
  Placeholder<TFloat32> rates() {
    return rates;
  }
}
