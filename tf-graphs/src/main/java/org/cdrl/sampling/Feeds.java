package org.cdrl.sampling;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The tensors fed to one run; closed together after it. */
final class Feeds implements AutoCloseable {
  private final Session.Runner runner;
  private final List<Tensor> tensors = new ArrayList<>();

  Feeds(Session.Runner runner) {
    this.runner = runner;
  }

  Feeds int64(Operand<TInt64> node, long value) {
    return add(node, TInt64.scalarOf(value));
  }

  Feeds int32(Operand<TInt32> node, int value) {
    return add(node, TInt32.scalarOf(value));
  }

  Feeds float32(Operand<TFloat32> node, double value) {
    return add(node, TFloat32.scalarOf((float) value));
  }

  Feeds add(Operand<?> node, Tensor tensor) {
    tensors.add(tensor);
    runner.feed(node, tensor);
    return this;
  }

  Feeds own(List<? extends Tensor> fed) {
    tensors.addAll(fed);
    return this;
  }

  @Override
  public void close() {
    tensors.forEach(Tensor::close);
  }
}
