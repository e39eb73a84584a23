package org.cdrl.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.cdrl.config.Execution;
import org.cdrl.table.TableModel;

/**
 * A model as it goes to the executors.
 *
 * <p>A session runs one task at a time, so that an executor with several cores has as many open
 * models as it runs tasks; they are kept for the tasks that follow. Opening another model closes
 * those that wait.
 */
final class SharedModel implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Open models of this JVM that no task has, by what they are. */
  private static final Map<String, Deque<TableModel>> WAITING = new HashMap<>();

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
    TableModel model = waiting();
    TableModel lent = model == null ? open() : model;
    task.addTaskCompletionListener((TaskCompletionListener) ended -> takeBack(lent));
    return lent;
  }

  private TableModel waiting() {
    synchronized (WAITING) {
      Deque<TableModel> models = WAITING.get(key);
      if (models != null && !models.isEmpty()) {
        return models.pop();
      }
      WAITING.forEach((other, open) -> open.forEach(TableModel::close));
      WAITING.clear();
      return null;
    }
  }

  private void takeBack(TableModel model) {
    synchronized (WAITING) {
      WAITING.computeIfAbsent(key, of -> new ArrayDeque<>()).push(model);
    }
  }

  private TableModel open() {
    try (TableModel model = TableModel.fromBytes("the broadcast model", engine)) {
      return model.withExecution(Execution.DEFAULT.threads(threads));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
