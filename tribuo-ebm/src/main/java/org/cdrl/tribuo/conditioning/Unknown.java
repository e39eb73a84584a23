package org.cdrl.tribuo.conditioning;

import org.tribuo.Dataset;
import org.tribuo.Output;

/** Outputs that are not known. */
final class Unknown {
  private Unknown() {}

  /**
   * Fails if some are.
   *
   * @throws IllegalArgumentException telling how many
   */
  static <T extends Output<T>> void requireNone(Dataset<T> data) {
    int unknown = data.getOutputInfo().getUnknownCount();
    if (unknown > 0) {
      throw new IllegalArgumentException(
          unknown
              + " of "
              + data.size()
              + " examples have an unknown output; training needs all outputs, leave these out");
    }
  }
}
