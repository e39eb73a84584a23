package org.cdrl.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process that runs one program of this project and nothing else, which starts sooner.
 *
 * <p>JavaCPP's loader looks for some twenty libraries of GPUs all over the class path before it
 * takes the three that are there, which costs more than to load these. Here they are loaded from
 * their folder, and the loader is told to load nothing, whoever asks.
 */
public final class OwnProcess {
  private static final String LOADS = "org.bytedeco.javacpp.loadlibraries";

  /** Every one needs those before it. */
  private static final List<String> LIBRARIES =
      List.of("tensorflow_framework", "tensorflow_cc", "jnitensorflow");

  private static volatile boolean declared;

  private OwnProcess() {}

  /** Tells that no other program in this process uses JavaCPP; call it before TensorFlow. */
  public static void declare() {
    declared = true;
  }

  /**
   * Loads the library in a folder, if this process was declared one program's own.
   *
   * @throws UnsatisfiedLinkError if it cannot be loaded
   */
  static void load(Path folder) throws IOException {
    if (!declared) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    List<Path> found =
        LIBRARIES.stream()
            .map(System::mapLibraryName)
            .flatMap(name -> files.stream().filter(file -> isNamed(file, name)).limit(1))
            .toList();
    // Names on other systems may have their version elsewhere: the loader knows them.
    if (found.size() == LIBRARIES.size()) {
      found.forEach(file -> System.load(file.toString()));
      System.setProperty(LOADS, "false");
    }
  }

  /** With a version behind the name or without. */
  private static boolean isNamed(Path file, String name) {
    String other = file.getFileName().toString();
    return other.equals(name) || other.startsWith(name + ".");
  }
}
