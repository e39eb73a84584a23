package org.cdrl.weka.console;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import weka.core.OptionMetadata;
import weka.core.Utils;

/**
 * Options whose values are numbers. Weka prints a stack trace where it cannot read one, and goes on
 * with the default.
 */
public final class NumberOptions {
  private NumberOptions() {}

  /**
   * Fails if a value cannot be read.
   *
   * @param scheme whose options are annotated
   * @param more options of numbers that are not annotated, with their types
   * @param options as given; not changed
   * @throws SchemeException naming the option and its value
   */
  public static void requireReadable(Object scheme, Map<String, Class<?>> more, String[] options)
      throws SchemeException {
    Map<String, Class<?>> types = new TreeMap<>(more);
    for (Method method : scheme.getClass().getMethods()) {
      OptionMetadata option = method.getAnnotation(OptionMetadata.class);
      if (option != null && !option.commandLineParamIsFlag()) {
        types.put(option.commandLineParamName(), method.getReturnType());
      }
    }
    for (var option : types.entrySet()) {
      requireReadable(option.getKey(), option.getValue(), options.clone());
    }
  }

  private static void requireReadable(String option, Class<?> type, String[] options)
      throws SchemeException {
    String value;
    try {
      value = Utils.getOption(option, options);
    } catch (Exception e) {
      throw new SchemeException("-" + option + " has no value", e);
    }
    try {
      if (value.isEmpty()) {
        return;
      }
      if (type == int.class) {
        Integer.parseInt(value);
      } else if (type == double.class) {
        Double.parseDouble(value);
      }
    } catch (NumberFormatException e) {
      throw new SchemeException(
          "-"
              + option
              + " is \""
              + value
              + "\" but must be "
              + (type == int.class ? "a whole number" : "a number such as 0.5")
              + (value.matches("[+-]?\\d{10,}") ? " of at most " + Integer.MAX_VALUE : ""),
          e);
    }
  }

  /**
   * Fails unless an option is as it must be.
   *
   * @param option its name in Weka's windows and, in brackets, on the command line
   * @throws SchemeException naming the option, its value and what it may be
   */
  public static void require(boolean good, String option, Object value, String allowed)
      throws SchemeException {
    if (!good) {
      throw new SchemeException(option + " is " + value + " but must be " + allowed);
    }
  }
}
