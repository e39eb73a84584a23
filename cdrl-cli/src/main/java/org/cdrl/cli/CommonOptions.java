package org.cdrl.cli;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.cdrl.tribuo.source.ImageFiles;

/** Options that several commands share, and short ways to make others. */
final class CommonOptions {
  static final String CLASS = "class";
  static final String COUNT = "count";
  static final String CSV = "csv";
  static final String DAY_FIRST = "day-first";
  static final String DECIMAL = "decimal";
  static final String DEFUSE = "defuse";
  static final String DELIMITER = "delimiter";
  static final String ENCODING = "encoding";
  static final String FIRST = "first";
  static final String MISSING = "missing";
  static final String MONTH_FIRST = "month-first";
  static final String NO_HEADER = "no-header";
  static final String NOT_MISSING = "not-missing";
  static final String ITERATIONS = "iterations";
  static final String OUT = "out";
  static final String QUIET = "quiet";
  static final String SEED = "seed";
  static final String STOPS = "stops";
  static final int DEFAULT_STOPS = 9;

  private CommonOptions() {}

  /** An option with a value. */
  static Option value(String name, String argument, String description) {
    return value(name, argument, String.class, description);
  }

  /** An option that names a file, or a folder, which the command reads and never writes over. */
  static Option read(String name, String argument, String description) {
    return value(name, argument, FilesOfCommand.READ, description);
  }

  /** An option that names a file, or a folder, which the command writes. */
  static Option written(String name, String argument, String description) {
    return value(name, argument, FilesOfCommand.WRITTEN, description);
  }

  /** An option that names images to read, in any form that {@link ImageFiles} knows. */
  static Option images(String name, String description) {
    return value(name, "PATH", FilesOfCommand.IMAGES, description);
  }

  private static Option value(String name, String argument, Class<?> type, String description) {
    return Option.builder()
        .longOpt(name)
        .hasArg()
        .argName(argument)
        .type(type)
        .desc(description)
        .get();
  }

  /** An option without a value. */
  static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).get();
  }

  /** Two lists in one. */
  static List<Option> join(List<Option> first, List<Option> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** How many a command makes. */
  static Option count(String what, String otherwise) {
    return value(COUNT, "N", "How many " + what + "; default " + otherwise + ".");
  }

  /** Where drawing or reading begins. */
  static Option first() {
    return value(FIRST, "N", "Number of the first row or image; default 0.");
  }

  /** Images of a line. */
  static Option stops() {
    return value(STOPS, "N", "Images per line, both ends included; default " + DEFAULT_STOPS + ".");
  }

  /** For commands that train nothing. */
  static Option seed() {
    return seed(0);
  }

  static Option seed(long otherwise) {
    return value(SEED, "N", "Seed of all random numbers; default " + otherwise + ".");
  }

  static Option csv(String description) {
    return read(CSV, "FILE", description + " CSV, or ARFF if the name ends in .arff.");
  }

  /** The table that a command writes. */
  static Option table() {
    return written(
        OUT,
        "FILE",
        "The table: CSV, or ARFF if the name ends in .arff; - for CSV on standard output.");
  }

  /** How cells stand in CSV files. */
  static List<Option> format() {
    return List.of(
        value(
            DELIMITER,
            "C",
            "Character between cells, or \"tab\"; default what a first line \"sep=C\" says, else a"
                + " tab in files that end in .tsv or .tab, else a comma."),
        value(
            DECIMAL,
            "C",
            "What stands before the decimals of numbers, read and written: . (default) or a"
                + " comma."),
        value(
            ENCODING,
            "NAME",
            "Encoding of files, such as ISO-8859-1, windows-1252 or UTF-16; default UTF-8. A"
                + " byte-order mark goes before it."),
        flag(NO_HEADER, "CSV files have no line of column names; columns are x1, x2, ..."),
        value(
            MISSING,
            "TEXT",
            "A text that means a missing cell, besides the usual ones (an empty cell, ?, NA, N/A,"
                + " n/a, #N/A, #NA, <NA>, NaN, nan, NAN, null, Null, NULL, None, NONE); the first"
                + " one is written, default an empty cell. May be repeated."),
        value(
            NOT_MISSING,
            "TEXT",
            "One of the usual texts that is a label here, as NA is for Namibia. May be"
                + " repeated."));
  }

  /** What the cells of a table may not tell by themselves, where columns are to be found out. */
  static List<Option> dates() {
    return List.of(
        flag(
            DAY_FIRST,
            "Dates such as 04/05/2024 have the day first; needed only where no cell shows it, as"
                + " 19/05/2024 does."),
        flag(MONTH_FIRST, "Such dates have the month first."));
  }

  /** For commands that write tables. */
  static Option defuse() {
    return flag(
        DEFUSE,
        "Writes an apostrophe before texts that spreadsheets would run as formulas: what begins"
            + " with =, +, -, @, a tab or a carriage return, and is no number. Default off, for"
            + " such labels are then others than those learned.");
  }
}
