package org.cdrl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Settings that options gave, for a builder that comes later.
 *
 * @param <B> the builder
 */
final class GivenSettings<B> {
  private final List<Consumer<? super B>> given = new ArrayList<>();

  /**
   * Adds a setting.
   *
   * @param value null if the option was not given
   */
  <V> GivenSettings<B> set(V value, BiConsumer<? super B, V> setter) {
    if (value != null) {
      given.add(builder -> setter.accept(builder, value));
    }
    return this;
  }

  /** Adds settings of any such builder. */
  GivenSettings<B> set(GivenSettings<? super B> others) {
    given.add(others::applyTo);
    return this;
  }

  /** Tells a builder. */
  void applyTo(B builder) {
    given.forEach(setting -> setting.accept(builder));
  }
}
