package org.cdrl.tribuo.table;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The text of a file, decompressed if gzip compressed it, whatever its name. */
final class TextInput implements Closeable {
  private static final int HEAD = 4096;

  private final Path file;
  private final TextEncoding encoding;
  private final BufferedReader reader;

  private TextInput(Path file, TextEncoding encoding, BufferedReader reader) {
    this.file = file;
    this.encoding = encoding;
    this.reader = reader;
  }

  /**
   * Opens a file.
   *
   * @param told the encoding if there is no byte-order mark
   * @throws TableException if it is known to be no text, telling what it is
   */
  static TextInput open(Path file, Optional<Charset> told) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder; name a CSV or ARFF file");
    }
    InputStream raw = Files.newInputStream(file);
    try {
      InputStream bytes = decompressed(new BufferedInputStream(raw, 1 << 16));
      byte[] head = head(bytes);
      Optional<ForeignFile> foreign = ForeignFile.of(head);
      if (foreign.isPresent()) {
        throw new TableException(file + " is " + foreign.get().advice());
      }
      TextEncoding encoding = TextEncoding.of(head, told);
      bytes.skipNBytes(encoding.markLength());
      return new TextInput(
          file, encoding, new BufferedReader(new StrictDecoder(file, bytes, encoding), 1 << 16));
    } catch (IOException e) {
      raw.close();
      throw explain(file, e);
    }
  }

  private static InputStream decompressed(InputStream bytes) throws IOException {
    byte[] head = head(bytes);
    boolean gzip = head.length >= 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
    return gzip ? new BufferedInputStream(new GZIPInputStream(bytes, 1 << 16), 1 << 16) : bytes;
  }

  /** The first bytes, which stay to be read. */
  private static byte[] head(InputStream bytes) throws IOException {
    bytes.mark(HEAD);
    byte[] head = bytes.readNBytes(HEAD);
    bytes.reset();
    return head;
  }

  Path file() {
    return file;
  }

  TextEncoding encoding() {
    return encoding;
  }

  BufferedReader reader() {
    return reader;
  }

  /** The next characters, which stay to be read; less than asked for at the end. */
  String peek(int most) throws IOException {
    reader.mark(most);
    char[] chars = new char[most];
    int count = 0;
    for (int more = 0; more >= 0 && count < most; count += Math.max(0, more)) {
      more = reader.read(chars, count, most - count);
    }
    reader.reset();
    return new String(chars, 0, count);
  }

  /** The same error in words that help, where there are some. */
  static IOException explain(Path file, IOException error) {
    return error instanceof ZipException || error instanceof EOFException
        ? new TableException(file + " is a damaged gzip file; compress it again")
        : error;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
