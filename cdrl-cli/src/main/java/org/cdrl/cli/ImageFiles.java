package org.cdrl.cli;

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
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.cdrl.image.CifarImages;
import org.cdrl.image.Factor;
import org.cdrl.image.FolderImages;
import org.cdrl.image.IdxImages;
import org.cdrl.image.ImageSet;
import org.cdrl.image.MemoryImages;
import org.cdrl.image.Sprites;

/** Finds out what kind of images a file or folder holds. */
final class ImageFiles {
  /** What names a set that the project draws itself, as in {@code sprites:10000}. */
  private static final String SPRITES = "sprites:";

  private ImageFiles() {}

  /**
   * Opens a set.
   *
   * @param name an IDX file (its labels are found beside it), a file or folder of CIFAR-10's binary
   *     files, a folder of PNG and JPEG files, a table of grey pixels with the class last, or
   *     "sprites:N"
   * @param side size that images of a folder are scaled to
   * @param channels of a folder's images
   */
  static ImageSet open(String name, int side, int channels) throws IOException {
    if (name.startsWith(SPRITES)) {
      try {
        return Sprites.of(Integer.parseInt(name.substring(SPRITES.length())), 1);
      } catch (NumberFormatException e) {
        throw new IOException(name + " must be " + SPRITES + " and a number", e);
      }
    }
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      List<Path> batches;
      try (Stream<Path> files = Files.list(path)) {
        // The folder that is published also holds test_batch.bin, which is not to learn from.
        batches =
            files
                .filter(ImageFiles::isCifar)
                .filter(file -> !file.getFileName().toString().startsWith("test"))
                .sorted()
                .toList();
      }
      return batches.isEmpty()
          ? FolderImages.open(path, side, channels)
          : CifarImages.open(batches);
    }
    if (isCifar(path)) {
      return CifarImages.open(List.of(path));
    }
    return isTable(path) ? table(path) : IdxImages.open(path, labels(path).orElse(null));
  }

  /** Whether a set of this name is in files, and not drawn. */
  static boolean isInFiles(String name) {
    return !name.startsWith(SPRITES);
  }

  /** Whether a set may read this file, by its name. */
  static boolean isImage(Path file) {
    return isCifar(file) || FolderImages.isImage(file);
  }

  /** The labels that stand beside images in an IDX file. */
  static Optional<Path> labels(Path path) {
    if (path.getFileName() == null || isCifar(path) || isTable(path)) {
      return Optional.empty();
    }
    String name = path.getFileName().toString();
    Path labels = path.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
    return !labels.equals(path) && Files.isRegularFile(labels)
        ? Optional.of(labels)
        : Optional.empty();
  }

  private static boolean isTable(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".csv") || name.endsWith(".csv.gz");
  }

  private static boolean isCifar(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".bin") || name.endsWith(".bin.gz");
  }

  /** Rows of grey pixels, with the class in a last column; the largest value is white. */
  private static MemoryImages table(Path path) throws IOException {
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
    byte[][] images = new byte[rows.size()][side * side];
    int[][] values = new int[rows.size()][];
    for (int n = 0; n < images.length; n++) {
      if (rows.get(n).length != side * side) {
        throw new IOException(path + ", row " + (n + 1) + ": a row of another length");
      }
      for (int c = 0; c < side * side; c++) {
        images[n][c] = (byte) Math.round(255 * rows.get(n)[c] / most);
      }
      values[n] = new int[] {labels.indexOf(classes.get(n))};
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
