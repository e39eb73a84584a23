package org.cdrl.internal.sampling;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Tensors for a graph's placeholders, for one run or several; closing frees them. */
final class Feeds implements AutoCloseable {
  private final Map<Operand<?>, Tensor> tensors = new LinkedHashMap<>();

  Feeds int64(Operand<TInt64> node, long value) {
    return add(node, TInt64.scalarOf(value));
  }

  Feeds int32(Operand<TInt32> node, int value) {
    return add(node, TInt32.scalarOf(value));
  }

  Feeds float32(Operand<TFloat32> node, double value) {
    return add(node, TFloat32.scalarOf((float) value));
  }

  /** Takes a tensor over; one that the placeholder had before is freed. */
  Feeds add(Operand<?> node, Tensor tensor) {
    Tensor before = tensors.put(node, tensor);
    if (before != null) {
      before.close();
    }
    return this;
  }

  /** Feeds a run. */
  Session.Runner to(Session.Runner runner) {
    tensors.forEach(runner::feed);
    return runner;
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
  }
}
