package org.cdrl.tribuo.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Bytes as characters. Bytes that are none, and zero characters, which no table has, end in an
 * error that tells where they are.
 */
final class StrictDecoder extends Reader {
  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private boolean ended;

  /** The number of the byte that comes behind the buffer, from 1. */
  private long behind;

  private long line = 1;
  private char before;

  /** The second half of a character that there was no room for; zero for none. */
  private char half;

  /**
   * A decoder.
   *
   * @param in behind the byte-order mark
   */
  StrictDecoder(Path file, InputStream in, TextEncoding encoding) {
    this.file = file;
    this.in = in;
    decoder = encoding.charset().newDecoder();
    behind = encoding.markLength() + 1L;
  }

  @Override
  public int read(char[] to, int from, int count) throws IOException {
    CharBuffer chars = CharBuffer.wrap(to, from, count).slice();
    if (half != 0) {
      chars.put(half);
      half = 0;
    }
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (chars.position() > 0) {
        inspect(to, from, chars.position());
        return chars.position();
      }
      if (result.isError()) {
        throw malformed();
      }
      if (result.isOverflow()) {
        CharBuffer both = CharBuffer.allocate(2);
        decoder.decode(bytes, both, ended);
        to[from] = both.get(0);
        half = both.get(1);
        return 1;
      }
      if (ended) {
        return -1;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    int more = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = more < 0;
    bytes.position(bytes.position() + Math.max(0, more)).flip();
    behind += Math.max(0, more);
  }

  /** Counts lines. */
  private void inspect(char[] chars, int from, int count) throws TableException {
    for (int i = from; i < from + count; i++) {
      line += chars[i] == '\r' || chars[i] == '\n' && before != '\r' ? 1 : 0;
      before = chars[i];
      if (chars[i] == 0) {
        throw new TableException(
            file
                + ", line "
                + line
                + ": a zero character, which no table has; remove it, or name another encoding"
                + " (--encoding)");
      }
    }
  }

  private TableException malformed() {
    return new TableException(
        file
            + ", line "
            + line
            + String.format(
                Locale.ROOT,
                ": byte %d (0x%02X) is not ",
                behind - bytes.remaining(),
                bytes.get(bytes.position()) & 0xFF)
            + decoder.charset()
            + "; name the file's encoding, for example --encoding windows-1252 or ISO-8859-1");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
