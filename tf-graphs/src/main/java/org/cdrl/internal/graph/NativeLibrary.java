package org.cdrl.internal.graph;

import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.cdrl.natives.ClassPathLibrary;
import org.tensorflow.TensorFlow;

/**
 * TensorFlow's native library, which whoever uses this project puts on the class path. It is loaded
 * here before anything needs it, so that its absence is told in words.
 */
final class NativeLibrary {
  private static final List<String> PLATFORMS =
      List.of("linux-x86_64", "linux-arm64", "macosx-arm64", "windows-x86_64");

  /** A process gets one attempt, for Java does not load a class again. */
  private static final class Attempt {
    /** Null if the library was loaded. */
    static final Throwable FAILURE = load();
  }

  private NativeLibrary() {}

  private static Throwable load() {
    try {
      TensorFlow.version();
      return null;
    } catch (LinkageError e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause;
    }
  }

  /**
   * Costs nothing once the library is loaded.
   *
   * @throws IllegalStateException if it cannot be loaded, saying what to do
   */
  static void require() {
    ClassPathLibrary.prepare();
    Throwable failure = Attempt.FAILURE;
    if (failure != null) {
      String platform = Loader.getPlatform();
      throw new IllegalStateException(problem(platform, onClassPath(platform), failure), failure);
    }
  }

  private static boolean onClassPath(String platform) {
    String file = System.mapLibraryName("jnitensorflow");
    return List.of("", "-gpu").stream()
        .map(build -> "org/tensorflow/internal/c_api/" + platform + build + "/" + file)
        .anyMatch(path -> NativeLibrary.class.getClassLoader().getResource(path) != null);
  }

  /** What to do. */
  static String problem(String platform, boolean onClassPath, Throwable failure) {
    if (!PLATFORMS.contains(platform)) {
      return "TensorFlow for Java has no native library for "
          + platform
          + "; it has those for "
          + String.join(", ", PLATFORMS);
    }
    if (onClassPath) {
      return "TensorFlow's native library for "
          + platform
          + " could not be loaded: "
          + failure
          + ". Check that all artifacts of org.tensorflow on the class path belong together, and"
          + " that there is room for the library in the temporary and the home folder";
    }
    return "TensorFlow's native library for "
        + platform
        + " is not on the class path. Add the dependency"
        + " org.tensorflow:tensorflow-core-native with the classifier "
        + platform
        + (platform.equals("linux-x86_64") ? " (linux-x86_64-gpu for NVIDIA GPUs)" : "")
        + " and the version of tensorflow-core-api";
  }
}
