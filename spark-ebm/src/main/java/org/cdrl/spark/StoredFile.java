package org.cdrl.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files, of any file system that Spark knows, that are either whole or absent. */
final class StoredFile {
  private StoredFile() {}

  /** What a file is to hold. */
  interface Content {
    /** Writes it. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes a file under another name and moves it in the place of one that may be there.
   *
   * @throws IOException if it cannot be written; what was there before may be gone, but there is
   *     nothing half-written
   */
  static void write(Path to, Configuration hadoop, Content content) throws IOException {
    Path whole = to.suffix("." + UUID.randomUUID());
    FileSystem files = to.getFileSystem(hadoop);
    try {
      try (OutputStream out = files.create(whole, false)) {
        content.write(out);
      }
      files.delete(to, false);
      if (!files.rename(whole, to)) {
        throw new IOException(to + " cannot be written");
      }
    } catch (IOException e) {
      files.delete(whole, false);
      throw e;
    }
  }
}
