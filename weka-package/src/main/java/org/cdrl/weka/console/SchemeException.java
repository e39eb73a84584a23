package org.cdrl.weka.console;

import weka.core.WekaException;

/**
 * Something that the user can mend, told in a line or two. On Weka's command line, which prints the
 * stack traces of all exceptions, it has none.
 */
public class SchemeException extends WekaException {
  private static final long serialVersionUID = 1;

  private final boolean bare = CommandLine.isActive();

  /**
   * A mistake.
   *
   * @param message what is wrong, and what to do
   */
  public SchemeException(String message) {
    super(message);
    bareOnCommandLine();
  }

  /**
   * A mistake.
   *
   * @param message what is wrong, and what to do
   * @param cause left out on the command line
   */
  public SchemeException(String message, Throwable cause) {
    super(message);
    if (!bare) {
      initCause(cause);
    }
    bareOnCommandLine();
  }

  private void bareOnCommandLine() {
    if (bare) {
      setStackTrace(new StackTraceElement[0]);
    }
  }

  /** What Weka prints above a stack trace: the message alone on the command line. */
  @Override
  public String toString() {
    return bare ? getMessage() : super.toString();
  }
}
