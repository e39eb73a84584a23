package org.cdrl.value;

import java.util.List;

/**
 * A discrete condition attribute, such as the class of a row.
 *
 * @param name unique among the attributes of a model
 * @param labels a label per value 0..n-1
 * @param counts number of training rows per value, those that count more as often as their weight
 *     says; a value with none cannot be a condition
 */
public record Attribute(String name, List<String> labels, List<Long> counts) {
  public Attribute {
    labels = List.copyOf(labels);
    counts = List.copyOf(counts);
    if (labels.size() != counts.size()) {
      throw new IllegalArgumentException(
          "Attribute "
              + name
              + " has "
              + labels.size()
              + " labels but "
              + counts.size()
              + " counts");
    }
  }

  /** The number of values. */
  public int size() {
    return labels.size();
  }

  /**
   * The value of a label.
   *
   * @throws IllegalArgumentException if no value has this label
   */
  public int valueOf(String label) {
    int value = labels.indexOf(label);
    if (value < 0) {
      throw new IllegalArgumentException(
          "Attribute " + name + " has no value \"" + label + "\"; it has " + labels);
    }
    return value;
  }

  /** Fails unless the value was seen in training. */
  void requireSeen(int value) {
    if (value < 0 || value >= size() || counts.get(value) == 0) {
      throw new IllegalArgumentException(
          "Attribute "
              + name
              + " never had the value "
              + value
              + (value >= 0 && value < size() ? " (\"" + labels.get(value) + "\")" : "")
              + " in the training data; rows per value: "
              + rowsPerValue());
    }
  }

  private String rowsPerValue() {
    StringBuilder text = new StringBuilder();
    for (int v = 0; v < size(); v++) {
      text.append(v == 0 ? "" : ", ").append(labels.get(v)).append("=").append(counts.get(v));
    }
    return text.toString();
  }
}
