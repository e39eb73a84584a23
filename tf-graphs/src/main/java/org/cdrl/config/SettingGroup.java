package org.cdrl.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings that belong together, with their values; immutable. */
public abstract class SettingGroup {
  private final Map<Setting<?>, Object> values;

  /**
   * Takes what concerns the group, and defaults of what is not there.
   *
   * @param rows the group's settings
   * @param given values, of other settings too
   * @throws SettingException if a value is out of range
   */
  SettingGroup(List<Setting<?>> rows, Map<Setting<?>, Object> given) {
    Map<Setting<?>, Object> own = new LinkedHashMap<>();
    rows.forEach(row -> own.put(row, checked(row, given)));
    values = Collections.unmodifiableMap(own);
  }

  @SuppressWarnings("unchecked") // Values are put in with their settings only.
  private static <T> T checked(Setting<T> row, Map<Setting<?>, Object> given) {
    return row.require((T) given.getOrDefault(row, row.defaultValue()));
  }

  /** The value of a setting of this group. */
  @SuppressWarnings("unchecked") // See above.
  final <T> T get(Setting<T> setting) {
    return (T) values.get(setting);
  }

  /** The settings in their order, with their values. */
  final Map<Setting<?>, Object> bySetting() {
    return values;
  }

  /** The settings by name, with their values as {@link Setting#parse} reads them. */
  public final Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    values.keySet().forEach(row -> texts.put(row.name(), text(row)));
    return texts;
  }

  private <T> String text(Setting<T> row) {
    return row.text(get(row));
  }

  /**
   * Reads what {@link #texts} tells.
   *
   * @param rows that there may be
   * @param texts by name; what is missing keeps its default
   * @throws SettingException if a value is not what it must be
   * @throws IllegalArgumentException if there is no such setting
   */
  static Map<Setting<?>, Object> parse(List<Setting<?>> rows, Map<String, String> texts) {
    Map<String, Setting<?>> named =
        rows.stream().collect(Collectors.toMap(Setting::name, row -> row));
    Map<Setting<?>, Object> values = new HashMap<>();
    texts.forEach(
        (name, text) -> {
          Setting<?> row = named.get(name);
          if (row == null) {
            throw new IllegalArgumentException("there is no setting " + name);
          }
          values.put(row, row.parse(text));
        });
    return values;
  }

  @Override
  public final boolean equals(Object other) {
    return other != null
        && other.getClass() == getClass()
        && parts().equals(((SettingGroup) other).parts());
  }

  @Override
  public final int hashCode() {
    return parts().hashCode();
  }

  /** What makes it equal to others: its values, and groups within it. */
  List<Object> parts() {
    return List.of(values);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName()
        + values.entrySet().stream()
            .map(value -> value.getKey() + "=" + value.getValue())
            .collect(Collectors.joining(", ", "[", "]"));
  }
}
