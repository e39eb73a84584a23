package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One command of the tool.
 *
 * @param <R> what its command line asks for: a record that is complete before any work begins
 */
interface Command<R> {
  /** What the user types. */
  String name();

  /** Where it stands in the list of commands. */
  CommandGroup group();

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

  /** The options it takes, without --help and --quiet. */
  CommandOptions options();

  /**
   * Reads and checks the command line.
   *
   * @throws UsageException for a wrong option value
   * @throws IOException if a file cannot be written, to say so before the work and not after it
   */
  R read(Arguments arguments) throws UsageException, IOException;

  /** Files that it writes beside those that its options name. */
  default List<Path> byProducts(R request) {
    return List.of();
  }

  /**
   * Does what is asked for.
   *
   * @throws UsageException for an option that does not go with the files that were named
   * @throws Exception whose message says what went wrong
   */
  void run(R request, Console console) throws Exception;
}
