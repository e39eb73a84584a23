package org.cdrl.weka.study;

import weka.core.Attribute;

/**
 * What one direction of a plane shows.
 *
 * @param name for people
 * @param attribute whose values they are; null for a principal component
 */
public record Axis(String name, Attribute attribute) {
  /** Whether the values are positions of labels. */
  public boolean isNominal() {
    return attribute != null && attribute.isNominal();
  }

  /** Whether the values are times in milliseconds. */
  public boolean isDate() {
    return attribute != null && attribute.isDate();
  }
}
