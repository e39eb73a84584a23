package org.cdrl.weka.instances;

import weka.core.DenseInstance;
import weka.core.Instance;
import weka.core.SparseInstance;

/** New instances beside those of a data set. */
public final class Rows {
  private Rows() {}

  /**
   * An instance that is stored as another one is: sparse beside sparse ones, else dense.
   *
   * @param other of the same data set, which tells how to store
   * @param weight of the new one
   * @param values one per attribute; may be kept
   */
  public static Instance like(Instance other, double weight, double[] values) {
    return other instanceof SparseInstance
        ? new SparseInstance(weight, values)
        : new DenseInstance(weight, values);
  }
}
