package org.cdrl.tribuo.table;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Remembers how the lines end that are read through it, until it is asked. */
final class LineEnds extends FilterReader {
  private static final String WINDOWS = "\r\n";

  private final Deque<String> ends = new ArrayDeque<>();
  private boolean withinEnd;

  LineEnds(BufferedReader in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] to, int from, int count) throws IOException {
    int read = in.read(to, from, count);
    for (int i = from; i < from + read; i++) {
      if (to[i] == '\r') {
        int next = i + 1 < from + read ? to[i + 1] : peek();
        withinEnd = next == '\n';
        ends.add(withinEnd ? WINDOWS : "\r");
      } else if (to[i] == '\n') {
        if (!withinEnd) {
          ends.add("\n");
        }
        withinEnd = false;
      }
    }
    return read;
  }

  private int peek() throws IOException {
    in.mark(1);
    int next = in.read();
    in.reset();
    return next;
  }

  /** How the next line ends whose end was not asked for; empty if the file ends first. */
  String next() {
    return ends.isEmpty() ? "" : ends.remove();
  }
}
