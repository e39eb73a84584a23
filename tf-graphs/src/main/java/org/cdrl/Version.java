package org.cdrl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of CDRL for Java runs. */
public final class Version {
  private static final Properties PROPERTIES = read();

  private Version() {}

  /** The version, as the project's build names it. */
  public static String text() {
    return PROPERTIES.getProperty("version");
  }

  /**
   * The commit that was built: eight hexadecimal digits, or "unknown" if it was built from an
   * archive of the sources.
   */
  public static String commit() {
    return PROPERTIES.getProperty("commit");
  }

  /** The version of TensorFlow for Java that it was built with. */
  public static String tensorFlow() {
    return PROPERTIES.getProperty("tensorflow");
  }

  private static Properties read() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
