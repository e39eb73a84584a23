package org.cdrl.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Column;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.columns.ColumnHints;

/** A model file as the command line, Tribuo and Weka have it, in memory. */
final class ModelFile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final byte[] bytes;

  /** Opened when needed first; on the driver only. */
  private transient CDRLModel<?> model;

  private transient Broadcast<SharedModel> shared;

  private transient JavaSparkContext context;

  private ModelFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /**
   * Reads a file of any file system that Spark knows.
   *
   * @throws IOException if it cannot be read or is no model of a table, saying so
   */
  static ModelFile read(String file, Configuration hadoop) throws IOException {
    Path path = new Path(file);
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      ModelFile read = new ModelFile(file, in.readAllBytes());
      read.model = CDRLModel.fromBytes(file, read.bytes);
      return read;
    }
  }

  /**
   * A model that was trained now; it belongs to this file.
   *
   * @param name for errors
   */
  static ModelFile of(String name, CDRLModel<?> trained) {
    ModelFile file = new ModelFile(name, trained.serialize().toByteArray());
    file.model = trained;
    return file;
  }

  /** Writes the same bytes to a file that is not there yet. */
  void write(Path to, Configuration hadoop) throws IOException {
    try (OutputStream out = to.getFileSystem(hadoop).create(to, false)) {
      out.write(bytes);
    }
  }

  /** Writes a file that is whole or not there. */
  void save(String path, Configuration hadoop) throws IOException {
    StoredFile.write(new Path(path), hadoop, out -> out.write(bytes));
  }

  private synchronized CDRLModel<?> model() {
    if (model == null) {
      try {
        model = CDRLModel.fromBytes(name, bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return model;
  }

  /** The model of the table; it belongs to this file. */
  TableModel table() {
    return model().table();
  }

  /** What goes to the executors; once, as long as the session is there. */
  synchronized Broadcast<SharedModel> shared(JavaSparkContext to) {
    if (shared == null || context.sc() != to.sc()) {
      // The cores of a task are the threads inside an operation.
      int threads = to.getConf().getInt("spark.task.cpus", 1);
      shared = to.broadcast(new SharedModel(table(), threads));
      context = to;
    }
    return shared;
  }

  /** The model's columns in the order of the data that it was trained on. */
  Column[] columns() {
    TableModel table = table();
    return Arrays.stream(ColumnHints.order(model().getProvenance(), table.schema()))
        .mapToObj(table.schema()::column)
        .toArray(Column[]::new);
  }
}
