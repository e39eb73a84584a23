package org.cdrl.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.StatelessWhile;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * A counted loop inside the graph: {@code for k = first .. last-1: state = body(k, state,
 * constants)}.
 *
 * <p>Nothing is differentiated through the loop. Loop constants (weights, conditions) enter it once
 * and are not copied.
 */
public final class Loop {
  private static final AtomicLong NAMES = new AtomicLong();

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
            function(
                arguments,
                (inner, in) -> List.of(inner.math.less(int32(in.get(0)), int32(in.get(1)))));
        ConcreteFunction turn =
            function(
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
              .addInputList(arguments.stream().map(Operand::asOutput).toArray(Output[]::new))
              .setAttr("cond", goOn)
              .setAttr("body", turn)
              // Dissolves the loop in the graph around it: TensorFlow chooses its fast kernels for
              // CPUs there, not in bodies that it calls as functions.
              .setAttr("_lower_using_switch_merge", true)
              .build();
      for (int n = 2; n < stateEnd; n++) {
        results.add(loop.output(n));
      }
      return results;
    }
  }

  @FunctionalInterface
  private interface Builder {
    List<Operand<?>> build(Ops tf, List<Operand<?>> inputs);
  }

  private static ConcreteFunction function(List<Operand<?>> arguments, Builder builder) {
    return ConcreteFunction.create(
        tf -> {
          Signature.Builder signature = Signature.builder("cdrl_loop_" + NAMES.incrementAndGet());
          List<Operand<?>> inputs = new ArrayList<>();
          for (Operand<?> argument : arguments) {
            Operand<?> input = placeholder(tf, argument);
            // Signatures sort by name: zero-padded numbers keep the order.
            signature.input(String.format("in%04d", inputs.size()), input);
            inputs.add(input);
          }
          int n = 0;
          for (Operand<?> output : builder.build(tf, inputs)) {
            signature.output(String.format("out%04d", n++), output);
          }
          return signature.build();
        });
  }

  private static <T extends TType> Operand<T> placeholder(Ops tf, Operand<T> like) {
    return tf.placeholder(like.type(), Placeholder.shape(like.shape()));
  }

  /** Reads a loop tensor as an int32. */
  @SuppressWarnings("unchecked")
  public static Operand<TInt32> int32(Operand<?> operand) {
    return (Operand<TInt32>) operand;
  }
}
