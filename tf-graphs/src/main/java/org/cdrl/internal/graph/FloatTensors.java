package org.cdrl.internal.graph;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Copies between Java arrays and tensors. */
public final class FloatTensors {
  private FloatTensors() {}

  /** All values of a tensor, row by row. */
  public static float[] flat(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  /** A matrix [n][d]. */
  public static float[][] rows(TFloat32 tensor) {
    int n = Math.toIntExact(tensor.shape().get(0));
    int d = Math.toIntExact(tensor.shape().get(1));
    var floats = tensor.asRawTensor().data().asFloats();
    float[][] rows = new float[n][d];
    for (int r = 0; r < n; r++) {
      floats.offset((long) r * d).read(rows[r]);
    }
    return rows;
  }

  /** A tensor [to - from, d] of some rows of a matrix; the caller closes it. */
  public static TFloat32 tensor(float[][] rows, int from, int to) {
    int d = rows[from].length;
    return TFloat32.tensorOf(
        Shape.of(to - from, d),
        tensor -> {
          var floats = tensor.asRawTensor().data().asFloats();
          for (int r = from; r < to; r++) {
            floats.offset((long) (r - from) * d).write(rows[r]);
          }
        });
  }

  /** A vector; the caller closes it. */
  public static TFloat32 tensor(float[] values) {
    return TFloat32.tensorOf(Shape.of(values.length), DataBuffers.of(values, true, false));
  }
}
