package org.cdrl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that docs/messages.md explains are messages of the program. */
class DocumentedMessagesTest {
  private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

  @Test
  void everyMessageInTheDocumentIsInTheSources() throws IOException {
    List<String> messages =
        MESSAGE
            .matcher(Files.readString(Path.of("../docs/messages.md")))
            .results()
            .map(message -> message.group(1))
            .toList();
    assertTrue(messages.size() > 20, messages.size() + " messages");
    String sources = sources();
    List<String> unknown = new ArrayList<>();
    for (String message : messages) {
      for (String part : message.split("…")) {
        String written = part.replace("\"", "\\\"");
        if (!sources.contains(written.strip())) {
          unknown.add(message);
        }
      }
    }
    assertEquals(List.of(), unknown);
  }

  /** All main sources, with literals that are written in parts as one. */
  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String module : List.of("tf-graphs", "tribuo-ebm", "table-report", "cdrl-cli")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          all.append(JOINED.matcher(Files.readString(file)).replaceAll(""));
        }
      }
    }
    return all.toString();
  }
}
