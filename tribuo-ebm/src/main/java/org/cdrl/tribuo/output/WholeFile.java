package org.cdrl.tribuo.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file under a temporary name beside it and moves it into place, so that nothing half
 * written is left and what was there before survives a failure.
 */
public final class WholeFile {
  private WholeFile() {}

  /** What goes into a file. */
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
  public static void write(Path file, Content content) throws IOException {
    requireWritable(file);
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    String suffix = "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
    Path temporary = target.resolveSibling(target.getFileName() + suffix);
    // For Ctrl-C, which skips the finally below.
    temporary.toFile().deleteOnExit();
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW), 1 << 16)) {
        content.writeTo(out);
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
