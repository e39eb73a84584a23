package org.cdrl.weka.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cdrl.files.WholeFile;
import weka.core.Utils;

/** Files that a command writes, which Weka empties before it has read those that it needs. */
public final class OutputFiles {
  private OutputFiles() {}

  /**
   * Fails if an output cannot be written, or is one of the inputs.
   *
   * @param options of the command; not changed
   * @param inputs options that name files to read
   * @param outputs options that name files to write
   * @throws SchemeException naming the option and the file
   */
  public static void require(String[] options, List<String> inputs, List<String> outputs)
      throws SchemeException {
    for (String output : outputs) {
      int at = valueOf(output, options);
      if (at < 0) {
        continue;
      }
      Path file = path(output, options[at]);
      try {
        for (String input : inputs) {
          int read = valueOf(input, options);
          if (read >= 0
              && Files.exists(file)
              && Files.exists(path(input, options[read]))
              && Files.isSameFile(file, path(input, options[read]))) {
            throw new SchemeException(
                "-"
                    + output
                    + " would overwrite "
                    + options[read]
                    + ", which -"
                    + input
                    + " reads; name another file");
          }
        }
        WholeFile.requireWritable(file);
      } catch (IOException e) {
        throw new SchemeException("-" + output + ": " + e.getMessage(), e);
      }
    }
  }

  /**
   * Runs a command that writes its outputs elsewhere first, so that they are whole, or as they were
   * before if it fails.
   *
   * @param options of the command; outputs are replaced
   */
  public static void write(
      String[] options, List<String> inputs, List<String> outputs, CommandLine.Command command)
      throws Exception {
    require(options, inputs, outputs);
    List<Path> targets = new ArrayList<>();
    List<Path> drafts = new ArrayList<>();
    try {
      for (String output : outputs) {
        int at = valueOf(output, options);
        if (at >= 0) {
          targets.add(path(output, options[at]));
          drafts.add(Files.createTempFile("cdrl", ".arff"));
          options[at] = drafts.get(drafts.size() - 1).toString();
        }
      }
      command.run();
      for (int n = 0; n < targets.size(); n++) {
        Path draft = drafts.get(n);
        WholeFile.write(targets.get(n), out -> Files.copy(draft, out));
      }
    } finally {
      for (Path draft : drafts) {
        Files.deleteIfExists(draft);
      }
    }
  }

  private static Path path(String option, String file) throws SchemeException {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new SchemeException("-" + option + " " + file + ": " + e.getMessage(), e);
    }
  }

  /** The index of an option's value, or -1. */
  private static int valueOf(String option, String[] options) {
    int at = Utils.getOptionPos(option, options);
    return at < 0 || at + 1 >= options.length ? -1 : at + 1;
  }
}
