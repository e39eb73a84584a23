package org.cdrl.internal.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Where the random numbers of a graph come from. */
public interface Noise {
  /** What a random number is for; each has a stream of its own. */
  public enum Purpose {
    /** x_T, where sampling starts. */
    PRIOR,
    /** The levels i of a training batch. */
    LEVEL,
    /** e of the forward diffusion. */
    FORWARD,
    /** The noise of transition i in DRL, whose pairs are a forward chain. */
    TRANSITION,
    /** The noise of the initializer's proposal. */
    PROPOSAL,
    /** The noise of a Langevin step, or the momentum of an HMC step. */
    LANGEVIN,
    /** Metropolis-Hastings decisions. */
    ACCEPT,
    /** Which conditions are dropped in training. */
    DROP,
    /** Which branch of an either-or composition proposes a row. */
    BRANCH,
    /** The noise put on known values when others are filled in. */
    KNOWN,
    /** Which label a proposal has. */
    LABEL,
    /** Which features an initializer does without in training. */
    DROPOUT,
    /** Which chains start apart from their proposals in training, and where. */
    START
  }

  /** What must enter a loop so that {@link #rebind} can use the source in its body. */
  List<Operand<?>> captures();

  /** This source inside a loop's body, from its captures there. */
  Noise rebind(List<Operand<?>> captures);

  /** Standard normal numbers [rows, width] for a purpose and step. */
  Operand<TFloat32> normal(
      Ops tf, Purpose purpose, Operand<TInt32> step, Operand<TInt32> rows, int width);

  /** Uniform numbers in [0, 1), [rows, width], for a purpose and step. */
  Operand<TFloat32> uniform(
      Ops tf, Purpose purpose, Operand<TInt32> step, Operand<TInt32> rows, int width);
}
