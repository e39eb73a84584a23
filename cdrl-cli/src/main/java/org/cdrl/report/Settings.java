package org.cdrl.report;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cdrl.config.CdrlConfig;

/** Every setting of a configuration by name, for people to read. */
public final class Settings {
  private Settings() {}

  /** The settings in the order of {@link CdrlConfig}. */
  public static Map<String, String> of(CdrlConfig config) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (RecordComponent setting : CdrlConfig.class.getRecordComponents()) {
      try {
        settings.put(setting.getName(), String.valueOf(setting.getAccessor().invoke(config)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("A record's accessor cannot be called", e);
      }
    }
    return settings;
  }
}
