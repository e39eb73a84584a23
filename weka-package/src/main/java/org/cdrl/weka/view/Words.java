package org.cdrl.weka.view;

import java.nio.file.FileSystemException;

/** What went wrong, for people. */
final class Words {
  private Words() {}

  static String of(Throwable problem) {
    if (problem instanceof OutOfMemoryError) {
      return "The memory did not suffice. Give Weka more (java -Xmx), or draw fewer rows.";
    }
    if (problem instanceof LinkageError) {
      return "TensorFlow's native library could not be loaded ("
          + problem.getMessage()
          + "). Run CDRLSetup from the Tools menu of Weka's window, then start Weka again.";
    }
    if (problem instanceof FileSystemException file) {
      return "The file "
          + file.getFile()
          + " cannot be written"
          + (file.getReason() == null ? "." : ": " + file.getReason());
    }
    String message = problem.getMessage();
    return message == null || message.isBlank() ? problem.toString() : message;
  }
}
