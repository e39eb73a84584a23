package org.cdrl.weka.console;

/** Weka's command line. */
public final class CommandLine {
  private CommandLine() {}

  /** What a command does. */
  @FunctionalInterface
  public interface Command {
    void run() throws Exception;
  }

  /**
   * Whether this thread works for a command: it began in a main method of Weka. Windows work in
   * threads of their own.
   */
  public static boolean isActive() {
    return StackWalker.getInstance().walk(frames -> frames.anyMatch(CommandLine::isMainOfWeka));
  }

  /**
   * Whether this thread is the program's own: its very beginning is a main method of Weka. A
   * command that is typed into a window is active, too, but the program is the window's.
   */
  public static boolean isProgram() {
    return StackWalker.getInstance()
        .walk(frames -> frames.reduce((later, earlier) -> earlier))
        .filter(CommandLine::isMainOfWeka)
        .isPresent();
  }

  private static boolean isMainOfWeka(StackWalker.StackFrame frame) {
    return frame.getMethodName().equals("main") && frame.getClassName().startsWith("weka.");
  }

  /**
   * Runs a command. Where it fails, the message is all that is printed, without the stack trace
   * that Weka would add.
   */
  public static void run(Command command) {
    try {
      command.run();
    } catch (OutOfMemoryError e) {
      System.err.println("The memory did not suffice; give Java more, for example java -Xmx4g");
    } catch (Exception e) {
      System.err.println(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }
}
