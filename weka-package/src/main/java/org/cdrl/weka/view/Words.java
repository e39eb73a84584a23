package org.cdrl.weka.view;

import java.nio.file.FileSystemException;
import org.cdrl.TrainingDivergedException;

/** What went wrong, for people. */
final class Words {
  private Words() {}

  static String of(Throwable problem) {
    LinkageError unloadable = unloadable(problem);
    if (problem instanceof OutOfMemoryError) {
      return "The memory did not suffice. Give Weka more (java -Xmx), or draw fewer rows.";
    }
    if (unloadable != null) {
      return "TensorFlow's native library could not be loaded ("
          + firstLine(unloadable)
          + "). Run CDRLSetup from the Tools menu of Weka's window, then start Weka again.";
    }
    if (problem instanceof FileSystemException file) {
      return "The file "
          + file.getFile()
          + " cannot be written"
          + (file.getReason() == null ? "." : ": " + file.getReason());
    }
    if (problem instanceof TrainingDivergedException diverged) {
      return "Training diverged at iteration "
          + diverged.iteration()
          + ". Look for extreme values in Preprocess: one that is far from all others is enough.";
    }
    return firstLine(problem);
  }

  /** A library that cannot be loaded, also where other threads' errors come wrapped. */
  private static LinkageError unloadable(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof LinkageError found) {
        return found;
      }
    }
    return null;
  }

  /** What comes after it is for programmers. */
  private static String firstLine(Throwable problem) {
    String message = problem.getMessage();
    return message == null || message.isBlank()
        ? problem.getClass().getSimpleName()
        : message.lines().findFirst().orElseThrow();
  }
}
