package org.cdrl.natives;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * What native libraries print. TensorFlow logs some lines to standard error whatever its settings
 * are, in the middle of what a command shows.
 *
 * <p>Uses JNA, which only programs with commands have to bring along.
 */
public final class NativeMessages {
  /** Environment variable; where it is 1, users are shown what else is kept from them. */
  public static final String DEBUG = "CDRL_DEBUG";

  private static final int STANDARD_ERROR = 2;
  private static final int GET_FLAGS = 3;
  private static final int ACCESS = 3;
  private static final int READ_ONLY = 0;
  private static final int WRITE_ONLY = 1;

  private static boolean dropped;

  private NativeMessages() {}

  /**
   * Drops what native libraries print to standard error, for the rest of the program; {@link
   * System#err} goes on to the same place as before. Call it early: what held the stream before,
   * such as the handler of a log, is dropped, too. On Windows, without JNA, and where {@value
   * #DEBUG} is 1, nothing changes.
   */
  public static synchronized void drop() {
    if (dropped || "1".equals(System.getenv(DEBUG))) {
      return;
    }
    dropped = true;
    try {
      if (Platform.isWindows()) {
        return;
      }
      Libc.bind();
      if ((Libc.fcntl(STANDARD_ERROR, GET_FLAGS) & ACCESS) == READ_ONLY) {
        // Started without a standard error: its number is that of the first file that Java read.
        return;
      }
      // The same position in the same file, which opening it anew would not give.
      int kept = Libc.dup(STANDARD_ERROR);
      int nothing = Libc.open("/dev/null", WRITE_ONLY);
      Libc.dup2(nothing, STANDARD_ERROR);
      Libc.close(nothing);
      System.setErr(new PrintStream(new Descriptor(kept), true, Charset.defaultCharset()));
    } catch (RuntimeException | LinkageError e) {
      // Then they are seen, as where JNA is missing: nobody's work should fail for this.
    }
  }

  /** The C library's. */
  private static final class Libc {
    static void bind() {
      Native.register(Libc.class, Platform.C_LIBRARY_NAME);
    }

    static native int fcntl(int descriptor, int command) throws LastErrorException;

    static native int dup(int descriptor) throws LastErrorException;

    static native int dup2(int from, int to) throws LastErrorException;

    static native int open(String path, int flags) throws LastErrorException;

    static native int close(int descriptor) throws LastErrorException;

    static native long write(int descriptor, byte[] bytes, long count) throws LastErrorException;
  }

  private static final class Descriptor extends OutputStream {
    private final int descriptor;

    Descriptor(int descriptor) {
      this.descriptor = descriptor;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      try {
        int at = from;
        while (at < from + count) {
          byte[] rest = Arrays.copyOfRange(bytes, at, from + count);
          at += (int) Libc.write(descriptor, rest, rest.length);
        }
      } catch (LastErrorException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }
}
