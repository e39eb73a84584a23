package org.cdrl.internal.network;

import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.graph.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A network of rows at a noise level under a condition, evaluated in two parts: what depends on
 * level and condition only, computed once per chain, and the rest, computed at every step.
 */
public interface Network {
  /** The parameters. */
  ParameterLayout layout();

  /**
   * The network as it is while it learns, where some hide a part of what they know (dropout);
   * others are the same.
   *
   * @param noise purpose DROPOUT
   */
  default Network inTraining(Noise noise) {
    return this;
  }

  /**
   * What the network makes of a noise level: computed once per level, for many rows share one.
   *
   * @param weights ready for use (normalised where the layout says so)
   * @param logSnr [L]
   * @return tensors [L, ...]
   */
  Tensors level(Ops tf, Tensors weights, Operand<TFloat32> logSnr);

  /**
   * What the network makes of level and condition.
   *
   * @param weights as for {@link #level}
   * @param level from {@link #level}, a row per row [R, ...], or one for all [1, ...]
   * @param conditions one-hot [R, c], every attribute's block starting with its empty value; null
   *     for a network without conditions
   * @return tensors [R, ...], or [1, ...] for one level without conditions
   */
  Tensors context(Ops tf, Tensors weights, Tensors level, Operand<TFloat32> conditions);

  /**
   * The network's value.
   *
   * @param context from {@link #context}, its rows aligned with those of y (or a single row)
   * @param y [B, d]
   * @return the scaled log-density [B] of an energy network; what an initializer predicts [B, d],
   *     see {@link VectorInitializer}
   */
  Operand<TFloat32> value(Ops tf, Tensors weights, Tensors context, Operand<TFloat32> y);
}
