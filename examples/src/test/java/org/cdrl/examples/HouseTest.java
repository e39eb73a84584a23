package org.cdrl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaConstructor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sizes that CONTRIBUTING.md asks for: of files, and of lists of parameters. */
class HouseTest {
  private static final int MOST_LINES = 400;
  private static final int MOST_ALIKE = 6;

  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(".."))) {
      return folders.filter(folder -> Files.exists(folder.resolve("src/main/java"))).toList();
    }
  }

  @Test
  void noFileIsTooLong() throws IOException {
    for (Path module : modules()) {
      try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          int lines = Files.readAllLines(file).size();
          assertEquals(Math.min(lines, MOST_LINES), lines, file + " is longer than allowed");
        }
      }
    }
  }

  /** More could be confused. Lambdas' and enums' own parameters come from the compiler. */
  @Test
  void noConstructorHasTooManyParametersOfOneType() {
    Project.CLASSES.stream()
        .filter(type -> !type.getPackageName().contains("protos"))
        .flatMap(type -> type.getConstructors().stream())
        .forEach(HouseTest::assertFew);
  }

  private static void assertFew(JavaConstructor constructor) {
    List<String> types =
        constructor.getRawParameterTypes().stream().map(type -> type.getName()).toList();
    long most =
        types.stream()
            .collect(Collectors.groupingBy(type -> type, Collectors.counting()))
            .values()
            .stream()
            .max(Long::compare)
            .orElse(0L);
    assertEquals(Math.min(most, MOST_ALIKE), most, constructor.getFullName());
  }
}
