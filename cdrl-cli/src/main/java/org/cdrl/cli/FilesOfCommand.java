package org.cdrl.cli;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.PatternOptionBuilder;
import org.cdrl.image.ImageSet;
import org.cdrl.tribuo.source.ImageFiles;

/**
 * The files that a command reads and writes, as its options declare them by their types. A command
 * that writes what it reads would destroy it, so that it is refused before any work.
 */
final class FilesOfCommand {
  /** The type of options that name a file or folder that is read. */
  static final Class<FileInputStream> READ = PatternOptionBuilder.EXISTING_FILE_VALUE;

  /** The type of options that name a file or folder that is written. */
  static final Class<File> WRITTEN = PatternOptionBuilder.FILE_VALUE;

  /** The type of options that name images that are read. */
  static final Class<ImageSet> IMAGES = ImageSet.class;

  /**
   * A file, and how the user knows it.
   *
   * @param name an option with its dashes, the operand, or what else it comes from
   */
  private record Named(Path path, String name) {}

  private final List<Named> read = new ArrayList<>();
  private final List<Named> images = new ArrayList<>();
  private final List<Named> written = new ArrayList<>();

  private FilesOfCommand() {}

  /** A file to write, to be held against files that are read. */
  static FilesOfCommand writing(Path file, String option) {
    FilesOfCommand files = new FilesOfCommand();
    files.written.add(new Named(file, "--" + option));
    return files;
  }

  /**
   * What the command line names.
   *
   * @param operand what the arguments that are no options are called
   */
  static FilesOfCommand of(String operand, Arguments arguments) throws UsageException {
    FilesOfCommand files = new FilesOfCommand();
    for (Path path : arguments.operands()) {
      files.read.add(new Named(path, operand));
    }
    for (Option option : arguments.options()) {
      String name = "--" + option.getLongOpt();
      for (String text : option.getValuesList()) {
        if (option.getType() == READ) {
          files.reads(Arguments.path(text), name);
        } else if (option.getType() == WRITTEN && !text.equals(Destination.STANDARD_OUTPUT)) {
          files.written.add(new Named(Arguments.path(text), name));
        } else if (option.getType() == IMAGES && ImageFiles.isInFiles(text)) {
          files.readsImages(Arguments.path(text), name);
        }
      }
    }
    return files;
  }

  /** Adds a file that is written beside the one that --out names. */
  void writes(Path path) {
    written.add(new Named(path, "a file beside --" + CommonOptions.OUT));
  }

  /** Adds a file or folder that is read. */
  FilesOfCommand reads(Path path, String name) {
    read.add(new Named(path, name));
    return this;
  }

  /** Adds images that are read. */
  FilesOfCommand readsImages(Path path, String name) {
    images.add(new Named(path, name));
    return this;
  }

  /**
   * Fails if a file that is written is one that is read, whatever links lead to it, or is one of a
   * folder that is read, or is written twice.
   */
  void requireApart() throws UsageException, IOException {
    for (int w = 0; w < written.size(); w++) {
      Named out = written.get(w);
      for (Named in : read) {
        if (isSame(out.path, in.path)) {
          throw refused(out, "the file that " + in.name + " reads");
        }
        if (isPartOf(out.path, in.path)) {
          throw refused(out, "in the folder that " + in.name + " reads");
        }
      }
      for (Named in : images) {
        if (isSame(out.path, in.path)
            || ImageFiles.labels(in.path).map(file -> isSame(out.path, file)).orElse(false)
            || ImageFiles.isImage(out.path)
                && Files.exists(out.path)
                && isWithin(out.path, in.path)) {
          throw refused(out, "one of the files that " + in.name + " reads");
        }
      }
      for (Named other : written.subList(0, w)) {
        if (isSame(out.path, other.path)
            || isPartOf(out.path, other.path)
            || isPartOf(other.path, out.path)) {
          throw refused(out, "where " + other.name + " writes");
        }
      }
    }
  }

  private static UsageException refused(Named out, String what) {
    return new UsageException(
        out.name + " is " + out.path + ", " + what + "; name another file for it");
  }

  /** Whether two names mean one file; where there is none yet, whether they would. */
  private static boolean isSame(Path a, Path b) {
    try {
      boolean there = Files.exists(a);
      if (there != Files.exists(b)) {
        return false;
      }
      if (there) {
        return Files.isSameFile(a, b);
      }
      Path one = real(a);
      Path other = real(b);
      return one.equals(other)
          || one.toString().equalsIgnoreCase(other.toString()) && !tellsCase(one);
    } catch (IOException e) {
      return false; // What cannot be looked at is reported when it is opened.
    }
  }

  /** Whether names that differ in upper and lower case are different ones where a path leads. */
  private static boolean tellsCase(Path path) throws IOException {
    for (Path there = path; there != null; there = there.getParent()) {
      if (there.getFileName() != null && Files.exists(there)) {
        String name = there.getFileName().toString();
        String upper = name.toUpperCase(Locale.ROOT);
        Path other =
            there.resolveSibling(upper.equals(name) ? name.toLowerCase(Locale.ROOT) : upper);
        if (!other.getFileName().toString().equals(name)) {
          return !Files.exists(other) || !Files.isSameFile(there, other);
        }
      }
    }
    return false; // No name with a letter: be careful.
  }

  /** Whether a file belongs to the checkpoints that a folder holds. */
  private static boolean isPartOf(Path file, Path folder) throws IOException {
    return isWithin(file, folder) && Checkpoints.isOne(file);
  }

  private static boolean isWithin(Path file, Path folder) throws IOException {
    return Files.isDirectory(folder)
        && !isSame(file, folder)
        && real(file).startsWith(folder.toRealPath());
  }

  /** The path without links; the last part of what is not there stays as it is. */
  private static Path real(Path path) throws IOException {
    if (Files.exists(path)) {
      return path.toRealPath();
    }
    Path whole = path.toAbsolutePath().normalize();
    Path folder = whole.getParent();
    return folder != null && Files.exists(folder)
        ? folder.toRealPath().resolve(whole.getFileName())
        : whole;
  }
}
