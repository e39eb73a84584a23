package org.cdrl.weka.study;

import java.io.IOException;
import java.nio.file.Path;
import org.cdrl.files.WholeFile;
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
    ArffSaver saver = new ArffSaver();
    saver.setInstances(rows);
    WholeFile.write(
        file,
        out -> {
          saver.setDestination(out);
          saver.writeBatch();
        });
  }
}
