package org.cdrl.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StatelessWhile;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A counted loop inside the graph: {@code for k = first .. last-1: state = body(k, state,
 * constants)}.
 *
 * <p>Nothing is differentiated through the loop. Loop constants (weights, conditions) enter it once
 * and are not copied.
 */
public final class Loop {
  private Loop() {}

  /** One turn of the loop, built in the graph of the loop's body. */
  @FunctionalInterface
  public interface Body {
    /**
     * Builds the next state; it has the number, types and shapes of {@code state}.
     *
     * @param k the turn's number, a scalar
     */
    List<Operand<?>> turn(
        Ops tf, Operand<TInt32> k, List<Operand<?>> state, List<Operand<?>> constants);
  }

  /**
   * Builds the loop.
   *
   * @return the state after the last turn; {@code state} itself where {@code first >= last}
   */
  public static List<Operand<?>> run(
      Ops tf,
      Operand<TInt32> first,
      Operand<TInt32> last,
      List<? extends Operand<?>> state,
      List<? extends Operand<?>> constants,
      Body body) {
    List<Operand<?>> arguments = new ArrayList<>();
    arguments.add(first);
    arguments.add(last);
    arguments.addAll(state);
    arguments.addAll(constants);
    int stateEnd = 2 + state.size();
    try (ConcreteFunction goOn =
            GraphFunction.of(
                arguments,
                (inner, in) -> List.of(inner.math.less(int32(in.get(0)), int32(in.get(1)))));
        ConcreteFunction turn =
            GraphFunction.of(
                arguments,
                (inner, in) -> {
                  Operand<TInt32> k = int32(in.get(0));
                  List<Operand<?>> next =
                      body.turn(inner, k, in.subList(2, stateEnd), in.subList(stateEnd, in.size()));
                  List<Operand<?>> out = new ArrayList<>();
                  out.add(inner.math.add(k, inner.constant(1)));
                  out.add(inner.identity(in.get(1)));
                  out.addAll(next);
                  for (Operand<?> constant : in.subList(stateEnd, in.size())) {
                    out.add(inner.identity(constant));
                  }
                  return out;
                })) {
      List<Operand<?>> results = new ArrayList<>();
      Operation loop =
          tf.scope()
              .opBuilder(StatelessWhile.OP_NAME, "Loop")
              .addInputList(GraphFunction.outputs(arguments))
              .setAttr("cond", goOn)
              .setAttr("body", turn)
              .setAttr(GraphFunction.DISSOLVED, true)
              .build();
      for (int n = 2; n < stateEnd; n++) {
        results.add(loop.output(n));
      }
      return results;
    }
  }

  /** Reads a loop tensor as an int32. */
  @SuppressWarnings("unchecked")
  private static Operand<TInt32> int32(Operand<?> operand) {
    return (Operand<TInt32>) operand;
  }

  /** Reads a loop tensor as a float32. */
  @SuppressWarnings("unchecked")
  public static Operand<TFloat32> float32(Operand<?> operand) {
    return (Operand<TFloat32>) operand;
  }
}
