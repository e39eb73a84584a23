package org.cdrl.natives;

import java.nio.file.Path;
import java.util.stream.Stream;

/** What JavaCPP's loader, which loads TensorFlow's native library, is told by properties. */
public final class LibraryPath {
  /** Where the loader unpacks libraries by itself. */
  public static final String CACHE = "org.bytedeco.javacpp.cachedir";

  private static final String LIBRARIES = "org.bytedeco.javacpp.platform.linkpath";
  private static final String PRELOADED = "org.bytedeco.javacpp.platform.preloadpath";

  /** Read once, when the loader's class is initialized. */
  private static final String BEFORE_CLASS_PATH = "org.bytedeco.javacpp.pathsfirst";

  private static final String PLATFORM = "org.bytedeco.javacpp.platform";
  private static final String LOADER = "org.bytedeco.javacpp.Loader";

  private LibraryPath() {}

  /** Whether the loader was told by somebody already where libraries are. */
  public static boolean isTold() {
    return Stream.of(LIBRARIES, PRELOADED, BEFORE_CLASS_PATH, PLATFORM)
        .anyMatch(property -> System.getProperty(property) != null);
  }

  /** Whether the loader was told of natives for GPUs. */
  public static boolean isOfGpu() {
    return System.getProperty(LIBRARIES, "").endsWith("-gpu");
  }

  /** Lets the loader look in a folder when it finds no library on the class path. */
  public static void set(Path folder) {
    System.setProperty(LIBRARIES, folder.toString());
    System.setProperty(PRELOADED, folder.toString());
  }

  /**
   * Lets the loader look in a folder first. Without effect on a loader that was used before.
   *
   * @param classes that the loader is one of
   */
  public static void setFirst(Path folder, ClassLoader classes) {
    set(folder);
    System.setProperty(BEFORE_CLASS_PATH, "true");
    try {
      Class.forName(LOADER, true, classes);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("JavaCPP is missing on the class path", e);
    } finally {
      // Other loaders in this program have libraries of their own.
      System.clearProperty(BEFORE_CLASS_PATH);
    }
  }
}
