package org.cdrl.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.cdrl.files.WholeFile;

/**
 * Where a table goes.
 *
 * @param file null for standard output, which users call "-"
 */
record Destination(Path file) {
  static final String STANDARD_OUTPUT = "-";

  /** The destination named by --out; fails early if it cannot be written. */
  static Destination of(Arguments arguments) throws UsageException, IOException {
    boolean standard = arguments.required(CommonOptions.OUT).equals(STANDARD_OUTPUT);
    return new Destination(standard ? null : arguments.writable(CommonOptions.OUT));
  }

  /** The name whose end tells the format. */
  Path name() {
    return file == null ? Path.of(STANDARD_OUTPUT) : file;
  }

  void write(WholeFile.Content content, PrintStream out) throws IOException {
    if (file != null) {
      WholeFile.write(file, content);
    } else {
      content.writeTo(new Checked(out));
      out.flush();
    }
  }

  /** Fails when a reader such as head has gone, which a PrintStream keeps to itself. */
  private static final class Checked extends FilterOutputStream {
    private final PrintStream stream;

    Checked(PrintStream stream) {
      super(stream);
      this.stream = stream;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      stream.write(bytes, from, count);
      if (stream.checkError()) {
        throw new IOException("Standard output was closed before all rows were written");
      }
    }

    @Override
    public void close() {
      stream.flush();
    }
  }

  @Override
  public String toString() {
    return file == null ? "standard output" : file.toString();
  }
}
