package org.cdrl;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the parity fixtures: outputs of the authors' program.
 *
 * <p>Those of the 2-D networks are test resources, in folder {@code parity}. The larger ones, of
 * image networks, are optional: they are looked for in the folder that the system property {@code
 * cdrl.fixtures} names; without it, in a folder {@code shared/fixtures} in or next to the working
 * directory or one of its parents. A test that needs one that is not there is skipped.
 */
public final class Fixtures {
  private static final String PROPERTY = "cdrl.fixtures";

  private Fixtures() {}

  /** Reads a fixture of the test resources. */
  public static Npz resource(String fileName) throws IOException {
    URL url = Fixtures.class.getResource("/parity/" + fileName);
    if (url == null) {
      throw new IOException("no test resource parity/" + fileName);
    }
    try {
      return Npz.read(Path.of(url.toURI()));
    } catch (URISyntaxException e) {
      throw new IOException(url + " is not the address of a file", e);
    }
  }

  /** Reads an optional {@code .npz} fixture, or skips the calling test if it is not there. */
  public static Npz optional(String fileName) throws IOException {
    return Npz.read(optionalFile(fileName));
  }

  /** The path of an optional fixture, or skips the calling test if it is not there. */
  public static Path optionalFile(String fileName) {
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
        "optional parity fixture not found: " + what + " (set -D" + PROPERTY + "=<folder>)");
  }
}
