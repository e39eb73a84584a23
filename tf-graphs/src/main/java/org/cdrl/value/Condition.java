package org.cdrl.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of some condition attributes; attributes that are not named are left open.
 *
 * <p>Immutable. Values are given by number (0..n-1) or by label.
 */
public final class Condition {
  private static final Condition NONE = new Condition(Map.of());

  /** An Integer or a String per attribute. */
  private final Map<String, Object> values;

  private Condition(Map<String, Object> values) {
    this.values = values;
  }

  /** Nothing is given. */
  public static Condition none() {
    return NONE;
  }

  /** One attribute by value. */
  public static Condition of(String attribute, int value) {
    return NONE.and(attribute, value);
  }

  /** One attribute by label. */
  public static Condition of(String attribute, String label) {
    return NONE.and(attribute, label);
  }

  /** This condition and one more attribute, by value. */
  public Condition and(String attribute, int value) {
    return with(attribute, value);
  }

  /** This condition and one more attribute, by label. */
  public Condition and(String attribute, String label) {
    return with(attribute, label);
  }

  private Condition with(String attribute, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    if (more.put(attribute, value) != null) {
      throw new IllegalArgumentException("Attribute " + attribute + " is given twice");
    }
    return new Condition(more);
  }

  /** What is given: an Integer (the value) or a String (its label) per attribute. */
  public Map<String, Object> labels() {
    return Map.copyOf(values);
  }

  /** Whether nothing is given. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * The network's condition values: 0 for an open attribute, else the value plus 1.
   *
   * @param attributes of the model
   * @return a value per attribute
   * @throws IllegalArgumentException for an unknown attribute or a value never seen in training
   */
  public int[] encode(List<Attribute> attributes) {
    int[] encoded = new int[attributes.size()];
    for (Map.Entry<String, Object> given : values.entrySet()) {
      int a = 0;
      while (a < encoded.length && !attributes.get(a).name().equals(given.getKey())) {
        a++;
      }
      if (a == encoded.length) {
        throw new IllegalArgumentException(
            attributes.isEmpty()
                ? "The model was trained without conditions; " + this + " cannot be given"
                : "The model has no attribute "
                    + given.getKey()
                    + "; it has "
                    + attributes.stream().map(Attribute::name).toList());
      }
      Attribute attribute = attributes.get(a);
      int value =
          given.getValue() instanceof String label
              ? attribute.valueOf(label)
              : (Integer) given.getValue();
      attribute.requireSeen(value);
      encoded[a] = value + 1;
    }
    return encoded;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.isEmpty() ? "(no condition)" : values.toString();
  }
}
