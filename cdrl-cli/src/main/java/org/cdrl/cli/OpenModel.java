package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Schema;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.columns.ColumnHints;

/**
 * A model that a command works on. Its table has outputs behind features; people see columns in the
 * order of the data that it was trained on.
 */
final class OpenModel implements AutoCloseable {
  private final CDRLModel<?> model;
  private final int[] order;
  private final Schema schema;

  private OpenModel(CDRLModel<?> model) {
    this.model = model;
    Schema table = model.table().schema();
    order = ColumnHints.order(model.getProvenance(), table);
    schema = new Schema(Arrays.stream(order).mapToObj(table::column).toList());
  }

  /**
   * Reads a model.
   *
   * @throws IOException if the file cannot be read or holds something else, saying so
   */
  static OpenModel load(Path file) throws IOException {
    return new OpenModel(CDRLModel.load(file));
  }

  /** A model that is in memory already; closing this closes it. */
  static OpenModel of(CDRLModel<?> model) {
    return new OpenModel(model);
  }

  CDRLModel<?> model() {
    return model;
  }

  TableModel table() {
    return model.table();
  }

  /** The columns in the order of the data. */
  Schema schema() {
    return schema;
  }

  /** The columns of the data that the model did not learn, and why. */
  Map<String, String> leftOut() {
    return ColumnHints.leftOut(model.getProvenance());
  }

  /** The position in the model's table of every column of {@link #schema}. */
  int[] order() {
    return order.clone();
  }

  /** A value per column of the model's table in the order of the data. */
  double[] inOrder(double[] perColumn) {
    return Arrays.stream(order).mapToDouble(c -> perColumn[c]).toArray();
  }

  @Override
  public void close() {
    model.close();
  }
}
