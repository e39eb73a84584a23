package org.cdrl.examples;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The Java that a document shows to readers. */
final class DocumentedJava {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\\R(.*?)```");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;$");

  private DocumentedJava() {}

  /** The blocks of a document, statements with their imports. */
  static List<String> blocks(String text) {
    return BLOCK.matcher(text).results().map(block -> block.group(1)).toList();
  }

  /** A class Documented whose main method has the statements, in their order. */
  static String program(List<String> blocks) {
    String all = String.join("\n", blocks);
    String imports =
        IMPORT.matcher(all).results().map(MatchResult::group).collect(Collectors.joining("\n"));
    return imports
        + "\nclass Documented { public static void main(String[] arguments) throws Exception {\n"
        + IMPORT.matcher(all).replaceAll("")
        + "}}\n";
  }
}
