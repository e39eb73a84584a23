package org.cdrl.weka.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import weka.core.Instances;
import weka.core.converters.ArffSaver;

/** Rows as a file of Weka's. */
public final class ArffFile {
  private ArffFile() {}

  /**
   * Writes rows; an existing file is replaced only once the new one is complete.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Instances rows, Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path part = Files.createTempFile(whole.getParent(), "cdrl", ".part");
    try {
      ArffSaver saver = new ArffSaver();
      saver.setInstances(rows);
      try (var out = Files.newOutputStream(part)) {
        saver.setDestination(out);
        saver.writeBatch();
      }
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
