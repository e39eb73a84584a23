package org.cdrl.tribuo.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.cdrl.image.Factor;
import org.cdrl.image.MemoryImages;

/**
 * A CSV file of square grey images: a row of pixels per image, with the class in a last column; the
 * largest value is white.
 */
final class PixelTable {
  private PixelTable() {}

  static MemoryImages read(Path path) throws IOException {
    List<double[]> rows = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    double most = 0;
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = path.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        CsvReader<CsvRecord> reader =
            CsvReader.builder()
                .ofCsvRecord(
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)))) {
      for (CsvRecord cells : reader) {
        double[] row = new double[cells.getFieldCount() - 1];
        for (int c = 0; c < row.length; c++) {
          row[c] = number(path, rows.size(), c, cells.getField(c));
          most = Math.max(most, row[c]);
        }
        rows.add(row);
        classes.add(cells.getField(row.length));
      }
    } catch (CsvParseException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
    int side = rows.isEmpty() ? 0 : (int) Math.round(Math.sqrt(rows.get(0).length));
    if (side == 0 || side * side != rows.get(0).length) {
      throw new IOException(
          path
              + " is no table of square grey images: a row must have side x side pixels and a"
              + " class");
    }
    List<String> labels = List.copyOf(new TreeSet<>(classes));
    Map<String, Integer> positions = new HashMap<>();
    labels.forEach(label -> positions.put(label, positions.size()));
    byte[][] images = new byte[rows.size()][side * side];
    int[][] values = new int[rows.size()][];
    for (int n = 0; n < images.length; n++) {
      if (rows.get(n).length != side * side) {
        throw new IOException(path + ", row " + (n + 1) + ": a row of another length");
      }
      for (int c = 0; c < side * side; c++) {
        images[n][c] = (byte) Math.round(255 * rows.get(n)[c] / most);
      }
      values[n] = new int[] {positions.get(classes.get(n))};
    }
    return new MemoryImages(side, side, 1, images, List.of(new Factor("class", labels)), values);
  }

  private static double number(Path path, int row, int column, String cell) throws IOException {
    try {
      double value = Double.parseDouble(cell);
      if (value >= 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The same message as for a number out of range.
    }
    throw new IOException(
        path
            + ", row "
            + (row + 1)
            + ", column "
            + (column + 1)
            + ": \""
            + cell
            + "\" is no pixel; pixels are numbers from 0 on, without a header line");
  }
}
