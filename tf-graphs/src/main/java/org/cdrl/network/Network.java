package org.cdrl.network;

import org.cdrl.graph.ParameterLayout;
import org.cdrl.graph.Tensors;
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
   * What the network makes of a noise level: computed once per level, for many rows share one.
   *
   * @param weights ready for use (normalised where the layout says so)
   * @param logSnr [L]
   * @return [L, width]
   */
  Operand<TFloat32> level(Ops tf, Tensors weights, Operand<TFloat32> logSnr);

  /**
   * What the network makes of level and condition.
   *
   * @param weights as for {@link #level}
   * @param level from {@link #level}, [R, width] one per row, or [1, width] for all rows
   * @param conditions one-hot [R, c], every attribute's block starting with its empty value; null
   *     for a network without conditions
   * @return tensors [R, ...], or [1, ...] for one level without conditions
   */
  Tensors context(Ops tf, Tensors weights, Operand<TFloat32> level, Operand<TFloat32> conditions);

  /**
   * The network's value.
   *
   * @param context from {@link #context}, its rows aligned with those of y (or a single row)
   * @param y [B, d]
   * @return the scaled log-density [B] of an energy network; the proposal's mean [B, d] of an
   *     initializer
   */
  Operand<TFloat32> value(Ops tf, Tensors weights, Tensors context, Operand<TFloat32> y);
}
