package org.cdrl.value;

/**
 * One factor of a composition: a condition and how strongly it counts.
 *
 * <p>Concepts c_j with weights w_j compose to f(y, 0) + sum_j w_j (f(y, c_j) - f(y, 0)) (Du, Li,
 * Mordatch, NeurIPS 2020; Liu, Li, Du, Torralba, Tenenbaum, ECCV 2022).
 *
 * @param condition c_j
 * @param weight w_j; 1 is "and c_j", more insists on it, negative is "not c_j"
 */
public record Concept(Condition condition, double weight) {
  public Concept {
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("A concept's weight must be finite, not " + weight);
    }
  }

  /** "and c", weight 1. */
  public static Concept of(Condition condition) {
    return new Concept(condition, 1);
  }

  /** "not c", weight -1. */
  public static Concept not(Condition condition) {
    return new Concept(condition, -1);
  }
}
