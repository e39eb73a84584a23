package org.cdrl.weka.learning;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.cdrl.ForwardingListener;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.data.Table;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.weka.instances.InstanceColumns;
import org.cdrl.weka.instances.InstanceKeys;
import org.cdrl.weka.instances.Weights;
import weka.core.Instances;

/**
 * A training run, in one go or in parts with any time in between: in both cases it ends with the
 * same model, bit for bit. A part's model is whole.
 */
public final class PartwiseTraining implements Serializable {
  private static final long serialVersionUID = 1;

  private final InstanceColumns columns;
  private final List<String> conditions;
  private final TrainingSettings settings;
  private final int folds;
  private final String rules;

  /** The engine's state; null before the first part. */
  private byte[] checkpoint;

  /** Iterations planned and done; 0 before the first part. */
  private int length;

  private int done;

  /**
   * A run that has not begun.
   *
   * @param columns of the data
   * @param conditions names of nominal columns to condition on
   * @param folds as {@link TableTrainer#folds} takes them
   * @param rules as {@link TableTrainer#rules} takes them
   */
  public PartwiseTraining(
      InstanceColumns columns,
      List<String> conditions,
      TrainingSettings settings,
      int folds,
      String rules) {
    this.columns = columns;
    this.conditions = List.copyOf(conditions);
    this.settings = settings;
    this.folds = folds;
    this.rules = rules;
  }

  /** The attributes that are learned. */
  public InstanceColumns columns() {
    return columns;
  }

  /** The settings. */
  public TrainingSettings settings() {
    return settings;
  }

  /** Iterations that are planned; 0 if that is not known yet. */
  public int length() {
    return length;
  }

  /** Iterations done. */
  public int done() {
    return done;
  }

  /** Whether all iterations are done. */
  public boolean isComplete() {
    return length > 0 && done >= length;
  }

  /**
   * Trains to the end, and forgets how to go on.
   *
   * @param data the same as at every other part
   */
  public LearnedModel finish(Instances data, TrainingListener listener) throws Exception {
    return advance(data, 0, false, listener);
  }

  /**
   * Trains on.
   *
   * @param data the same as at every other part
   * @param iterations how many, or 0 for all that are left
   * @param resumable whether the run may go on later
   * @throws InterruptedException if it was interrupted; it can go on from its last part
   * @throws org.cdrl.weka.console.SchemeException if the data cannot be learned, saying why
   */
  public LearnedModel advance(
      Instances data, int iterations, boolean resumable, TrainingListener listener)
      throws Exception {
    Table table = Engine.run(() -> columns.table(Weights.asCounts(data, settings.seed())));
    Path file = resumable ? Files.createTempFile("cdrl", ".checkpoint") : null;
    try {
      return Engine.run(
          () -> train(table, InstanceKeys.of(columns, data), iterations, file, listener));
    } finally {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    }
  }

  private LearnedModel train(
      Table table, Map<String, KeyMaker> keys, int iterations, Path file, TrainingListener listener)
      throws IOException {
    boolean last = iterations == 0 || length > 0 && done + iterations >= length;
    int[] pretraining = {0};
    TableTrainer trainer =
        settings
            .applyTo(TableTrainer.create().conditions(conditions.toArray(String[]::new)))
            .settings(
                chosen -> {
                  pretraining[0] = chosen.build().pretraining();
                  return chosen;
                })
            .folds(folds)
            .rules(rules)
            .keys(keys);
    if (checkpoint != null) {
      Files.write(file, checkpoint);
      trainer = trainer.resume(file);
    }
    if (file != null) {
      // Written at the end of every part.
      trainer = trainer.checkpoint(file, Integer.MAX_VALUE);
    }
    Part part =
        new Part(
            listener,
            iterations == 0 ? Long.MAX_VALUE : done + iterations,
            // A run that goes on has the settings of its beginning.
            progress -> length == 0 ? pretraining[0] : progress.iterations() - length);
    TableModel model = trainer.fit(table, iterations == 0 || last ? listener : part);
    if (Thread.currentThread().isInterrupted()) {
      model.close();
      return null;
    }
    length = model.engine().config().optimisation().iterations();
    done = last ? length : (int) Math.min(length, part.reached);
    checkpoint = file == null ? null : Files.readAllBytes(file);
    return new LearnedModel(columns, model);
  }

  /** Ends a part. */
  private static final class Part extends ForwardingListener {
    private final long end;
    private final ToLongFunction<TrainingProgress> pretraining;
    private long reached;

    Part(TrainingListener listener, long end, ToLongFunction<TrainingProgress> pretraining) {
      super(listener);
      this.end = end;
      this.pretraining = pretraining;
    }

    @Override
    public int interval() {
      return 1;
    }

    @Override
    public boolean goOn(TrainingProgress progress) {
      // Pre-training comes first and does not count.
      reached = Math.max(0, progress.iteration() - pretraining.applyAsLong(progress));
      boolean wanted = progress.iteration() % listener.interval() != 0 || listener.goOn(progress);
      return wanted && reached < end;
    }
  }
}
