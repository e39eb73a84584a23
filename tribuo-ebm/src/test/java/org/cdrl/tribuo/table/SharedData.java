package org.cdrl.tribuo.table;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds public data sets, which are kept outside the repository: in a folder {@code shared/data} in
 * or next to the working directory or one of its parents. A test that needs one that is not there
 * is skipped.
 */
final class SharedData {
  private SharedData() {}

  /** The path of a file below {@code shared/data}, or skips the calling test. */
  static Path require(String name) {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      Path file = p.resolve("shared/data").resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return Assumptions.abort("public data not found: shared/data/" + name);
  }
}
