package org.cdrl.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What there is to know of a setting: its name, type, default and range, what it does and when to
 * change it. Every surface derives from it what it can: checks and their messages, files, options
 * and documents.
 *
 * @param <T> the type of its values, all of which are immutable
 */
public final class Setting<T> {
  private final String name;
  private final String type;
  private final T otherwise;
  private final Function<String, T> reader;
  private final Function<T, String> writer;
  private final Predicate<T> good;
  private final String allowed;
  private final String description;

  private Setting(
      String name,
      String type,
      T otherwise,
      Function<String, T> reader,
      Function<T, String> writer,
      Predicate<T> good,
      String allowed,
      String description) {
    this.name = name;
    this.type = type;
    this.otherwise = otherwise;
    this.reader = reader;
    this.writer = writer;
    this.good = good;
    this.allowed = allowed;
    this.description = description;
  }

  /** A whole number within int. */
  static Setting<Integer> whole(
      String name, int otherwise, Predicate<Integer> good, String allowed, String description) {
    return new Setting<>(
        name,
        "whole number",
        otherwise,
        Integer::valueOf,
        Object::toString,
        good,
        allowed,
        description);
  }

  /** A whole number within long, any of which is good. */
  static Setting<Long> any(String name, long otherwise, String description) {
    return new Setting<>(
        name,
        "whole number",
        otherwise,
        Long::valueOf,
        Object::toString,
        v -> true,
        "any",
        description);
  }

  /** A finite number. */
  static Setting<Double> number(
      String name, double otherwise, Predicate<Double> good, String allowed, String description) {
    return new Setting<>(
        name,
        "number",
        otherwise,
        Double::valueOf,
        Object::toString,
        v -> Double.isFinite(v) && good.test(v),
        allowed,
        description);
  }

  /** Yes or no. */
  static Setting<Boolean> flag(String name, boolean otherwise, String description) {
    return new Setting<>(
        name,
        "true or false",
        otherwise,
        Setting::flag,
        Object::toString,
        v -> true,
        "true or false",
        description);
  }

  /** One of the values of an enum, read in any case. */
  static <E extends Enum<E>> Setting<E> choice(String name, E otherwise, String description) {
    Class<E> type = otherwise.getDeclaringClass();
    return new Setting<>(
        name,
        "name",
        otherwise,
        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)),
        Enum::name,
        v -> true,
        String.join(" or ", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList()),
        description);
  }

  /** Whole numbers in an order; as text with commas between them. */
  static Setting<List<Integer>> wholes(
      String name,
      List<Integer> otherwise,
      Predicate<List<Integer>> good,
      String allowed,
      String description) {
    return new Setting<>(
        name,
        "whole numbers",
        otherwise,
        Setting::wholes,
        list -> String.join(",", list.stream().map(String::valueOf).toList()),
        good,
        allowed,
        description);
  }

  private static boolean flag(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw new IllegalArgumentException(text);
  }

  private static List<Integer> wholes(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",")).map(part -> Integer.valueOf(part.trim())).toList();
  }

  /** The name, in the form of a Java field. */
  public String name() {
    return name;
  }

  /** The name as options of command lines have it: lower case, with hyphens between words. */
  public String option() {
    return name.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** What its values are, in words. */
  public String type() {
    return type;
  }

  /** The value that it has unless it is set, or the data suggest another. */
  public T defaultValue() {
    return otherwise;
  }

  /** What it may be, in words that follow "must be". */
  public String allowed() {
    return allowed;
  }

  /** What it does and when to change it, in sentences. */
  public String description() {
    return description;
  }

  /** Whether it may have a value. */
  public boolean allows(T value) {
    return good.test(value);
  }

  /**
   * Refuses a value out of range.
   *
   * @return the value
   * @throws SettingException naming the setting, its value and what it may be
   */
  public T require(T value) {
    if (!allows(Objects.requireNonNull(value, name))) {
      throw new SettingException(name, value, allowed);
    }
    return value;
  }

  /**
   * Reads a value.
   *
   * @throws SettingException if the text is none, or out of range
   */
  public T parse(String text) {
    T value;
    try {
      value = reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new SettingException(
          name, text, type.endsWith("number") ? "a " + type + ", " + allowed : allowed);
    }
    return require(value);
  }

  /** A value as a text from which {@link #parse} makes the same value again. */
  public String text(T value) {
    return writer.apply(value);
  }

  @Override
  public String toString() {
    return name;
  }
}
