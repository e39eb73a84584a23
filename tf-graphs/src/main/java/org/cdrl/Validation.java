package org.cdrl;

import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Looks at a model now and then while it is trained, keeps the best, and ends training that no
 * longer helps. The energy gap is no such measure: it stays near 0 in good and bad runs alike.
 *
 * @param interval cooperative iterations between two looks, at least 1
 * @param patience looks without improvement after which training ends, at least 1
 * @param loss what is looked at, lower is better, finite; the model is closed afterwards
 */
public record Validation(int interval, int patience, ToDoubleFunction<CdrlModel> loss) {
  public Validation {
    Objects.requireNonNull(loss);
    if (interval < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "A validation's interval and patience must be at least 1, not "
              + interval
              + " and "
              + patience);
    }
  }
}
