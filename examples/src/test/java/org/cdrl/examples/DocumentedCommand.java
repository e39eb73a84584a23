package org.cdrl.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that a document shows to readers.
 *
 * @param document the file, from the repository's folder
 * @param words the program and its arguments
 */
record DocumentedCommand(String document, List<String> words) {
  private static final Pattern SHELL = Pattern.compile("(?s)```sh\\R(.*?)```");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(#).*|(\\S+)");

  /** The commands of all blocks of shell in a document. */
  static List<DocumentedCommand> of(Path document, String text) {
    List<DocumentedCommand> commands = new ArrayList<>();
    Matcher blocks = SHELL.matcher(text);
    while (blocks.find()) {
      for (String line : blocks.group(1).replaceAll("\\\\\\R", " ").split("\\R")) {
        List<String> words = words(line);
        if (!words.isEmpty()) {
          commands.add(
              new DocumentedCommand(document.toString().replace('\\', '/'), List.copyOf(words)));
        }
      }
    }
    return commands;
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher found = WORD.matcher(line);
    while (found.find() && found.group(3) == null) {
      for (int g : new int[] {1, 2, 4}) {
        if (found.group(g) != null) {
          words.add(found.group(g));
        }
      }
    }
    return words;
  }

  String program() {
    return words.get(0);
  }

  List<String> arguments() {
    return words.subList(1, words.size());
  }

  /** The value of an option; empty if it is not given. */
  Optional<String> option(String name) {
    int at = words.indexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
  }

  /** The same with another value of an option, which is added if it is not there. */
  DocumentedCommand with(String option, String value) {
    List<String> changed = new ArrayList<>(words);
    int at = changed.indexOf(option);
    if (at < 0) {
      changed.add(option);
      changed.add(value);
    } else {
      changed.set(at + 1, value);
    }
    return new DocumentedCommand(document, List.copyOf(changed));
  }

  /** The same without an option that has no value. */
  DocumentedCommand without(String option) {
    return new DocumentedCommand(
        document, words.stream().filter(word -> !word.equals(option)).toList());
  }

  @Override
  public String toString() {
    return document + ": " + String.join(" ", words);
  }
}
