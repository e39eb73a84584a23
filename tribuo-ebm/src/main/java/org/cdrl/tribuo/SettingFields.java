package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.Config;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Setting;

/**
 * The configurable fields of a trainer that are settings of the engine, by whose names they go.
 * OLCUT has no absent numbers: a field with the value that it has in a new trainer leaves its
 * setting to the engine.
 */
final class SettingFields {
  private final Object plain;
  private final Map<Setting<?>, Field> fields = new LinkedHashMap<>();

  /**
   * Finds them.
   *
   * @param plain a new trainer
   * @param ofNetworks settings that there may be beside those of all models
   */
  SettingFields(ResumableTrainer<?, ?> plain, List<Setting<?>> ofNetworks) {
    this.plain = plain;
    List<Setting<?>> settings = new ArrayList<>(CdrlConfig.settings());
    settings.addAll(ofNetworks);
    for (Setting<?> setting : settings) {
      for (Class<?> of = plain.getClass(); of != Object.class; of = of.getSuperclass()) {
        for (Field field : of.getDeclaredFields()) {
          if (field.isAnnotationPresent(Config.class) && field.getName().equals(setting.name())) {
            fields.put(setting, field);
          }
        }
      }
    }
  }

  /** The settings that have fields. */
  List<Setting<?>> settings() {
    return List.copyOf(fields.keySet());
  }

  /**
   * Refuses a setting that has no field.
   *
   * @throws IllegalArgumentException naming it, and those that have one
   */
  void require(Setting<?> setting) {
    if (!fields.containsKey(setting)) {
      throw new IllegalArgumentException(
          plain.getClass().getSimpleName()
              + " has no setting "
              + setting
              + "; it has "
              + fields.keySet());
    }
  }

  /** Sets the field of a setting. */
  <V> void set(Object trainer, Setting<V> setting, V value) {
    Object held =
        value instanceof List<?> numbers
            ? numbers.stream().mapToInt(number -> (Integer) number).toArray()
            : value;
    try {
      fields.get(setting).set(trainer, held);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts what is set at a trainer into the engine's settings. */
  CdrlConfig.Builder apply(Object trainer, CdrlConfig.Builder chosen) {
    fields.keySet().forEach(setting -> apply(setting, trainer, chosen));
    return chosen;
  }

  @SuppressWarnings("unchecked") // Fields hold values of their settings.
  private <V> void apply(Setting<V> setting, Object trainer, CdrlConfig.Builder chosen) {
    V value = (V) value(setting, trainer);
    if (!value.equals(value(setting, plain))) {
      chosen.set(setting, value);
    }
  }

  private Object value(Setting<?> setting, Object trainer) {
    try {
      Object held = fields.get(setting).get(trainer);
      return held instanceof int[] numbers ? Arrays.stream(numbers).boxed().toList() : held;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
