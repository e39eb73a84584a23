package org.cdrl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in README.md and docs/java.md compiles. */
class DocumentedJavaTest {
  private static final Pattern JAVA = Pattern.compile("(?s)```java\\R(.*?)```");

  @TempDir Path classes;

  @Test
  void everyExampleInTheDocumentsCompiles() throws IOException {
    for (String document : List.of("README.md", "docs/java.md")) {
      List<String> examples =
          JAVA.matcher(Files.readString(Path.of("..", document)))
              .results()
              .map(example -> example.group(1))
              .toList();
      assertTrue(!examples.isEmpty(), document + " has no Java");
      for (String example : examples) {
        assertEquals("", errors(example), document + ":\n" + example);
      }
    }
  }

  @Test
  void anExampleThatUsesWhatIsNotThereIsFound() {
    assertNotEquals("", errors("import org.cdrl.CdrlModel;\n\nCdrlModel.learn();\n"));
  }

  /** What the compiler says of statements with their imports; empty if they compile. */
  private String errors(String example) {
    Pattern imported = Pattern.compile("(?m)^import .*;$");
    String source =
        imported
                .matcher(example)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"))
            + "\nclass Documented { void run() throws Exception {\n"
            + imported.matcher(example).replaceAll("")
            + "}}\n";
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///Documented.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-proc:none",
            "-d",
            classes.toString(),
            "-classpath",
            System.getProperty("java.class.path"));
    compiler.getTask(null, null, found, options, null, List.of(file)).call();
    return found.getDiagnostics().stream()
        .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }
}
