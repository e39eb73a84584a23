package org.cdrl.report;

import org.cdrl.CdrlConfig;

/** Versions of what runs. */
public final class Versions {
  private Versions() {}

  /** This project's, from the engine's jar. */
  public static String own() {
    String version = CdrlConfig.class.getPackage().getImplementationVersion();
    return version == null ? "(development build)" : version;
  }

  /** The Java runtime's. */
  public static String java() {
    return System.getProperty("java.version");
  }
}
