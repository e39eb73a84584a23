package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder that training can go on from: the state, and what was trained by and on. */
final class Checkpoints {
  private static final String CONFIGURATION = "training.xml";

  /** What Tribuo's trainers name the state. */
  private static final Pattern INVOCATION = Pattern.compile("invocation-\\d+\\.cdrl");

  private Checkpoints() {}

  /** Fails rather than to mix two runs in one folder. */
  static void requireNew(Path folder) throws IOException {
    if (Files.isRegularFile(folder)) {
      throw new IOException(
          folder + " is a file; --" + TrainingOptions.CHECKPOINT + " names a folder");
    }
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(file -> !file.endsWith(CONFIGURATION))) {
        throw new IOException(
            folder
                + " is not empty: --"
                + TrainingCommand.RESUME
                + " continues the run in it, a new run needs a new folder");
      }
    }
  }

  /** Whether a file has a name that files of such folders have. */
  static boolean isOne(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.equals(CONFIGURATION) || INVOCATION.matcher(name).matches();
  }

  /**
   * The configuration of a run.
   *
   * @throws IOException if there is none
   */
  static Path configuration(Path folder) throws IOException {
    Path file = folder.resolve(CONFIGURATION);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          folder
              + " is no folder that --"
              + TrainingOptions.CHECKPOINT
              + " wrote: it has no "
              + CONFIGURATION);
    }
    return file;
  }

  /** Writes the configuration of a run. */
  static void write(Path folder, ModelConfiguration configuration) throws IOException {
    Files.createDirectories(folder);
    configuration.write(folder.resolve(CONFIGURATION), settings -> settings);
  }
}
