package org.cdrl.weka.learning;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.cdrl.table.TableModel;
import org.cdrl.weka.console.SchemeException;
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

  /**
   * Reads a file: a classifier that Weka saved, or a model of a table as the engine saves it.
   *
   * @throws SchemeException if it is neither, was written by a newer version, or is damaged
   */
  public static LearnedModel read(File file) throws Exception {
    byte[] begin = new byte[2];
    try (InputStream in = new FileInputStream(file)) {
      in.readNBytes(begin, 0, 2);
    } catch (IOException e) {
      throw new SchemeException("The model " + file + " cannot be read: " + e.getMessage(), e);
    }
    boolean serialized = ((begin[0] & 0xff) << 8 | begin[1] & 0xff) == 0xaced;
    if (!serialized) {
      return Engine.run(
          () -> {
            try {
              TableModel table = TableModel.load(file.toPath());
              return new LearnedModel(InstanceColumns.of(table), table);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    Object read = WekaObjects.read(file);
    LearnedModel model = read instanceof ModelHolder holder ? holder.learnedModel() : null;
    if (model == null) {
      throw new SchemeException(
          file
              + " holds "
              + (read instanceof ModelHolder ? "a CDRL without a model" : read.getClass().getName())
              + "; a CDRL classifier that was built is needed");
    }
    return model;
  }

  /** The attributes as columns. */
  public InstanceColumns columns() {
    return columns;
  }

  /** Tells on the standard error stream if training was too short to learn anything. */
  public void tellShortfall() {
    table().engine().summary().shortfall().ifPresent(text -> System.err.println("CDRL: " + text));
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
