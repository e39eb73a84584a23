package org.cdrl.cli;

import java.util.List;
import org.apache.commons.cli.Option;

/** Options that several commands share, and short ways to make others. */
final class CommonOptions {
  static final String CLASS = "class";
  static final String CSV = "csv";
  static final String DELIMITER = "delimiter";
  static final String MISSING = "missing";
  static final String NO_HEADER = "no-header";
  static final String ITERATIONS = "iterations";
  static final String OUT = "out";
  static final String QUIET = "quiet";
  static final String SEED = "seed";
  static final String THREADS = "threads";

  private CommonOptions() {}

  /** An option with a value. */
  static Option value(String name, String argument, String description) {
    return Option.builder().longOpt(name).hasArg().argName(argument).desc(description).get();
  }

  /** An option that names a file, or a folder, which the command reads and never writes over. */
  static Option read(String name, String argument, String description) {
    return Option.builder()
        .longOpt(name)
        .hasArg()
        .argName(argument)
        .type(FilesOfCommand.READ)
        .desc(description)
        .get();
  }

  /** An option that names a file, or a folder, which the command writes. */
  static Option written(String name, String argument, String description) {
    return Option.builder()
        .longOpt(name)
        .hasArg()
        .argName(argument)
        .type(FilesOfCommand.WRITTEN)
        .desc(description)
        .get();
  }

  /** An option that names pictures to read, in any form that {@link PictureFiles} knows. */
  static Option pictures(String name, String description) {
    return Option.builder()
        .longOpt(name)
        .hasArg()
        .argName("PATH")
        .type(FilesOfCommand.PICTURES)
        .desc(description)
        .get();
  }

  /** An option without a value. */
  static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).get();
  }

  static Option seed(String description) {
    return value(SEED, "N", description);
  }

  static Option threads() {
    return value(
        THREADS,
        "N",
        "Threads to train with; default one per core. Results repeat for the same number only.");
  }

  static Option csv(String description) {
    return read(CSV, "FILE", description + " CSV, or ARFF if the name ends in .arff.");
  }

  static Option out() {
    return written(OUT, "FILE", "The CSV file, or - for stdout.");
  }

  /** How cells stand in CSV files. */
  static List<Option> format() {
    return List.of(
        value(DELIMITER, "C", "Character between cells, or \"tab\"; default a comma."),
        flag(NO_HEADER, "CSV files have no line of column names; columns are x1, x2, ..."),
        value(
            MISSING,
            "TOKEN",
            "A text that means a missing cell, instead of the usual ones (an empty cell, ?, NA,"
                + " N/A, NaN, null); the first one is written. May be repeated."));
  }
}
