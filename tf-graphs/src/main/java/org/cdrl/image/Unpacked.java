package org.cdrl.image;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Any part of a file at any time; one in gzip is unpacked once, into a file that goes with it. */
final class Unpacked implements Closeable {
  /** Written digits are packed to a fifth; empty images to a thousandth. */
  private static final long MOST_TIMES = 200;

  /** Bytes that any file may unpack to. */
  private static final long SMALL = 1 << 26;

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
    Path temporary = Files.createTempFile("cdrl-images", ".raw");
    try {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(path), 1 << 16)) {
        unpack(path, in, temporary);
      }
      temporary.toFile().deleteOnExit();
      return new Unpacked(path, temporary, temporary);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw new IOException(path + " cannot be unpacked: " + e.getMessage(), e);
    }
  }

  /** Fails where a file unpacks to far more than images do: it would fill the disk. */
  private static void unpack(Path path, InputStream in, Path temporary) throws IOException {
    long most = Math.max(SMALL, MOST_TIMES * Files.size(path));
    try (OutputStream out = Files.newOutputStream(temporary)) {
      byte[] some = new byte[1 << 16];
      long written = 0;
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        written += count;
        if (written > most) {
          throw new IOException("it unpacks to more than " + most + " bytes, as no images do");
        }
        out.write(some, 0, count);
      }
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
