package org.cdrl.persistence;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file under a temporary name beside it and moves it into place, so that nothing half
 * written is left and what was there before survives a failure.
 */
public final class WholeFile {
  private WholeFile() {}

  /** What goes into a file; it may close the stream. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Fails if the file could not be written, to say so before hours of work and not after them.
   *
   * @throws IOException saying what is in the way
   */
  public static void requireWritable(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new IOException(file + " is a folder; name a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException("Cannot write " + file + ": there is no folder " + folder);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException("Cannot write " + file + ": the folder " + folder + " is read-only");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // Moving over a device or a pipe would replace it.
      throw new IOException("Cannot write " + file + ": it is not a regular file");
    }
  }

  /** Writes a file; on failure nothing has changed. */
  public static void write(Path path, Content content) throws IOException {
    requireWritable(path);
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    // Beside the target, and not by createTempFile, whose files nobody else may read. Always the
    // same name: what is to be deleted on exit is kept in memory.
    Path temporary =
        target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    // For Ctrl-C, which skips the finally below.
    temporary.toFile().deleteOnExit();
    try {
      // A stream, not a channel: an interrupted thread must be able to save what it has.
      try (FileOutputStream file = new FileOutputStream(temporary.toFile());
          OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
        content.writeTo(out);
        out.flush();
        if (file.getFD().valid()) { // The content may have closed it.
          file.getFD().sync();
        }
      }
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Writes a text file in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
