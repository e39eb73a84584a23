package org.cdrl.tribuo.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands between the cells of a CSV file. */
final class Delimiter {
  private static final List<Character> USUAL = List.of(',', ';', '\t', '|');

  /** A first line in which spreadsheets are told the delimiter. */
  private static final Pattern TOLD =
      Pattern.compile("\"?sep=(.)\"?(\r\n|\r|\n|$)", Pattern.CASE_INSENSITIVE);

  private Delimiter() {}

  /**
   * A first line that tells the delimiter, as group 1.
   *
   * @param start of the file
   */
  static Optional<Matcher> told(String start) {
    Matcher line = TOLD.matcher(start);
    return line.lookingAt() ? Optional.of(line) : Optional.empty();
  }

  /**
   * The delimiter that makes several cells of a line that is one cell under another.
   *
   * @param line with column names, or a first row
   * @param used delimiter
   */
  static Optional<Character> likelier(String line, char used) {
    if (cells(line, used) > 1) {
      return Optional.empty();
    }
    return USUAL.stream()
        .filter(delimiter -> cells(line, delimiter) > 1)
        .max(Comparator.comparing(delimiter -> cells(line, delimiter)));
  }

  /** The number of cells of a line, 0 if its quotes are wrong under the delimiter. */
  private static int cells(String line, char delimiter) {
    try {
      return CsvReader.builder()
          .fieldSeparator(delimiter)
          .allowExtraCharsAfterClosingQuote(false)
          .ofSingleCsvRecord(line)
          .getFieldCount();
    } catch (CsvParseException e) {
      return 0;
    }
  }

  /** The delimiter as an option of the command line takes it. */
  static String word(char delimiter) {
    return delimiter == '\t' ? "tab" : "\"" + delimiter + "\"";
  }
}
