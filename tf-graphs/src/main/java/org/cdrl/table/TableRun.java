package org.cdrl.table;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.TrainingListener;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.internal.encoding.MarginCorrection;
import org.cdrl.table.data.Table;
import org.cdrl.table.rules.Rules;
import org.cdrl.value.RowWeights;
import org.cdrl.value.Scaling;

/**
 * One call of {@link TableTrainer#fit}: a training run, and calibration of what it says.
 *
 * <p>Rows that are to calibrate have to be unseen, but small tables can spare none. So some of them
 * wait until the middle of the run, and the model of that moment is asked about them. Models that
 * are trained without each part in turn say the same at twice the time.
 */
final class TableRun {
  private final TableTrainerSettings told;
  private final Rules rules;
  private final TableTask task;
  private final Instant begun;
  private final TrainingListener listener;

  /** The model before it learns the late rows; null until then. */
  private CdrlModel halfway;

  private TableRun(
      TableTrainerSettings told,
      Rules rules,
      TableTask task,
      Instant begun,
      TrainingListener listener) {
    this.told = told;
    this.rules = rules;
    this.task = task;
    this.begun = begun;
    this.listener = listener;
  }

  /** A run on rows that all count. */
  static TableRun of(
      TableTrainerSettings told, Table table, RowWeights weights, TrainingListener listener) {
    Instant begun = Instant.now();
    // At once, not when everything is learned.
    TableParts.requireKeys(table.schema(), told.keys());
    listener.busy("looking for rules between columns");
    Rules rules = told.like() == null ? Rules.of(table, told.rules()) : told.like().parts().rules();
    TableTask task = TableTask.of(told, rules, table, weights);
    return new TableRun(told, rules, task, begun, listener);
  }

  TableModel go() {
    if (told.workers() != null) {
      begin(told.workers());
    }
    TokenModel tokens =
        new TokenTraining(
                task,
                told.execution(),
                tokensEnd(),
                listener,
                told.workers() == null ? null : told.workers().tokens())
            .fit();
    listener.busy("fitting regressions");
    RegressionFit fit = task.regressionFit();
    try (CdrlModel trained = train(tokens, fit)) {
      return calibrated(trained, tokens, fit);
    } finally {
      if (halfway != null) {
        halfway.close();
      }
    }
  }

  /** Tells workers what they need to begin. */
  private void begin(TableWorkers workers) {
    if (!task.split().holdsOut() || told.budget() != null || told.protect()) {
      throw new IllegalArgumentException(
          "Workers need rows that are held out, iterations instead of a budget of time, and rows as"
              + " they are: give validation a share, and neither budget nor protect");
    }
    listener.busy("sending rows to workers");
    try (CdrlModel engine = trainer(task.asked()).untrained(task.data(task.split().learned()));
        TableModel untrained = task.untrained(rules, engine)) {
      workers.begin(untrained.toBytes(), task.split().heldOut());
    }
  }

  /**
   * The trained engine with all that is calibrated, or as much as an interruption leaves time for.
   */
  private TableModel calibrated(CdrlModel trained, TokenModel tokens, RegressionFit fit) {
    // Cleared, for what is left to do would fail.
    boolean interrupted = Thread.interrupted();
    boolean byTokens = !tokens.isEmpty();
    SplitRegressions regressions =
        byTokens ? task.tokenRegressions(fit) : task.regressions(fit, halfway);
    Centre hasty = Centre.alike(regressions.learned());
    try {
      listener.busy("calibrating scores and classes");
      Evidence evidence =
          byTokens
              ? task.evidence(trained, tokens, told.execution())
              : task.evidence(trained, halfway, regressions);
      if (interrupted) {
        return model(trained, tokens, evidence, none(), hasty);
      }
      if (byTokens) {
        Centre centre = task.centre(regressions, evidence, trained, tokens);
        return model(trained, tokens, evidence, none(), centre);
      }
      listener.busy("comparing drawn rows with training rows");
      return model(
          trained,
          tokens,
          evidence,
          task.correction(trained),
          task.centre(regressions, evidence, trained, halfway));
    } catch (CancellationException e) {
      // Interrupted now; the model must not be lost.
      interrupted |= Thread.interrupted();
      Evidence evidence =
          byTokens
              ? task.evidence(trained, tokens, told.execution())
              : task.hastyEvidence(trained, halfway, regressions);
      return model(trained, tokens, evidence, none(), hasty);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private MarginCorrection none() {
    return MarginCorrection.none(task.encoding().width());
  }

  /** Tokens are learned first, in half of a budget. */
  private Instant tokensEnd() {
    return told.budget() == null ? Instant.MAX : begun.plus(told.budget().dividedBy(2));
  }

  private TableModel model(
      CdrlModel trained,
      TokenModel tokens,
      Evidence evidence,
      MarginCorrection correction,
      Centre centre) {
    TableParts parts =
        new TableParts(
            rules,
            task.columns(),
            task.encoding(),
            tokens,
            correction,
            centre,
            evidence.anomalies(),
            evidence.calibrations(),
            told.keys(),
            evidence.onUnseen());
    return new TableModel(parts, trained.withSummary(trained.summary().withSeconds(seconds())));
  }

  /** Seconds of all that training takes, with those before it was resumed. */
  private double seconds() {
    double before = told.resumed() == null ? 0 : told.resumed().secondsBefore();
    return before + Duration.between(begun, Instant.now()).toMillis() / 1e3;
  }

  private CdrlModel train(TokenModel tokens, RegressionFit fit) {
    CdrlTrainer fresh =
        told.resumed() == null
            ? trainer(task.asked())
            : told.resumed().rollBacks(CdrlTrainer.ROLL_BACKS).execution(told.execution());
    CdrlTrainer trainer =
        told.checkpoint()
            .apply(fresh)
            .lateRows(task.split().late().length, model -> halfway = model);
    if (task.split().holdsOut()) {
      trainer = trainer.validation(task::looks);
    }
    if (told.workers() != null) {
      trainer = trainer.workers(told.workers().engine());
    }
    if (told.budget() != null) {
      trainer =
          trainer.plan(
              new BudgetPlan(
                      task,
                      tokens,
                      fit,
                      told.execution(),
                      begun.plus(told.budget()),
                      told.resumed() != null)
                  ::make);
    }
    return trainer.fit(task.data(task.split().learned()), listener);
  }

  private CdrlTrainer trainer(CdrlConfig with) {
    return trainer(with, task.encoding().width(), told.execution())
        .rollBacks(CdrlTrainer.ROLL_BACKS);
  }

  /** A trainer on points of so many coordinates. */
  static CdrlTrainer trainer(CdrlConfig with, int width, Execution way) {
    float[] factor = new float[width];
    Arrays.fill(factor, (float) with.chains().spread());
    return CdrlTrainer.of(with).execution(way).scaling(new Scaling(new float[width], factor));
  }
}
