package org.cdrl.tribuo.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.cdrl.table.Column;
import org.cdrl.table.Column.Kind;
import org.cdrl.table.Schema;
import org.cdrl.table.Table;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.PlainForms;
import org.cdrl.table.text.SchemaInference;

/**
 * Tables in files. A name that ends in .arff, in any case, is that of an ARFF file, any other that
 * of a CSV file; with .gz behind it, the file is compressed.
 *
 * <p>In an ARFF file nominal and date attributes are what they are declared; numeric ones are
 * constant, integer or real, as their cells are, and strings are constant or categorical.
 */
public final class TableFile {
  private TableFile() {}

  /**
   * What the columns of a file are.
   *
   * @param schema the columns to learn
   * @param leftOut those to leave out, as {@link SchemaInference#leftOut} tells, and why
   */
  public record Found(Schema schema, Map<String, String> leftOut) {}

  /** The rows of a file as text. */
  static RowSource open(Path file, TableFormat format) throws IOException {
    return TextFile.isArff(file) ? ArffReader.open(file) : TableReader.open(file, format);
  }

  /**
   * Reads a table and finds out what its columns are, without those that {@link #find} leaves out.
   * The file is read twice.
   *
   * @param format of a CSV file
   * @param overrides the kinds of some columns, by name
   * @param ignored the names of columns to leave out
   * @throws TableException naming line or row, column and value of what is wrong
   */
  public static Table read(
      Path file, TableFormat format, Map<String, Kind> overrides, Set<String> ignored)
      throws IOException {
    return read(file, format, infer(file, format, overrides, ignored));
  }

  /**
   * Reads a table under a schema. Columns are found by name, others are left out, and cells with
   * labels that the schema does not know are missing; {@link TableStream} tells which these are.
   *
   * @param format of a CSV file
   * @throws TableException naming line, column and value of what is wrong, or columns that are not
   *     there
   */
  public static Table read(Path file, TableFormat format, Schema schema) throws IOException {
    try (TableStream stream = TableStream.open(file, format, schema)) {
      List<double[]> rows = new ArrayList<>();
      for (double[] row = stream.nextRow(); row != null; row = stream.nextRow()) {
        rows.add(row);
      }
      return new Table(schema, rows.toArray(double[][]::new));
    }
  }

  /** The schema of a file, as {@link #find} has it. */
  public static Schema infer(
      Path file, TableFormat format, Map<String, Kind> overrides, Set<String> ignored)
      throws IOException {
    return find(file, format, overrides, ignored, Set.of()).schema();
  }

  /**
   * Finds out what the columns of a file are.
   *
   * @param format of a CSV file
   * @param overrides the kinds of some columns, by name
   * @param ignored the names of columns to leave out
   * @param kept the names of columns that are wanted whatever they are, if they are there
   * @throws TableException naming line or row, column and value of what is wrong
   */
  public static Found find(
      Path file,
      TableFormat format,
      Map<String, Kind> overrides,
      Set<String> ignored,
      Set<String> kept)
      throws IOException {
    try (RowSource source = open(file, format)) {
      int[] columns = columns(file, source.header(), ignored);
      try {
        SchemaInference inference = inference(source, columns, overrides);
        IntStream.of(columns)
            .mapToObj(source.header()::get)
            .filter(kept::contains)
            .forEach(inference::keep);
        for (String[] row = source.next(); row != null; row = source.next()) {
          String[] cells = new String[columns.length];
          for (int c = 0; c < cells.length; c++) {
            cells[c] = row[columns[c]];
          }
          inference.add(cells);
        }
        return new Found(inference.schema(), inference.leftOut());
      } catch (IllegalArgumentException e) {
        throw new TableException(file + ": " + e.getMessage());
      }
    }
  }

  /** The positions of the columns that stay. */
  private static int[] columns(Path file, List<String> header, Set<String> ignored)
      throws TableException {
    for (String name : ignored) {
      if (!header.contains(name)) {
        throw new TableException(
            file
                + " has no column \""
                + name
                + "\" to ignore; it has "
                + String.join(", ", header));
      }
    }
    int[] columns =
        IntStream.range(0, header.size()).filter(c -> !ignored.contains(header.get(c))).toArray();
    if (columns.length == 0) {
      throw new TableException(file + " has no column besides those to ignore");
    }
    return columns;
  }

  private static SchemaInference inference(
      RowSource source, int[] columns, Map<String, Kind> overrides) {
    List<String> names = IntStream.of(columns).mapToObj(source.header()::get).toList();
    SchemaInference inference = new SchemaInference(names, CellFormat.of(source.missing()));
    for (int column : columns) {
      String name = source.header().get(column);
      Optional<Column> declared = source.declared(column);
      boolean open = !overrides.containsKey(name);
      if (declared.isPresent() && (open || overrides.get(name) == declared.get().kind())) {
        inference.declare(declared.get());
      } else if (open) {
        inference.allow(name, source.kinds(column));
      }
    }
    overrides.forEach((name, kind) -> inference.allow(name, EnumSet.of(kind)));
    return inference;
  }

  /**
   * The columns as a file of this name can write them: ARFF has one way to write numbers.
   *
   * @param name of the file
   */
  public static Schema written(Path name, Schema schema) {
    return TextFile.isArff(name) ? PlainForms.of(schema) : schema;
  }

  /**
   * Writes a header and waits for rows.
   *
   * @param out stays open
   * @param name of the file that the stream goes to; it tells the format
   * @param format of a CSV file
   * @param schema the columns, as {@link #written} has them; a CSV file needs their names only
   */
  public static RowWriter writer(OutputStream out, Path name, TableFormat format, Schema schema)
      throws IOException {
    if (!TextFile.isArff(name)) {
      return csvWriter(out, name, format, schema.names());
    }
    String relation = name.getFileName().toString();
    return compressedIfNamedSo(
        out, name, to -> new ArffWriter(to, relation.substring(0, relation.indexOf('.')), schema));
  }

  /**
   * Writes the header of a CSV file and waits for rows.
   *
   * @param out stays open
   * @param name of the file that the stream goes to
   * @throws TableException if it is the name of an ARFF file, which needs more than column names
   */
  public static RowWriter csvWriter(
      OutputStream out, Path name, TableFormat format, List<String> header) throws IOException {
    if (TextFile.isArff(name)) {
      throw new TableException(name + ": this table can be written as CSV only; name a .csv file");
    }
    return compressedIfNamedSo(out, name, to -> new TableWriter(to, format, header));
  }

  private interface Opening {
    RowWriter to(OutputStream out) throws IOException;
  }

  private static RowWriter compressedIfNamedSo(OutputStream out, Path name, Opening opening)
      throws IOException {
    if (!TextFile.isCompressed(name)) {
      return opening.to(out);
    }
    GZIPOutputStream compressed = new GZIPOutputStream(out);
    RowWriter rows = opening.to(compressed);
    return new RowWriter() {
      @Override
      public void write(String[] cells) throws IOException {
        rows.write(cells);
      }

      @Override
      public void finish() throws IOException {
        rows.finish();
        compressed.finish();
      }
    };
  }
}
