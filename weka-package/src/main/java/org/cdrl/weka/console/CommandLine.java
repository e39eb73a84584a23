package org.cdrl.weka.console;

import java.util.Map;

/** Weka's command line. */
public final class CommandLine {
  private CommandLine() {}

  /** What a command does. */
  @FunctionalInterface
  public interface Command {
    void run() throws Exception;
  }

  /**
   * Whether this thread works for a command: the program is one, or the thread came through a main
   * method of Weka, as for commands that are typed into a window. Windows work in threads of their
   * own.
   */
  public static boolean isActive() {
    return isProgram()
        || StackWalker.getInstance()
            .walk(
                frames ->
                    frames.anyMatch(frame -> isMain(frame.getClassName(), frame.getMethodName())));
  }

  /**
   * Whether the program is a command: its main thread began in a main method of Weka and is still
   * there when this is first asked. Those that open windows return at once.
   */
  public static boolean isProgram() {
    return Program.IS_COMMAND;
  }

  private static boolean isMain(String type, String method) {
    return method.equals("main") && type.startsWith("weka.");
  }

  private static final class Program {
    static final boolean IS_COMMAND =
        Thread.getAllStackTraces().entrySet().stream()
            .filter(thread -> thread.getKey().getName().equals("main"))
            .map(Map.Entry::getValue)
            .filter(frames -> frames.length > 0)
            .map(frames -> frames[frames.length - 1])
            .anyMatch(first -> isMain(first.getClassName(), first.getMethodName()));
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
