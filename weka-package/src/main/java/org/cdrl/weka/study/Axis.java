package org.cdrl.weka.study;

import weka.core.Attribute;

/**
 * What one direction of a plane shows.
 *
 * @param name for people
 * @param attribute whose values they are; null for a principal component
 * @param missing whether rows that miss the value stand beyond the last label, of a nominal
 *     attribute
 */
public record Axis(String name, Attribute attribute, boolean missing) {
  /** Whether the values are positions of labels. */
  public boolean isNominal() {
    return attribute != null && attribute.isNominal();
  }

  /** Positions along the axis, of a nominal attribute. */
  public int positions() {
    return attribute.numValues() + (missing ? 1 : 0);
  }
}
