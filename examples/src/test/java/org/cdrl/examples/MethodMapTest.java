package org.cdrl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code that docs/method.md (the papers' formulas) and docs/glossary.md name is there. */
class MethodMapTest {
  /** A link to a source file, and the methods named after it. */
  private static final Pattern CODE = Pattern.compile("]\\(([^)]+\\.java)\\)((?:[ ,]+`\\w+`)*)");

  private static final Pattern METHOD = Pattern.compile("`(\\w+)`");

  @Test
  void everyFileAndMethodThatADocumentNamesExists() throws IOException {
    Path docs = Path.of("..", "docs");
    for (String name : List.of("method.md", "glossary.md")) {
      String map = Files.readString(docs.resolve(name));
      assertEquals(List.of(), missing(docs, map));
      long rows = map.lines().filter(line -> CODE.matcher(line).find()).count();
      assertTrue(rows >= 15, name + ": only " + rows + " rows name code");
    }
  }

  @Test
  void whatIsNotThereIsFound() throws IOException {
    String chain = "](../tf-graphs/src/main/java/org/cdrl/internal/langevin/Chain.java) `run`";
    assertEquals(
        List.of("Nowhere.java", "Chain.java: jump"),
        missing(Path.of("..", "docs"), "[N](Nowhere.java) `x`; [C" + chain + ", `jump`"));
  }

  private static List<String> missing(Path docs, String map) throws IOException {
    List<String> missing = new ArrayList<>();
    Matcher code = CODE.matcher(map);
    while (code.find()) {
      Path file = docs.resolve(code.group(1));
      if (!Files.isRegularFile(file)) {
        missing.add(code.group(1));
        continue;
      }
      String source = Files.readString(file);
      Matcher method = METHOD.matcher(code.group(2));
      while (method.find()) {
        // A declaration: a type before the name, and no dot or "new".
        if (!Pattern.compile("[\\w>\\]] (?<!new |return )" + method.group(1) + "\\(")
            .matcher(source)
            .find()) {
          missing.add(file.getFileName() + ": " + method.group(1));
        }
      }
    }
    return missing;
  }
}
