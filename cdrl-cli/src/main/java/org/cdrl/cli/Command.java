package org.cdrl.cli;

import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Options;

/** One command of the tool. */
interface Command {
  /** What the user types. */
  String name();

  /** One line for the list of commands. */
  String summary();

  /** A paragraph for the command's own help. */
  String description();

  /** The name of the one argument that is no option, such as MODEL; null if there is none. */
  default String operand() {
    return null;
  }

  /** Whether it takes several of that argument. */
  default boolean takesSeveral() {
    return false;
  }

  /** The options it takes, without --help. */
  Options options();

  /** Files that it writes beside those that its options name. */
  default List<Path> byProducts(Arguments arguments) throws UsageException {
    return List.of();
  }

  /**
   * Runs.
   *
   * @throws UsageException for a wrong option value
   * @throws Exception whose message says what went wrong
   */
  void run(Arguments arguments, Console console) throws Exception;
}
