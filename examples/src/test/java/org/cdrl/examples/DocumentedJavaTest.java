package org.cdrl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in the documents compiles; that of tutorials runs. */
class DocumentedJavaTest {
  @TempDir Path classes;

  @Test
  void everyExampleInTheDocumentsCompiles() throws IOException {
    for (String document : List.of("README.md", "docs/java.md", "docs/start.md")) {
      List<String> examples = DocumentedJava.blocks(Files.readString(Path.of("..", document)));
      assertTrue(!examples.isEmpty(), document + " has no Java");
      for (String example : examples) {
        assertEquals("", errors(example), document + ":\n" + example);
      }
    }
  }

  @Test
  @Tag("slow")
  void tutorialsRun() throws Exception {
    List<Path> tutorials;
    try (Stream<Path> files = Files.list(Path.of("..", "docs", "tutorials"))) {
      tutorials = files.sorted().toList();
    }
    assertFalse(tutorials.isEmpty());
    DocumentedFiles.write(classes);
    for (Path tutorial : tutorials) {
      Path source = classes.resolve("Documented.java");
      Files.writeString(
          source, DocumentedJava.program(DocumentedJava.blocks(Files.readString(tutorial))));
      ChildJava run = ChildJava.run(classes, List.of(source.toString()));
      assertEquals(0, run.exit(), () -> tutorial + ":\n" + run.output());
    }
  }

  @Test
  void anExampleThatUsesWhatIsNotThereIsFound() {
    assertNotEquals("", errors("import org.cdrl.CdrlModel;\n\nCdrlModel.learn();\n"));
  }

  /** What the compiler says of statements with their imports; empty if they compile. */
  private String errors(String example) {
    String source = DocumentedJava.program(List.of(example));
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
