package org.cdrl.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.cdrl.files.WholeFile;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.DateOrder;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.table.TableFormat;

/** The command line of one command, with values checked as they are asked for. */
final class Arguments {
  /** Far more than anyone draws, and far from where sums overflow. */
  private static final long MOST_ROWS = 1L << 53;

  private final CommandLine line;

  Arguments(CommandLine line) {
    this.line = line;
  }

  /** The options that are given, those that may be repeated as often as they are. */
  List<Option> options() {
    return List.of(line.getOptions());
  }

  /** The argument that is no option. */
  Path operand() throws UsageException {
    return operands().get(0);
  }

  /** The arguments that are no options. */
  List<Path> operands() throws UsageException {
    List<Path> paths = new ArrayList<>();
    for (String text : line.getArgList()) {
      paths.add(path(text));
    }
    return paths;
  }

  boolean has(String option) {
    return line.hasOption(option);
  }

  /** The value, or null if the option is not given. */
  String text(String option) {
    return line.getOptionValue(option);
  }

  /** The values of an option that may be repeated. */
  List<String> texts(String option) {
    return has(option) ? List.of(line.getOptionValues(option)) : List.of();
  }

  String required(String option) throws UsageException {
    if (!has(option)) {
      throw new UsageException("--" + option + " is missing");
    }
    return text(option);
  }

  /** The value, or null if the option is not given. */
  Path path(String option, Path otherwise) throws UsageException {
    return has(option) ? path(text(option)) : otherwise;
  }

  Path requiredPath(String option) throws UsageException {
    return path(required(option));
  }

  static Path path(String text) throws UsageException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException("\"" + text + "\" is not a file name");
    }
  }

  /**
   * A file to write.
   *
   * @throws IOException if it could not be written, to say so before the work and not after it
   */
  Path writable(String option) throws UsageException, IOException {
    Path file = requiredPath(option);
    WholeFile.requireWritable(file);
    return file;
  }

  /**
   * Fails if one of these options is given.
   *
   * @param when ends the sentence that it cannot be given ..
   */
  void refuse(List<String> options, String when) throws UsageException {
    for (String option : options) {
      if (has(option)) {
        throw new UsageException("--" + option + " cannot be given " + when);
      }
    }
  }

  /** A whole number of at least the given size. */
  int integer(String option, int otherwise, int atLeast) throws UsageException {
    return (int) whole(option, otherwise, atLeast, Integer.MAX_VALUE);
  }

  /** A number of rows, or the number of a row. */
  long count(String option, long otherwise) throws UsageException {
    return whole(option, otherwise, 0, MOST_ROWS);
  }

  /** The seed of a command that trains nothing. */
  long seed() throws UsageException {
    return seed(0);
  }

  long seed(long otherwise) throws UsageException {
    return whole(CommonOptions.SEED, otherwise, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long whole(String option, long otherwise, long atLeast, long atMost)
      throws UsageException {
    if (!has(option)) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text(option));
      if (value >= atLeast && value <= atMost) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The same message as for a number out of range.
    }
    throw wrong(
        option,
        atLeast == Long.MIN_VALUE
            ? "a whole number"
            : "a whole number from " + atLeast + " to " + atMost);
  }

  double number(String option, double otherwise) throws UsageException {
    return has(option) ? number(option, text(option)) : otherwise;
  }

  double positive(String option) throws UsageException {
    double value = number(option, required(option));
    if (value <= 0) {
      throw wrong(option, "a positive number");
    }
    return value;
  }

  /** The values of an option that may be repeated. */
  List<Double> numbers(String option) throws UsageException {
    List<Double> numbers = new ArrayList<>();
    for (String text : texts(option)) {
      numbers.add(number(option, text));
    }
    return numbers;
  }

  private static double number(String option, String text) throws UsageException {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The same message as for a number that is not finite.
    }
    throw wrong(option, text, "a number");
  }

  /** How cells stand in the CSV files of the command. */
  TableFormat format() throws UsageException {
    TableFormat format =
        TableFormat.DEFAULT
            .header(!has(CommonOptions.NO_HEADER))
            .cells(new CellFormat(missing(), decimal(), dates()))
            .defused(has(CommonOptions.DEFUSE));
    if (has(CommonOptions.DELIMITER)) {
      format = format.delimiter(delimiter());
    }
    return has(CommonOptions.ENCODING) ? format.encoding(encoding()) : format;
  }

  private MissingTokens missing() throws UsageException {
    try {
      return MissingTokens.DEFAULT
          .plus(texts(CommonOptions.MISSING))
          .minus(texts(CommonOptions.NOT_MISSING));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--" + CommonOptions.NOT_MISSING + ": " + e.getMessage() + " with --missing");
    }
  }

  private char decimal() throws UsageException {
    String text = has(CommonOptions.DECIMAL) ? text(CommonOptions.DECIMAL) : ".";
    if (!text.equals(".") && !text.equals(",")) {
      throw wrong(CommonOptions.DECIMAL, "a point or a comma");
    }
    return text.charAt(0);
  }

  private DateOrder dates() throws UsageException {
    if (has(CommonOptions.DAY_FIRST) && has(CommonOptions.MONTH_FIRST)) {
      throw new UsageException(
          "--"
              + CommonOptions.DAY_FIRST
              + " and --"
              + CommonOptions.MONTH_FIRST
              + " exclude each other");
    }
    if (has(CommonOptions.DAY_FIRST)) {
      return DateOrder.DAY_FIRST;
    }
    return has(CommonOptions.MONTH_FIRST) ? DateOrder.MONTH_FIRST : DateOrder.UNKNOWN;
  }

  private Charset encoding() throws UsageException {
    try {
      Charset charset = Charset.forName(text(CommonOptions.ENCODING));
      if (charset.canEncode()) {
        return charset;
      }
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      // The same message as for one that cannot be written.
    }
    throw wrong(
        CommonOptions.ENCODING,
        "an encoding such as UTF-8, UTF-16, ISO-8859-1, windows-1252 or Shift_JIS");
  }

  private char delimiter() throws UsageException {
    String text = text(CommonOptions.DELIMITER);
    if (text.equals("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1 || "\"\r\n".contains(text)) {
      throw wrong(CommonOptions.DELIMITER, "one character other than a quote, or \"tab\"");
    }
    return text.charAt(0);
  }

  /** The error for an option whose value is not what it must be. */
  UsageException wrong(String option, String allowed) {
    return wrong(option, text(option), allowed);
  }

  /** The error for a value that is not what it must be. */
  static UsageException wrong(String option, String text, String allowed) {
    return new UsageException("--" + option + " is \"" + text + "\" but must be " + allowed);
  }
}
