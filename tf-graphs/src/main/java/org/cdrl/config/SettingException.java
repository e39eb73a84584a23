package org.cdrl.config;

/**
 * A setting has a value that it may not have; the message names it, its value and what it may be.
 */
public final class SettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String setting;
  private final String allowed;
  private final String rest;

  /**
   * Refuses a value.
   *
   * @param setting its name
   * @param value what it is
   * @param allowed what it may be, in words that follow "must be"
   */
  public SettingException(String setting, Object value, String allowed) {
    super(setting + " is " + value + " but must be " + allowed);
    this.setting = setting;
    this.allowed = allowed;
    rest = " is " + value + " but must be " + allowed;
  }

  /** The name of the setting. */
  public String setting() {
    return setting;
  }

  /** What it may be, in words that follow "must be". */
  public String allowed() {
    return allowed;
  }

  /** The message where the setting has another name. */
  public String messageFor(String name) {
    return name + rest;
  }
}
