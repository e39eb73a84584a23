package org.cdrl.tribuo.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the name of a file tells of the table in it. */
final class FileName {
  private static final String GZIP = ".gz";
  private static final List<String> TABBED = List.of(".tsv", ".tab");

  private FileName() {}

  static boolean isArff(Path file) {
    return bare(file).endsWith(".arff");
  }

  /** Whether cells stand between tabs. */
  static boolean isTabbed(Path file) {
    return TABBED.stream().anyMatch(bare(file)::endsWith);
  }

  static boolean isCsv(Path file) {
    return bare(file).endsWith(".csv");
  }

  static boolean isCompressed(Path file) {
    return lowerCase(file).endsWith(GZIP);
  }

  /** Without the ending of compressed files. */
  private static String bare(Path file) {
    String name = lowerCase(file);
    return name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
  }

  private static String lowerCase(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
  }
}
