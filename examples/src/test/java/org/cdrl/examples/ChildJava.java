package org.cdrl.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own, with the class path of the tests, as documents show it.
 *
 * @param exit its exit code; -1 if it took too long and was ended
 * @param output what it wrote to both streams
 */
record ChildJava(int exit, String output) {
  private static final long MINUTES = 5;

  /**
   * Runs a program to its end.
   *
   * @param folder where it runs
   * @param words the class or source file, and its arguments
   */
  static ChildJava run(Path folder, List<String> words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(words);
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      return new ChildJava(-1, Files.readString(output));
    }
    return new ChildJava(process.exitValue(), Files.readString(output));
  }
}
