package org.cdrl.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.PartitionedCall;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.family.TType;

/** A piece of graph that is built once, apart, and used as a loop's body or on several devices. */
public final class GraphFunction {
  private static final AtomicLong NAMES = new AtomicLong();

  private GraphFunction() {}

  /** Builds the piece. */
  @FunctionalInterface
  public interface Builder {
    /**
     * Builds it.
     *
     * @param tf of the function's own graph
     * @param inputs placeholders like the arguments
     * @return the results
     */
    List<? extends Operand<?>> build(Ops tf, List<Operand<?>> inputs);
  }

  /**
   * Builds a function; close it when everything that uses it has been built.
   *
   * @param arguments what it will be called with, for their types and shapes
   */
  public static ConcreteFunction of(List<Operand<?>> arguments, Builder builder) {
    return ConcreteFunction.create(
        own -> {
          Ops tf = Graphs.ops(own.scope().env());
          Signature.Builder signature = Signature.builder("cdrl_" + NAMES.incrementAndGet());
          List<Operand<?>> inputs = new ArrayList<>();
          for (Operand<?> argument : arguments) {
            Operand<?> input = placeholder(tf, argument);
            // Signatures sort by name: zero-padded numbers keep the order.
            signature.input(String.format(Locale.ROOT, "in%04d", inputs.size()), input);
            inputs.add(input);
          }
          int n = 0;
          for (Operand<?> output : builder.build(tf, inputs)) {
            signature.output(String.format(Locale.ROOT, "out%04d", n++), output);
          }
          return signature.build();
        });
  }

  /**
   * Calls a function, all of whose operations run on one device. Gradients inside it do too, which
   * those that TensorFlow adds to a graph would not.
   *
   * @return the results
   */
  public static List<Operand<?>> call(
      Ops tf, DeviceSpec device, ConcreteFunction function, List<Operand<?>> arguments) {
    DataType[] types =
        function.getFunctionDef().getSignature().getOutputArgList().stream()
            .map(argument -> argument.getType())
            .toArray(DataType[]::new);
    Operation call =
        tf.withDevice(device)
            .scope()
            .opBuilder(PartitionedCall.OP_NAME, "Call")
            .addInputList(outputs(arguments))
            .setAttr("Tout", types)
            .setAttr("f", function)
            .setAttr(DISSOLVED, true)
            .build();
    List<Operand<?>> results = new ArrayList<>();
    for (int n = 0; n < types.length; n++) {
      results.add(call.output(n));
    }
    return results;
  }

  /**
   * Dissolves a function in the graph around it: TensorFlow chooses its fast kernels for CPUs
   * there, not in bodies that it calls as functions.
   */
  static final String DISSOLVED = "_lower_using_switch_merge";

  static Output<?>[] outputs(List<Operand<?>> operands) {
    return operands.stream().map(Operand::asOutput).toArray(Output[]::new);
  }

  private static <T extends TType> Operand<T> placeholder(Ops tf, Operand<T> like) {
    return tf.placeholder(like.type(), Placeholder.shape(like.shape()));
  }
}
