package org.cdrl.internal.training;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.StateVector;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** One training iteration as a graph: what is learned from a batch, and how the weights move. */
final class TrainingGraph {
  /**
   * What an iteration changes.
   *
   * @param energy of the parameters of f
   * @param initializer of the parameters of g; null for DRL
   * @param spectral power-iteration vectors of f; null if f has no normalised weights
   */
  record State(Optimizer energy, Optimizer initializer, StateVector spectral) {
    /** The tensors that an iteration begins with. */
    Losses.Inputs inputs(
        Operand<TFloat32> data,
        Operand<TFloat32> observed,
        ShownConditions conditions,
        Noise noise) {
      return new Losses.Inputs(
          energy.parameters(),
          initializer == null ? null : initializer.parameters(),
          spectral == null ? null : spectral.value(),
          data,
          observed,
          conditions,
          noise);
    }

    /** The numbers in a session, after so many iterations. */
    TrainingState get(Session session, long iteration) {
      List<float[]> all = List.of(StateVector.get(session, vectors()));
      int ofEnergy = energy.state().size();
      int ofBoth = ofEnergy + (initializer == null ? 0 : initializer.state().size());
      return new TrainingState(
          iteration,
          all.subList(0, ofEnergy),
          all.subList(ofEnergy, ofBoth),
          spectral == null ? new float[0] : all.get(ofBoth),
          new float[0]);
    }

    /**
     * Replaces the numbers in a session.
     *
     * @throws IllegalArgumentException if they are not of such networks
     */
    void set(Session session, TrainingState state) {
      List<float[]> all = new ArrayList<>(state.energy());
      all.addAll(state.initializer());
      if (spectral != null) {
        all.add(state.spectral());
      }
      StateVector.set(session, vectors(), all);
    }

    private List<StateVector> vectors() {
      List<StateVector> all = new ArrayList<>(energy.state());
      if (initializer != null) {
        all.addAll(initializer.state());
      }
      if (spectral != null) {
        all.add(spectral);
      }
      return all;
    }
  }

  /** The numbers that an iteration returns, in the order of its summary. */
  static final int GAP = 0;

  static final int ENERGY_LOSS = 1;
  static final int INITIALIZER_LOSS = 2;
  static final int ENERGY_NORM = 3;
  static final int INITIALIZER_NORM = 4;

  private final List<Op> updates = new ArrayList<>();
  private final List<Op> pretrainingUpdates = new ArrayList<>();
  private final Operand<TFloat32> summary;
  private final Operand<TFloat32> pretrainingSummary;

  /**
   * Builds the graph.
   *
   * @param cooperative what both networks learn from a batch
   * @param pretraining what the initializer learns from it in the pre-training; null for DRL
   * @param clip largest gradient norm
   */
  TrainingGraph(
      Ops tf,
      State state,
      Losses.Cooperative cooperative,
      Losses.Pretraining pretraining,
      double clip) {
    Operand<TFloat32> zero = tf.constant(0f);
    Optimizer.Clipped energy = Optimizer.clip(tf, cooperative.energyGradient(), clip);
    Optimizer.Clipped initializer =
        pretraining == null ? null : Optimizer.clip(tf, cooperative.initializerGradient(), clip);
    // Without this barrier an update may run before another gradient has read the old weights.
    List<Op> gradients = new ArrayList<>(List.of((Op) energy.gradient()));
    if (initializer != null) {
      gradients.add((Op) initializer.gradient());
    }
    Ops after = tf.withControlDependencies(gradients);
    updates.addAll(state.energy().update(after, energy));
    if (initializer != null) {
      updates.addAll(state.initializer().update(after, initializer));
    }
    if (state.spectral() != null) {
      updates.add(state.spectral().assign(after, cooperative.spectral()));
    }
    summary =
        tf.concat(
            List.of(
                cooperative.measures(),
                tf.stack(List.of(energy.norm(), initializer == null ? zero : initializer.norm()))),
            tf.constant(0));
    if (pretraining == null) {
      pretrainingSummary = null;
      return;
    }
    Optimizer.Clipped pretrained = Optimizer.clip(tf, pretraining.gradient(), clip);
    pretrainingUpdates.addAll(
        state
            .initializer()
            .update(tf.withControlDependencies(List.of((Op) pretrained.gradient())), pretrained));
    pretrainingSummary = tf.stack(List.of(zero, zero, pretraining.loss(), zero, pretrained.norm()));
  }

  /** Makes a run one cooperative (or DRL) iteration; fetches {@link #GAP} and the others. */
  Session.Runner iterate(Session.Runner runner) {
    updates.forEach(runner::addTarget);
    return runner.fetch(summary);
  }

  /** Makes a run one iteration of the pre-training. */
  Session.Runner pretrain(Session.Runner runner) {
    pretrainingUpdates.forEach(runner::addTarget);
    return runner.fetch(pretrainingSummary);
  }
}
