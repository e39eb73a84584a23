package org.cdrl;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cdrl.internal.graph.Noise;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Random numbers from a fixture: per purpose a tensor [steps, rows, width]. */
public final class GivenNoise implements Noise {
  private final Map<Purpose, Operand<TFloat32>> given;

  public GivenNoise(Map<Purpose, Operand<TFloat32>> given) {
    this.given = new EnumMap<>(given);
  }

  @Override
  public List<Operand<?>> captures() {
    return new ArrayList<>(given.values());
  }

  @Override
  @SuppressWarnings("unchecked")
  public Noise rebind(List<Operand<?>> captures) {
    Map<Purpose, Operand<TFloat32>> bound = new EnumMap<>(Purpose.class);
    int n = 0;
    for (Purpose purpose : given.keySet()) {
      bound.put(purpose, (Operand<TFloat32>) captures.get(n++));
    }
    return new GivenNoise(bound);
  }

  @Override
  public Operand<TFloat32> normal(
      Ops tf, Purpose purpose, Operand<TInt32> step, Operand<TInt32> rows, int width) {
    return tf.gather(given.get(purpose), step, tf.constant(0));
  }

  @Override
  public Operand<TFloat32> uniform(
      Ops tf, Purpose purpose, Operand<TInt32> step, Operand<TInt32> rows, int width) {
    return normal(tf, purpose, step, rows, width);
  }
}
