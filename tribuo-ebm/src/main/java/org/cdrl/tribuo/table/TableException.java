package org.cdrl.tribuo.table;

import java.io.IOException;

/** A table is not as it should be; the message names file, line and column. */
public final class TableException extends IOException {
  private static final long serialVersionUID = 1;

  TableException(String message) {
    super(message);
  }
}
