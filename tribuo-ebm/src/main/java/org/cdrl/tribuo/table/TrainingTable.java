package org.cdrl.tribuo.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cdrl.TrainingData;

/** Reads training data: numeric columns and at most one class column. */
public final class TrainingTable {
  private TrainingTable() {}

  /**
   * Reads a file.
   *
   * @param classColumn null for none; its labels are numbered in order of first appearance
   * @throws TableException naming line and column of what is wrong
   */
  public static TrainingData read(Path file, char delimiter, String classColumn)
      throws IOException {
    try (TableReader table = TableReader.open(file, delimiter)) {
      int classAt = classColumn == null ? -1 : table.indexOf(classColumn);
      int[] numeric = IntStream.range(0, table.header().size()).filter(c -> c != classAt).toArray();
      if (numeric.length == 0) {
        throw new TableException(file + " has no numeric column to learn from");
      }
      List<float[]> rows = new ArrayList<>();
      Map<String, Integer> labels = new LinkedHashMap<>();
      IntStream.Builder classes = IntStream.builder();
      for (String[] cells = table.next(); cells != null; cells = table.next()) {
        float[] row = new float[numeric.length];
        for (int c = 0; c < row.length; c++) {
          row[c] = table.number(cells, numeric[c]);
        }
        rows.add(row);
        if (classAt >= 0) {
          String label = cells[classAt].strip();
          if (label.isEmpty()) {
            throw table.wrong(classAt, "the class is empty; fill it in or remove the row");
          }
          classes.add(labels.computeIfAbsent(label, key -> labels.size()));
        }
      }
      if (rows.isEmpty()) {
        throw new TableException(file + " has a header but no rows");
      }
      List<String> names = IntStream.of(numeric).mapToObj(table.header()::get).toList();
      TrainingData data = TrainingData.of(rows.toArray(float[][]::new), names);
      return classAt < 0
          ? data
          : data.attribute(classColumn, classes.build().toArray(), List.copyOf(labels.keySet()));
    }
  }
}
