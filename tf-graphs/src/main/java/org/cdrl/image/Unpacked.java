package org.cdrl.image;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/** Any part of a file at any time; one in gzip is unpacked once, into a file that goes with it. */
final class Unpacked implements Closeable {
  private final Path path;

  /** No channel: those close when the thread is interrupted, which asks training to save. */
  private final RandomAccessFile file;

  private final Path temporary;

  private Unpacked(Path path, Path file, Path temporary) throws IOException {
    this.path = path;
    this.file = new RandomAccessFile(file.toFile(), "r");
    this.temporary = temporary;
  }

  static Unpacked open(Path path) throws IOException {
    if (!isGzip(path)) {
      return new Unpacked(path, path, null);
    }
    Path temporary = Files.createTempFile("cdrl-pictures", ".raw");
    try {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(path), 1 << 16)) {
        Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
      }
      temporary.toFile().deleteOnExit();
      return new Unpacked(path, temporary, temporary);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw new IOException(path + " cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private static boolean isGzip(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  /** The number of bytes, unpacked. */
  long size() throws IOException {
    return file.length();
  }

  /** Fills a buffer with the bytes from a position on. */
  synchronized ByteBuffer read(long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(position);
    try {
      file.readFully(bytes);
    } catch (EOFException e) {
      throw new EOFException(path + " is cut off");
    }
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public void close() throws IOException {
    file.close();
    if (temporary != null) {
      Files.deleteIfExists(temporary);
    }
  }
}
