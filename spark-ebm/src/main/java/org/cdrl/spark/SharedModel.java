package org.cdrl.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.cdrl.config.Execution;
import org.cdrl.table.TableModel;

/**
 * A model as it goes to the executors.
 *
 * <p>A session runs one task at a time, so that an executor with several cores has as many open
 * models as it runs tasks; they are kept for the tasks that follow, until others are opened.
 */
final class SharedModel implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Open models of this JVM that no task has. */
  private static final Shelf<TableModel> OPEN = new Shelf<>();

  private final String key = UUID.randomUUID().toString();
  private final byte[] engine;
  private final int threads;

  /**
   * A model for tasks.
   *
   * @param threads inside an operation: the cores of a task
   */
  SharedModel(TableModel model, int threads) {
    this.engine = model.toBytes();
    this.threads = threads;
  }

  /** The model for the task that asks; it goes back when the task ends. */
  TableModel lend(TaskContext task) {
    TableModel kept = OPEN.take(key, 0);
    TableModel lent = kept == null ? open() : kept;
    task.addTaskCompletionListener((TaskCompletionListener) ended -> OPEN.giveBack(key, 0, lent));
    return lent;
  }

  private TableModel open() {
    try (TableModel model = TableModel.fromBytes("the broadcast model", engine)) {
      return model.withExecution(Execution.DEFAULT.threads(threads));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
