package org.cdrl.internal.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cdrl.internal.graph.GraphFunction;
import org.cdrl.internal.graph.Noise;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A batch divided among devices: every one finds the gradients of its rows at the same weights, and
 * their means are those of the batch.
 */
final class Replicas {
  private final Ops tf;
  private final Losses.Parts parts;
  private final List<DeviceSpec> devices;
  private final List<Losses.Inputs> inputs;
  private MemoryNeed memoryNeed;

  /**
   * Builds the division.
   *
   * @param inputs of every device: the same weights, with rows of its own, equally many
   */
  Replicas(Ops tf, Losses.Parts parts, List<DeviceSpec> devices, List<Losses.Inputs> inputs) {
    this.tf = tf;
    this.parts = parts;
    this.devices = devices;
    this.inputs = inputs;
  }

  /** What both networks learn from the batch. */
  Losses.Cooperative cooperative() {
    boolean initializer = parts.initializer() != null;
    List<Operand<TFloat32>> means =
        means(
            losses -> {
              Losses.Cooperative learned = losses.cooperative();
              // The function's graph is out of sight once it is one.
              memoryNeed = losses.memoryNeed();
              return present(
                  learned.energyGradient(),
                  learned.initializerGradient(),
                  learned.measures(),
                  learned.spectral());
            });
    int next = 0;
    Operand<TFloat32> energyGradient = means.get(next++);
    Operand<TFloat32> initializerGradient = initializer ? means.get(next++) : null;
    Operand<TFloat32> measures = means.get(next++);
    return new Losses.Cooperative(
        energyGradient,
        initializerGradient,
        measures,
        next < means.size() ? means.get(next) : null);
  }

  /** What the initializer learns from the batch in the pre-training; null without one. */
  Losses.Pretraining pretraining() {
    if (parts.initializer() == null) {
      return null;
    }
    List<Operand<TFloat32>> means =
        means(
            losses -> {
              Losses.Pretraining learned = losses.pretraining();
              return present(learned.gradient(), learned.loss());
            });
    return new Losses.Pretraining(means.get(0), means.get(1));
  }

  /** How much memory every device needs for {@link #cooperative}. */
  MemoryNeed memoryNeed() {
    return memoryNeed.among(devices.size());
  }

  /** Results of the devices' losses, averaged. */
  private List<Operand<TFloat32>> means(Function<Losses, List<Operand<TFloat32>>> results) {
    List<Operand<TFloat32>> sums = null;
    try (ConcreteFunction function =
        GraphFunction.of(
            arguments(inputs.get(0)),
            (inner, in) -> results.apply(new Losses(inner, parts, rebound(in))))) {
      for (int n = 0; n < devices.size(); n++) {
        List<Operand<TFloat32>> found = new ArrayList<>();
        for (Operand<?> result :
            GraphFunction.call(tf, devices.get(n), function, arguments(inputs.get(n)))) {
          found.add(floats(result));
        }
        sums = sums == null ? found : sum(sums, found);
      }
    }
    Operand<TFloat32> share = tf.constant(1f / devices.size());
    return sums.stream().map(sum -> (Operand<TFloat32>) tf.math.mul(sum, share)).toList();
  }

  private List<Operand<TFloat32>> sum(List<Operand<TFloat32>> a, List<Operand<TFloat32>> b) {
    List<Operand<TFloat32>> sums = new ArrayList<>();
    for (int n = 0; n < a.size(); n++) {
      sums.add(tf.math.add(a.get(n), b.get(n)));
    }
    return sums;
  }

  private static List<Operand<?>> arguments(Losses.Inputs inputs) {
    List<Operand<?>> arguments =
        new ArrayList<>(
            present(
                inputs.energy(),
                inputs.initializer(),
                inputs.spectral(),
                inputs.data(),
                inputs.observed(),
                inputs.conditions() == null ? null : inputs.conditions().oneHot()));
    arguments.addAll(inputs.noise().captures());
    return arguments;
  }

  /** The inputs inside the function, from its arguments there. */
  private Losses.Inputs rebound(List<Operand<?>> in) {
    Losses.Inputs like = inputs.get(0);
    int next = 0;
    Operand<TFloat32> energy = floats(in.get(next++));
    Operand<TFloat32> initializer = like.initializer() == null ? null : floats(in.get(next++));
    Operand<TFloat32> spectral = like.spectral() == null ? null : floats(in.get(next++));
    Operand<TFloat32> data = floats(in.get(next++));
    Operand<TFloat32> observed = like.observed() == null ? null : floats(in.get(next++));
    ShownConditions conditions =
        like.conditions() == null ? null : ShownConditions.of(floats(in.get(next++)));
    Noise noise = like.noise().rebind(in.subList(next, in.size()));
    return new Losses.Inputs(energy, initializer, spectral, data, observed, conditions, noise);
  }

  @SafeVarargs
  private static List<Operand<TFloat32>> present(Operand<TFloat32>... operands) {
    List<Operand<TFloat32>> present = new ArrayList<>();
    for (Operand<TFloat32> operand : operands) {
      if (operand != null) {
        present.add(operand);
      }
    }
    return present;
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> floats(Operand<?> operand) {
    return (Operand<TFloat32>) operand;
  }
}
