package org.cdrl.tribuo.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How text stands in the bytes of a file.
 *
 * @param charset of the characters
 * @param marked whether a byte-order mark comes first
 */
record TextEncoding(Charset charset, boolean marked) {
  private static final char MARK = '\uFEFF';

  /** The longer ones first, for one begins with another. */
  private static final List<Charset> WITH_MARKS =
      List.of(
          Charset.forName("UTF-32LE"),
          Charset.forName("UTF-32BE"),
          StandardCharsets.UTF_8,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE);

  /** UTF-16 without a mark has at least this share of zero bytes, UTF-8 has none. */
  private static final double ZEROS = 1 / 8.;

  /** What a new file is written in. */
  static TextEncoding of(Optional<Charset> told) {
    Charset charset = told.orElse(StandardCharsets.UTF_8);
    return charset.equals(StandardCharsets.UTF_16)
        ? new TextEncoding(StandardCharsets.UTF_16LE, true)
        : new TextEncoding(charset, false);
  }

  /**
   * What a file is written in: as its byte-order mark says, else as told, else UTF-16 if every
   * other byte is zero, else UTF-8.
   *
   * @param head the first bytes, about 4,096
   */
  static TextEncoding of(byte[] head, Optional<Charset> told) {
    for (Charset charset : WITH_MARKS) {
      byte[] mark = mark(charset);
      if (Arrays.equals(mark, Arrays.copyOf(head, mark.length))) {
        return new TextEncoding(charset, true);
      }
    }
    boolean open = told.isEmpty() || told.get().equals(StandardCharsets.UTF_16);
    return new TextEncoding(
        (open ? unmarked(head) : told).orElse(told.orElse(StandardCharsets.UTF_8)), false);
  }

  /** UTF-16 by the zero bytes of the letters, digits and line ends that every table has. */
  private static Optional<Charset> unmarked(byte[] head) {
    int[] zeros = new int[2];
    for (int i = 0; i < head.length; i++) {
      zeros[i % 2] += head[i] == 0 ? 1 : 0;
    }
    if (zeros[0] + zeros[1] < ZEROS * head.length || Math.min(zeros[0], zeros[1]) > 0) {
      return Optional.empty();
    }
    return Optional.of(zeros[1] > 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE)
        .filter(charset -> zeros[0] + zeros[1] > 0);
  }

  private static byte[] mark(Charset charset) {
    return String.valueOf(MARK).getBytes(charset);
  }

  /** The number of bytes before the text. */
  int markLength() {
    return marked ? mark(charset).length : 0;
  }

  /** Writes the mark and waits for text; fails where the encoding lacks a character. */
  Writer writer(OutputStream out) throws IOException {
    // An encoder of its own reports what it cannot encode, where a writer would put "?".
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, charset.newEncoder()));
    if (marked) {
      writer.write(MARK);
    }
    return writer;
  }

  /**
   * A text that is to be written.
   *
   * @param what it is, as the beginning of a message
   * @throws TableException if the encoding lacks one of its characters
   */
  String require(String what, String text) throws TableException {
    boolean plain = text.chars().allMatch(c -> c < 0x80);
    if (!plain && !charset.newEncoder().canEncode(text)) {
      throw new TableException(
          what + ": \"" + text + "\" cannot be written in " + charset + "; use UTF-8");
    }
    return text;
  }
}
