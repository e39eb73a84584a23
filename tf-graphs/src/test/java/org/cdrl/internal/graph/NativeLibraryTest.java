package org.cdrl.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.cdrl.Device;
import org.junit.jupiter.api.Test;

/** What a program is told that declares no native library of TensorFlow, or a wrong one. */
class NativeLibraryTest {
  /** Run in a process of its own, for a process loads the library once. */
  static final class WithoutLibrary {
    public static void main(String[] arguments) {
      for (int attempt = 0; attempt < 2; attempt++) {
        System.out.println(assertThrows(IllegalStateException.class, Device::detect).getMessage());
      }
    }
  }

  @Test
  void aProgramWithoutTheLibraryIsToldTheDependencyToAddEveryTime() throws Exception {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> !jar.matches(".*tensorflow-core-native-.*-(linux|macosx|windows)-.*"))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                path,
                WithoutLibrary.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), said);
    List<String> lines = said.lines().toList();
    assertEquals(2, lines.size(), said);
    assertEquals(lines.get(0), lines.get(1));
    assertTrue(
        lines.get(0).contains("Add the dependency org.tensorflow:tensorflow-core-native"), said);
  }

  @Test
  void theDependencyIsNamedWithItsClassifierAndTheOneForGpusWhereThereIsOne() {
    assertEquals(
        "TensorFlow's native library for linux-x86_64 is not on the class path. Add the dependency"
            + " org.tensorflow:tensorflow-core-native with the classifier linux-x86_64"
            + " (linux-x86_64-gpu for NVIDIA GPUs) and the version of tensorflow-core-api",
        NativeLibrary.problem("linux-x86_64", false, null));
    assertEquals(
        "TensorFlow's native library for macosx-arm64 is not on the class path. Add the dependency"
            + " org.tensorflow:tensorflow-core-native with the classifier macosx-arm64 and the"
            + " version of tensorflow-core-api",
        NativeLibrary.problem("macosx-arm64", false, null));
  }

  @Test
  void aPlatformWithoutALibraryIsToldThoseThatHaveOne() {
    assertEquals(
        "TensorFlow for Java has no native library for macosx-x86_64; it has those for"
            + " linux-x86_64, linux-arm64, macosx-arm64, windows-x86_64",
        NativeLibrary.problem("macosx-x86_64", false, null));
  }

  @Test
  void aLibraryThatIsThereButDoesNotLoadIsToldWithTheReason() {
    String line =
        NativeLibrary.problem(
            "linux-arm64", true, new UnsatisfiedLinkError("GLIBC_2.99 not found"));
    assertTrue(line.contains("GLIBC_2.99 not found"), line);
    assertTrue(line.contains("belong together"), line);
  }
}
