package org.cdrl.cli;

/** The command line is wrong; the message names the option and its value. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
