package org.cdrl.config;

/**
 * Changes settings.
 *
 * @param <B> what it is as
 */
public interface SettingChanger<B> {
  /**
   * Changes a setting.
   *
   * @return what goes on to be changed
   */
  <T> B set(Setting<T> setting, T value);
}
