package org.cdrl;

import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Looks at a model now and then while it is trained, keeps the best, and ends training that no
 * longer helps. The energy gap is no such measure: it stays near 0 in good and bad runs alike.
 *
 * @param first cooperative iterations before the first look, at least 0; until the learning rate
 *     has fallen a little, samples may get worse before they get better
 * @param interval cooperative iterations between two looks, at least 1
 * @param patience looks without improvement after which training ends, at least 1
 * @param loss what is looked at, lower is better, finite; the model is closed afterwards
 */
public record Validation(int first, int interval, int patience, ToDoubleFunction<CdrlModel> loss) {
  public Validation {
    Objects.requireNonNull(loss);
    if (first < 0 || interval < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "A validation's first look must be at 0 or later, its interval and patience at least 1, not "
              + first
              + ", "
              + interval
              + " and "
              + patience);
    }
  }
}
