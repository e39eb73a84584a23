package org.cdrl.cli;

import org.apache.commons.cli.Option;
import org.cdrl.config.Setting;
import org.cdrl.config.SettingException;
import org.cdrl.tribuo.TrainerBuilder;

/**
 * A setting of the engine as an option; its text, reading and range are the setting's own.
 *
 * @param setting what it sets
 * @param name of the option
 * @param argument what stands for the value in help; null for a flag, which says true
 */
record SettingOption<T>(Setting<T> setting, String name, String argument) {
  /** The option that goes by the setting's own name. */
  static <T> SettingOption<T> of(Setting<T> setting) {
    String argument =
        switch (setting.type()) {
          case "whole number" -> "N";
          case "number" -> "X";
          case "true or false" -> null;
          default -> "NAME";
        };
    return new SettingOption<>(setting, setting.option(), argument);
  }

  /**
   * The option.
   *
   * @param before what the text begins with
   * @param otherwise what the text says of the default
   */
  Option option(String before, String otherwise) {
    String text = before + setting.description();
    return argument == null
        ? CommonOptions.flag(name, text)
        : CommonOptions.value(name, argument, text + " Default " + otherwise + ".");
  }

  /** The option, whose default is the setting's. */
  Option option(String before) {
    return option(before, setting.text(setting.defaultValue()));
  }

  /**
   * The value, or null if the option is not given.
   *
   * @throws UsageException if it is not what the setting may be
   */
  T value(Arguments arguments) throws UsageException {
    if (!arguments.has(name)) {
      return null;
    }
    try {
      return setting.parse(argument == null ? "true" : arguments.text(name));
    } catch (SettingException e) {
      throw arguments.wrong(name, e.allowed());
    }
  }

  /** Adds the value, if the option is given, to what a trainer is told. */
  void addTo(GivenSettings<TrainerBuilder<?, ?>> settings, Arguments arguments)
      throws UsageException {
    settings.set(value(arguments), (builder, value) -> builder.set(setting, value));
  }

  /** The value, or the setting's default if the option is not given. */
  T valueOrDefault(Arguments arguments) throws UsageException {
    T value = value(arguments);
    return value == null ? setting.defaultValue() : value;
  }
}
