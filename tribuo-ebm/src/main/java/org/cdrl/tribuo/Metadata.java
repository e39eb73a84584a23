package org.cdrl.tribuo;

import java.util.Locale;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;

/**
 * What Tribuo stores of every model, as a message in any locale. Tribuo calls the setters of a
 * message by names that it capitalizes in the default locale, and finds none for the Turkish
 * capital of i.
 */
final class Metadata {
  private Metadata() {}

  /**
   * Writes it. Where i has another capital (Turkish, Azerbaijani), the program's default locale is
   * {@link Locale#ROOT} meanwhile, which takes milliseconds; in all other locales it is left alone.
   */
  static synchronized ModelDataProto serialize(ModelDataCarrier<?> carrier) {
    Locale locale = Locale.getDefault();
    if ("i".toUpperCase(locale).equals("I")) {
      return carrier.serialize();
    }
    Locale display = Locale.getDefault(Locale.Category.DISPLAY);
    Locale format = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.ROOT);
    try {
      return carrier.serialize();
    } finally {
      Locale.setDefault(locale);
      Locale.setDefault(Locale.Category.DISPLAY, display);
      Locale.setDefault(Locale.Category.FORMAT, format);
    }
  }
}
