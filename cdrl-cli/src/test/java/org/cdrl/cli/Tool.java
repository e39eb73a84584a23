package org.cdrl.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Runs commands in this process. */
final class Tool {
  /** What a command did. */
  record Result(int code, String out, String err) {}

  private Tool() {}

  static Result run(Object... args) {
    return run(new Console(null, null).silence(), args);
  }

  /**
   * Runs a command.
   *
   * @param silence how long work takes before its progress is told
   */
  static Result run(Duration silence, Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] texts = new String[args.length];
    for (int a = 0; a < args.length; a++) {
      texts[a] = args[a].toString();
    }
    int code =
        Cdrl.run(
            texts,
            new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                silence));
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
