package org.cdrl.tribuo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** How much memory this process holds, native memory included. */
final class ResidentSize {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentSize() {}

  /** In MiB; empty where the system does not tell. */
  static OptionalDouble mebibytes() throws IOException {
    if (!Files.exists(STATUS)) {
      return OptionalDouble.empty();
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst();
  }
}
