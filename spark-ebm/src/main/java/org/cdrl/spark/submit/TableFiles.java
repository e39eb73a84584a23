package org.cdrl.spark.submit;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tables in CSV and Parquet files. */
final class TableFiles {
  /** Cells of CSV files are text, quoted as spreadsheets do it, and stay as they are. */
  private static final Map<String, String> CSV =
      Map.of(
          "header", "true",
          "escape", "\"",
          "ignoreLeadingWhiteSpace", "false",
          "ignoreTrailingWhiteSpace", "false");

  private TableFiles() {}

  /**
   * Fails unless a name says what a file is.
   *
   * @throws IllegalArgumentException naming it
   */
  static void requireKnown(String file) {
    if (!isCsv(file) && !isParquet(file)) {
      throw new IllegalArgumentException(
          "\"" + file + "\" has to end in .csv or .parquet, to tell what it is");
    }
  }

  private static boolean isCsv(String file) {
    return file.endsWith(".csv");
  }

  private static boolean isParquet(String file) {
    return file.endsWith(".parquet");
  }

  static Dataset<Row> read(SparkSession session, String file) {
    requireKnown(file);
    return isCsv(file) ? session.read().options(CSV).csv(file) : session.read().parquet(file);
  }

  static void write(Dataset<Row> rows, String folder) {
    if (isCsv(folder)) {
      rows.write().options(CSV).csv(folder);
    } else {
      rows.write().parquet(folder);
    }
  }
}
