package org.cdrl.graph;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What native libraries print. TensorFlow logs some lines to standard error whatever its settings
 * are, in the middle of what a program shows.
 */
public final class NativeMessages {
  private static final String STANDARD_ERROR = "/dev/fd/2";

  /** What Linux tells of that descriptor: lines, one with the flags that it was opened with. */
  private static final Path LINUX = Path.of("/proc/self/fdinfo/2");

  private static final String FLAGS = "flags:";
  private static final int ACCESS = 3;
  private static final int READ_ONLY = 0;

  private NativeMessages() {}

  /**
   * Drops what native libraries print to standard error, for the rest of the program; {@link
   * System#err} goes on to the same place as before. For programs that own their process, before
   * anything else is done.
   *
   * <p>Standard error is opened anew for Java, and the old descriptor closed, which Java points to
   * the null device so that no other file takes its number. Where standard error cannot be opened
   * anew, as on Windows, where it is a socket, or where there is none, nothing changes.
   */
  public static void drop() {
    try {
      if (!isOpenForWriting()) {
        return;
      }
      // To append: a file would be written over from its start.
      OutputStream again = new FileOutputStream(STANDARD_ERROR, true);
      System.setErr(new PrintStream(again, true, Charset.defaultCharset()));
      new FileOutputStream(FileDescriptor.err).close();
    } catch (IOException e) {
      // Then they are seen.
    }
  }

  /**
   * Whether there is a standard error: where the program was started without one, its number is
   * that of the first file that Java read. Systems without this folder check it when they open.
   */
  private static boolean isOpenForWriting() throws IOException {
    if (!Files.exists(LINUX)) {
      return true;
    }
    for (String line : Files.readAllLines(LINUX)) {
      if (line.startsWith(FLAGS)) {
        return (Integer.parseInt(line.substring(FLAGS.length()).trim(), 8) & ACCESS) != READ_ONLY;
      }
    }
    return false;
  }
}
