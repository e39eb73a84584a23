package org.cdrl.image;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/** Any part of a file at any time; one in gzip is unpacked once, into a file that goes with it. */
final class Unpacked implements Closeable {
  private final Path path;
  private final FileChannel channel;
  private final Path temporary;

  private Unpacked(Path path, FileChannel channel, Path temporary) {
    this.path = path;
    this.channel = channel;
    this.temporary = temporary;
  }

  static Unpacked open(Path path) throws IOException {
    if (!isGzip(path)) {
      return new Unpacked(path, FileChannel.open(path, StandardOpenOption.READ), null);
    }
    Path temporary = Files.createTempFile("cdrl-pictures", ".raw");
    try {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(path), 1 << 16)) {
        Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
      }
      temporary.toFile().deleteOnExit();
      return new Unpacked(path, FileChannel.open(temporary, StandardOpenOption.READ), temporary);
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
    return channel.size();
  }

  /** Fills a buffer with the bytes from a position on. */
  ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException(path + " is cut off");
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (temporary != null) {
      Files.deleteIfExists(temporary);
    }
  }
}
