package org.cdrl.tribuo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.cdrl.files.WholeFile;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.CellText;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.columns.ColumnHints;
import org.cdrl.tribuo.table.RowWriter;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;
import org.tribuo.provenance.ModelProvenance;

/** Writes rows of a model's table as a file. */
final class ExampleTable {
  private ExampleTable() {}

  /**
   * Writes rows; columns have the order of the model's input where its provenance tells.
   *
   * @param file CSV, or ARFF if it is named so; replaced once the new one is complete
   * @param keys of rows and columns of keys; null where there is none
   */
  static void write(
      Path file, Table table, ModelProvenance provenance, BiFunction<Integer, String, String> keys)
      throws IOException {
    int[] order = ColumnHints.order(provenance, table.schema());
    Schema schema =
        TableFile.written(
            file, new Schema(Arrays.stream(order).mapToObj(table.schema()::column).toList()));
    CellText text = new CellText(schema, MissingTokens.NONE);
    WholeFile.write(
        file,
        out -> {
          RowWriter writer = TableFile.writer(out, file, TableFormat.DEFAULT, schema);
          for (int r = 0; r < table.size(); r++) {
            double[] row = table.rows()[r];
            String[] cells = text.format(Arrays.stream(order).mapToDouble(c -> row[c]).toArray());
            for (int c = 0; c < cells.length; c++) {
              if (schema.column(c).kind() == Column.Kind.KEY) {
                cells[c] = keys.apply(r, schema.column(c).name());
              }
            }
            writer.write(cells);
          }
          writer.finish();
        });
  }
}
