package org.cdrl.weka.study;

import org.cdrl.value.Concept;
import org.cdrl.value.Condition;

/**
 * One part of a composition: rows should, or should not, have a label.
 *
 * @param attribute a condition of the model
 * @param label one of its labels
 * @param wanted whether rows should have it
 * @param weight how strongly it counts; 1 is as learned, more insists; positive
 */
public record WeightedLabel(String attribute, String label, boolean wanted, double weight) {
  /**
   * Checks the weight.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public WeightedLabel {
    if (!(weight > 0)) {
      throw new IllegalArgumentException(
          "The weight of " + attribute + " = " + label + " must be positive, not " + weight);
    }
  }

  Concept concept() {
    return new Concept(Condition.of(attribute, label), wanted ? weight : -weight);
  }

  @Override
  public String toString() {
    return (wanted ? "" : "not ")
        + attribute
        + " = "
        + label
        + (weight == 1 ? "" : " (weight " + weight + ")");
  }
}
