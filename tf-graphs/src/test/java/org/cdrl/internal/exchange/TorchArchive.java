package org.cdrl.internal.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes archives as PyTorch does, without compression, and others. */
final class TorchArchive {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);
  private String from;
  private String to;

  TorchArchive add(String name, byte[] content) {
    ZipEntry entry = new ZipEntry(name);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    return put(entry, content);
  }

  TorchArchive compressed(String name, byte[] content) {
    return put(new ZipEntry(name), content);
  }

  private TorchArchive put(ZipEntry entry, byte[] content) {
    try {
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Renames an entry in the finished archive to another name of the same length. */
  TorchArchive renamed(String from, String to) {
    this.from = from;
    this.to = to;
    return this;
  }

  void write(Path file) throws IOException {
    zip.close();
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    String written = from == null ? text : text.replace(from, to);
    Files.write(file, written.getBytes(StandardCharsets.ISO_8859_1));
  }
}
