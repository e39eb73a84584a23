package org.cdrl.tribuo.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.table.text.PlainForms;
import org.cdrl.table.text.SchemaInference;

/**
 * Tables in files. A name that ends in .arff, in any case, is that of an ARFF file, any other that
 * of a CSV file. What gzip compressed is read whatever its name, and written where the name ends in
 * .gz. Files of other kinds are refused, and it is said what they are.
 *
 * <p>In an ARFF file nominal and date attributes are what they are declared; numeric ones are
 * constant, integer or real, as their cells are, and strings are constant or categorical.
 *
 * <p>Where the header of a CSV file has an empty name, the column is called x1, x2, ... after its
 * position. Of such columns, the first one is left out if all its cells differ, for then it is the
 * index that data frames write, and so is every one that has no cells.
 *
 * <p>Keys and free text are columns without cells.
 */
public final class TableFile {
  private TableFile() {}

  /**
   * What the columns of a file are.
   *
   * @param schema the columns to learn
   * @param leftOut those to leave out, as {@link SchemaInference#leftOut} tells, and those without
   *     a name that are no data, and why
   * @param keys what makes more keys, by the columns of keys
   */
  public record Found(Schema schema, Map<String, String> leftOut, Map<String, KeyMaker> keys) {}

  /** The rows of a file as text. */
  static TextRowSource open(Path file, TableFormat format) throws IOException {
    return FileName.isArff(file)
        ? ArffReader.open(file, format.encoding())
        : TableReader.open(file, format);
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
    try (TextRowSource source = open(file, format)) {
      int[] columns = columns(file, source.header(), ignored);
      List<Unnamed> unnamed = new ArrayList<>();
      for (int c : columns) {
        String name = source.header().get(c);
        if (source.unnamed().contains(c) && !overrides.containsKey(name)) {
          unnamed.add(new Unnamed(c, name));
        }
      }
      try {
        SchemaInference inference = inference(source, columns, overrides);
        IntStream.of(columns)
            .mapToObj(source.header()::get)
            .filter(kept::contains)
            .forEach(inference::keep);
        for (SourceRow row = source.next(); row != null; row = source.next()) {
          String[] cells = new String[columns.length];
          for (int c = 0; c < cells.length; c++) {
            cells[c] = row.cells()[columns[c]];
          }
          inference.add(cells);
          for (Unnamed column : unnamed) {
            column.add(row.cells(), source.format().missing());
          }
        }
        Map<String, String> leftOut = new LinkedHashMap<>();
        Schema schema = inference.schema();
        leftOut.putAll(inference.leftOut());
        unnamed.forEach(
            column -> column.leftOut().ifPresent(why -> leftOut.put(column.name(), why)));
        Map<String, KeyMaker> keys = new LinkedHashMap<>(inference.keys());
        keys.keySet().removeAll(leftOut.keySet());
        return new Found(without(schema, leftOut.keySet()), leftOut, keys);
      } catch (IllegalArgumentException e) {
        throw new TableException(file + ": " + e.getMessage());
      }
    }
  }

  /** Without the columns to leave out. */
  private static Schema without(Schema schema, Set<String> leftOut) {
    List<Column> columns =
        schema.columns().stream().filter(column -> !leftOut.contains(column.name())).toList();
    if (columns.stream().allMatch(Column::isText)) {
      throw new IllegalArgumentException(
          "no column is left to learn besides one without a name, " + leftOut);
    }
    return new Schema(columns);
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
      TextRowSource source, int[] columns, Map<String, Kind> overrides) {
    List<String> names = IntStream.of(columns).mapToObj(source.header()::get).toList();
    SchemaInference inference = new SchemaInference(names, source.format());
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

  /** How cells stand in a file of this name: those of ARFF files have decimal points. */
  public static CellFormat cells(Path name, TableFormat format) {
    return FileName.isArff(name) ? CellFormat.of(MissingTokens.NONE) : format.cells();
  }

  /**
   * The columns as a file of this name can write them: ARFF has one way to write numbers.
   *
   * @param name of the file
   */
  public static Schema written(Path name, Schema schema) {
    return FileName.isArff(name) ? PlainForms.of(schema) : schema;
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
    if (!FileName.isArff(name)) {
      return csvWriter(out, name, format, schema.names());
    }
    OutputStream file = compressedIfNamedSo(out, name);
    return finishing(new ArffWriter(file, name, format, schema), file);
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
    if (FileName.isArff(name)) {
      throw new TableException(name + ": this table can be written as CSV only; name a .csv file");
    }
    OutputStream file = compressedIfNamedSo(out, name);
    return finishing(new TableWriter(file, name, format, header), file);
  }

  static OutputStream compressedIfNamedSo(OutputStream out, Path name) throws IOException {
    return FileName.isCompressed(name) ? new GZIPOutputStream(out) : out;
  }

  /** Ends what is compressed, with the stream below open. */
  static void finish(OutputStream file) throws IOException {
    if (file instanceof GZIPOutputStream compressed) {
      compressed.finish();
    }
  }

  private static RowWriter finishing(RowWriter rows, OutputStream file) {
    return new RowWriter() {
      @Override
      public void write(String[] cells) throws IOException {
        rows.write(cells);
      }

      @Override
      public void finish() throws IOException {
        rows.finish();
        TableFile.finish(file);
      }
    };
  }
}
