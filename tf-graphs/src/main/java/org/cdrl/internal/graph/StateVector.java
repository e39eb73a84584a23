package org.cdrl.internal.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/** A flat vector of floats that lives in a session between runs (a resource variable). */
public final class StateVector {
  private final String name;
  private final int size;
  private final VarHandleOp handle;
  private final Placeholder<TFloat32> feed;
  private final Op assign;
  private final Operand<TFloat32> value;

  /** Builds the variable; {@code name} must be unique in the graph. */
  public StateVector(Ops tf, String name, int size) {
    this.name = name;
    this.size = size;
    handle = tf.varHandleOp(TFloat32.class, Shape.of(size), VarHandleOp.sharedName(name));
    feed = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(size)));
    assign = tf.assignVariableOp(handle, feed);
    value = read(tf);
  }

  /** The resource handle. */
  public VarHandleOp handle() {
    return handle;
  }

  /** The value when a run starts, if every update waits for those who read it. */
  public Operand<TFloat32> value() {
    return value;
  }

  /** Another read; give {@code tf} control dependencies to say when. */
  public Operand<TFloat32> read(Ops tf) {
    return tf.ensureShape(tf.readVariableOp(handle, TFloat32.class), Shape.of(size));
  }

  /** The assignment of a new value. */
  public Op assign(Ops tf, Operand<TFloat32> next) {
    return tf.assignVariableOp(handle, next);
  }

  /** Sets the value from outside. */
  public void set(Session session, float[] values) {
    set(session, List.of(this), List.of(values));
  }

  /** Sets several at once: TensorFlow makes a copy of the graph for each set of what is fed. */
  public static void set(Session session, List<StateVector> vectors, List<float[]> values) {
    if (values.size() != vectors.size()) {
      throw new IllegalArgumentException(
          "The state has " + vectors.size() + " vectors, not " + values.size());
    }
    Session.Runner runner = session.runner();
    List<TFloat32> tensors = new ArrayList<>();
    try {
      for (int n = 0; n < vectors.size(); n++) {
        StateVector vector = vectors.get(n);
        TFloat32 tensor = vector.tensor(values.get(n));
        tensors.add(tensor);
        runner.feed(vector.feed, tensor).addTarget(vector.assign);
      }
      runner.run().close();
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }

  /** One vector after the other. */
  public static float[] joined(List<float[]> vectors) {
    float[] all = new float[vectors.stream().mapToInt(vector -> vector.length).sum()];
    int at = 0;
    for (float[] vector : vectors) {
      System.arraycopy(vector, 0, all, at, vector.length);
      at += vector.length;
    }
    return all;
  }

  /**
   * Vectors of such sizes that were {@link #joined}.
   *
   * @throws IllegalArgumentException if there are more or fewer values
   */
  public static List<float[]> split(float[] all, int... sizes) {
    int sum = Arrays.stream(sizes).sum();
    if (sum != all.length) {
      throw new IllegalArgumentException(
          "A state of other networks: " + all.length + " numbers, not " + sum);
    }
    List<float[]> vectors = new ArrayList<>();
    int at = 0;
    for (int size : sizes) {
      vectors.add(Arrays.copyOfRange(all, at, at += size));
    }
    return vectors;
  }

  private TFloat32 tensor(float[] values) {
    if (values.length != size) {
      throw new IllegalArgumentException(name + " has " + size + " values, not " + values.length);
    }
    return TFloat32.tensorOf(Shape.of(size), DataBuffers.of(values, true, false));
  }

  /** Copies the value out. */
  public float[] get(Session session) {
    try (var result = session.runner().fetch(value).run()) {
      return FloatTensors.flat((TFloat32) result.get(0));
    }
  }

  /** Reads several at once. */
  public static float[][] get(Session session, List<StateVector> vectors) {
    Session.Runner runner = session.runner();
    vectors.forEach(vector -> runner.fetch(vector.value));
    try (var result = runner.run()) {
      float[][] values = new float[vectors.size()][];
      for (int n = 0; n < values.length; n++) {
        values[n] = FloatTensors.flat((TFloat32) result.get(n));
      }
      return values;
    }
  }
}
