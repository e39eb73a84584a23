package org.cdrl.tribuo.table;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file of text in UTF-8, compressed if its name ends in .gz; the name tells what is in it. */
final class TextFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String GZIP = ".gz";

  private TextFile() {}

  static boolean isArff(Path file) {
    String name = lowerCaseName(file);
    return (isCompressed(file) ? name.substring(0, name.length() - GZIP.length()) : name)
        .endsWith(".arff");
  }

  static boolean isCompressed(Path file) {
    return lowerCaseName(file).endsWith(GZIP);
  }

  private static String lowerCaseName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
  }

  /** A reader behind the byte-order mark, if there is one. */
  static BufferedReader open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder; name a CSV or ARFF file");
    }
    InputStream bytes = Files.newInputStream(file);
    try {
      InputStream text = isCompressed(file) ? new GZIPInputStream(bytes, 1 << 16) : bytes;
      // A decoder of its own reports malformed text, where a reader would replace it.
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()));
      reader.mark(1);
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
      return reader;
    } catch (IOException e) {
      bytes.close();
      throw explain(file, e);
    }
  }

  /** The same error in words that help, where there are some. */
  static IOException explain(Path file, IOException error) {
    if (error instanceof CharacterCodingException) {
      return new TableException(file + " is not text in UTF-8; convert it first");
    }
    if (isCompressed(file) && (error instanceof ZipException || error instanceof EOFException)) {
      return new TableException(file + " is no gzip file or a damaged one; compress it again");
    }
    return error;
  }
}
