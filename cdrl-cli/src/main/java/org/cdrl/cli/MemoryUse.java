package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The memory of this process.
 *
 * @param resident all of it, native memory included, in MiB; empty where the system does not tell
 * @param heap what Java's heap takes of it, in MiB
 */
record MemoryUse(OptionalDouble resident, double heap) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double MEBIBYTE = 1 << 20;

  static MemoryUse now() throws IOException {
    return new MemoryUse(residentNow(), Runtime.getRuntime().totalMemory() / MEBIBYTE);
  }

  private static OptionalDouble residentNow() throws IOException {
    if (!Files.exists(STATUS)) {
      return OptionalDouble.empty();
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst();
  }

  /** How much more this is than an earlier one. */
  MemoryUse minus(MemoryUse earlier) {
    OptionalDouble more =
        resident.isPresent() && earlier.resident.isPresent()
            ? OptionalDouble.of(resident.getAsDouble() - earlier.resident.getAsDouble())
            : OptionalDouble.empty();
    return new MemoryUse(more, heap - earlier.heap);
  }

  @Override
  public String toString() {
    return "resident "
        + (resident.isPresent() ? mebibytes(resident.getAsDouble()) : "n/a")
        + ", Java heap "
        + mebibytes(heap);
  }

  private static String mebibytes(double size) {
    return String.format(Locale.ROOT, "%.1f MiB", size);
  }
}
