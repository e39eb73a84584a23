package org.cdrl.weka.natives;

import org.cdrl.weka.console.SchemeException;

/** The native library is not there and could not be had; the message says what to do. */
public final class UnavailableException extends SchemeException {
  private static final long serialVersionUID = 1;

  UnavailableException(String message) {
    super(message);
  }

  UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
