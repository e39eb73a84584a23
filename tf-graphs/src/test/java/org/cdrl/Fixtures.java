package org.cdrl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the parity fixtures: outputs of the reference implementation, which are kept outside the
 * repository.
 *
 * <p>They are looked for in the folder that the system property {@code cdrl.fixtures} names;
 * without it, in a folder {@code shared/fixtures} in or next to the working directory or one of its
 * parents. A test that needs a file that is not there is skipped.
 */
public final class Fixtures {
  private static final String PROPERTY = "cdrl.fixtures";

  private Fixtures() {}

  /** Reads a {@code .npz} fixture, or skips the calling test if it is not there. */
  public static Npz require(String fileName) throws IOException {
    return Npz.read(requireFile(fileName));
  }

  /** The path of a fixture, or skips the calling test if it is not there. */
  public static Path requireFile(String fileName) {
    String folder = System.getProperty(PROPERTY);
    if (folder != null && !folder.isBlank()) {
      Path file = Path.of(folder, fileName);
      return Files.isRegularFile(file) ? file : skip(file.toString());
    }
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      for (String relative : new String[] {"shared/fixtures", "../shared/fixtures"}) {
        Path file = p.resolve(relative).resolve(fileName).normalize();
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    return skip("shared/fixtures/" + fileName);
  }

  private static Path skip(String what) {
    return Assumptions.abort(
        "parity fixtures not found: " + what + " (set -D" + PROPERTY + "=<folder>)");
  }
}
