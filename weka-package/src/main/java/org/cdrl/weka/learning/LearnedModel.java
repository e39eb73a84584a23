package org.cdrl.weka.learning;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.cdrl.table.TableModel;
import org.cdrl.weka.instances.InstanceColumns;

/**
 * A trained model together with the attributes that it was trained on, as a thing that Weka can
 * serialize: the bytes of the engine's model file, opened when first used.
 */
public final class LearnedModel implements Serializable {
  private static final long serialVersionUID = 1;

  private final InstanceColumns columns;
  private final byte[] bytes;
  private transient TableModel table;

  /** A model of these columns; it belongs to this object from now on. */
  public LearnedModel(InstanceColumns columns, TableModel table) {
    this.columns = columns;
    this.bytes = table.toBytes();
    this.table = table;
  }

  /** The attributes as columns. */
  public InstanceColumns columns() {
    return columns;
  }

  /** The bytes of the model's file. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The engine's model. It is freed when this object is garbage.
   *
   * @throws UncheckedIOException if it was written by a newer version, saying which, or is damaged
   */
  public synchronized TableModel table() {
    if (table == null) {
      try {
        table = TableModel.fromBytes("The model", bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return table;
  }
}
