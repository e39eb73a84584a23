package org.cdrl.image;

import java.util.List;

/**
 * Something that is known of every image of a set, such as its class.
 *
 * @param name unique in the set
 * @param labels a label per value
 */
public record Factor(String name, List<String> labels) {
  public Factor {
    labels = List.copyOf(labels);
  }
}
