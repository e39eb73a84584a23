package org.cdrl.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;

/** What users are told of commands and options. */
final class Help {
  private static final int WIDTH = 100;

  /** Where descriptions of options begin. */
  private static final int COLUMN = 26;

  private final PrintStream to;

  Help(PrintStream to) {
    this.to = to;
  }

  /** The list of commands. */
  void print(List<Command<?>> commands) {
    to.println("Usage: cdrl COMMAND [OPTION]...");
    to.println();
    to.println(
        "Energy-based generative models of tables (numbers, categories and dates) and of images.");
    for (CommandGroup group : CommandGroup.values()) {
      if (group.title() != null) {
        to.println();
        to.println(group.title() + ":");
        commands.stream()
            .filter(command -> command.group() == group)
            .forEach(
                command ->
                    to.printf(Locale.ROOT, "  %-13s %s%n", command.name(), command.summary()));
      }
    }
    to.println();
    to.println(
        "'cdrl COMMAND --help' shows the options of a command, 'cdrl --version' the version.");
    to.println("Exit codes: 0 success, 1 failure, 2 wrong command line.");
  }

  /** A command, and its options by section. */
  void print(Command<?> command, CommandOptions options) {
    String operand =
        command.operand() == null
            ? ""
            : " " + command.operand() + (command.takesSeveral() ? "..." : "");
    String required =
        options.of(Section.REQUIRED).stream()
            .map(option -> " " + label(option))
            .collect(Collectors.joining());
    to.println("Usage: cdrl " + command.name() + operand + required + " [OPTION]...");
    to.println();
    wrap("", 0, command.description());
    options
        .sections()
        .forEach(
            (section, of) -> {
              to.println();
              to.println(section.title() + ":");
              of.forEach(
                  option -> wrap("  " + label(option) + "  ", COLUMN, option.getDescription()));
            });
  }

  private static String label(Option option) {
    return "--" + option.getLongOpt() + (option.hasArg() ? " " + option.getArgName() : "");
  }

  /** Prints a text between a column and the right margin, beside or below what stands left. */
  private void wrap(String left, int column, String text) {
    StringBuilder line = new StringBuilder(left);
    if (line.length() > column) {
      to.println(line.toString().stripTrailing());
      line.setLength(0);
    }
    pad(line, column);
    for (String word : text.split(" ")) {
      if (line.length() > column && line.length() + 1 + word.length() > WIDTH) {
        to.println(line);
        line.setLength(0);
        pad(line, column);
      }
      line.append(line.length() > column ? " " : "").append(word);
    }
    to.println(line);
  }

  private static void pad(StringBuilder line, int column) {
    line.append(" ".repeat(column - line.length()));
  }
}
