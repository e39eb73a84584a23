package org.cdrl.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.TrainingListener;
import org.cdrl.config.CdrlConfig;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;
import org.cdrl.value.Scaling;

/** One call of {@link TableTrainer#fit}: the model itself, those of the folds, calibration. */
final class TableRun {
  private final TableTrainerSettings told;
  private final TableTask task;
  private final Instant begun;
  private final int parallel;
  private final Stages stages;
  private final List<Stages.Stage> folds = new ArrayList<>();

  /** Null without a budget. */
  private final BudgetPlan plan;

  private TableRun(
      TableTrainerSettings told, TableTask task, Instant begun, TrainingListener listener) {
    this.told = told;
    this.task = task;
    this.begun = begun;
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = told.execution().threads() == 0 ? cores : told.execution().threads();
    parallel = Math.min(threads, 1 + task.split().folds());
    stages = new Stages(listener, parallel);
    plan =
        told.budget() == null
            ? null
            : new BudgetPlan(
                task, begun, told.budget(), told.resumed() != null, parallel, this::leaveOutFolds);
  }

  /** A run on rows that all count. */
  static TableRun of(
      TableTrainerSettings told, Table table, RowWeights weights, TrainingListener listener) {
    Instant begun = Instant.now();
    return new TableRun(told, TableTask.of(told, table, weights), begun, listener);
  }

  TableModel go() {
    RowSplit split = task.split();
    List<Supplier<CdrlModel>> trainings = new ArrayList<>();
    TrainingListener first = stages.stage(task.asked().plannedIterations());
    trainings.add(() -> whole(first));
    for (int k = 0; k < split.folds(); k++) {
      int fold = k;
      Stages.Stage next = stages.stage(split.ofPart(task.asked()).plannedIterations());
      folds.add(next);
      trainings.add(() -> withoutFold(fold, next));
    }
    List<CdrlModel> models = SideBySide.run(trainings, parallel);
    boolean early = stages.ended();
    // Cleared, for what is left to do would fail.
    boolean interrupted = Thread.interrupted();
    try {
      stages.busy("calibrating scores and classes");
      Evidence evidence;
      try {
        evidence = task.evidence(models, early);
      } catch (CancellationException e) {
        // Interrupted now; the model must not be lost.
        interrupted |= Thread.interrupted();
        evidence = task.hastyEvidence(models.get(0));
      }
      return model(models.get(0), evidence);
    } finally {
      models.forEach(CdrlModel::close);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private TableModel model(CdrlModel trained, Evidence evidence) {
    TableParts parts =
        new TableParts(
            task.table().schema(),
            task.columns(),
            task.encoding(),
            evidence.anomalyScale(),
            evidence.calibrations(),
            evidence.onUnseen());
    return new TableModel(parts, trained.withSummary(trained.summary().withSeconds(seconds())));
  }

  /** Seconds of all that training takes, with those before it was resumed. */
  private double seconds() {
    double before = told.resumed() == null ? 0 : told.resumed().secondsBefore();
    return before + Duration.between(begun, Instant.now()).toMillis() / 1e3;
  }

  /** Trains the model itself. */
  private CdrlModel whole(TrainingListener listener) {
    CdrlTrainer fresh =
        told.resumed() == null
            ? trainer(task.asked())
            : told.resumed().rollBacks(CdrlTrainer.ROLL_BACKS).execution(told.execution());
    CdrlTrainer whole = told.checkpoint().apply(fresh);
    if (task.split().holdsOut()) {
      whole = whole.validation(task::looks);
    }
    if (plan != null) {
      whole = whole.plan(plan::make);
    }
    try {
      return whole.fit(task.data(task.split().learned()), listener);
    } finally {
      if (plan != null) {
        plan.cancel();
      }
    }
  }

  /** Trains a model on the rows of all other folds; how long follows from the model itself. */
  private CdrlModel withoutFold(int fold, TrainingListener listener) {
    CdrlTrainer part = trainer(task.split().ofPart(task.asked()));
    if (plan != null) {
      plan.requireTimeIfKnown();
      part = part.plan(plan::ofFold);
    }
    return part.fit(task.data(task.split().withoutFold(fold)), listener);
  }

  private void leaveOutFolds() {
    folds.forEach(Stages.Stage::leaveOut);
    stages.busy("no time for calibration on unseen rows; training rows calibrate");
  }

  private CdrlTrainer trainer(CdrlConfig with) {
    int width = task.encoding().width();
    float[] factor = new float[width];
    Arrays.fill(factor, (float) with.chains().spread());
    return CdrlTrainer.of(with)
        .execution(told.execution())
        .scaling(new Scaling(new float[width], factor))
        .rollBacks(CdrlTrainer.ROLL_BACKS);
  }
}
