package org.cdrl.weka.view;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.weka.study.AnomalyScores;
import org.cdrl.weka.study.ArffFile;
import org.cdrl.weka.study.DrawRequest;
import org.cdrl.weka.study.PausableTraining;
import org.cdrl.weka.study.Study;
import org.cdrl.weka.study.TrainingHistory;
import weka.core.Instances;

/**
 * What there is to look at and what is going on: data, a training run, its model, rows drawn from
 * it, and their energies. Used on the event thread only; work is done beside it, one thing at a
 * time, and views hear of every change.
 */
final class Session implements AutoCloseable {
  /** Most anomalous rows that are explained. */
  private static final int MOST_ANOMALOUS = 25;

  /** Energies of the data, null before they were computed, and of the generated rows. */
  record Energies(AnomalyScores data, double[] drawn) {
    private static final Energies NONE = new Energies(null, new double[0]);
  }

  /** What training needs. */
  private record Prepared(Study study, PausableTraining run) {}

  private final Host host;
  private final Tasks tasks;
  private final Judging judging;
  private TableTrainer trainer;
  private Instances data;
  private Instances waiting;
  private Study study;
  private PausableTraining run;
  private TableModel model;
  private Instances drawn;
  private Energies energies = Energies.NONE;
  private boolean training;
  private boolean modelSaved;

  /** Whether the generated rows were asked for, and are nowhere but here. */
  private boolean rowsWanted;

  private boolean closed;

  Session(Host host, TableTrainer trainer) {
    this.host = host;
    tasks = new Tasks(host, this::failed);
    judging = new Judging(tasks, this::end);
    this.trainer = trainer;
  }

  /** Calls a view after every change. */
  void onChange(Runnable view) {
    tasks.onChange(view);
  }

  /** The settings of the next training run. */
  void trainer(TableTrainer next) {
    trainer = next;
  }

  /**
   * Offers data. As long as nothing was trained they replace those before; afterwards they wait for
   * {@link #takeWaiting}, so that no model is lost.
   */
  void offer(Instances offered) {
    if (run == null && !isBusy()) {
      take(offered);
    } else {
      waiting = offered;
    }
    tasks.changed();
  }

  private void take(Instances next) {
    data = next;
    waiting = null;
    tasks.activity().forget();
  }

  /** The data to be trained on next; null before any were offered. */
  Instances data() {
    return data;
  }

  /** Data that wait, or null. */
  Instances waiting() {
    return waiting;
  }

  /** Forgets everything and takes the data that wait. */
  void takeWaiting() {
    forget();
    take(waiting);
    tasks.changed();
  }

  /** What would be lost if everything were forgotten now, in words; empty if nothing would. */
  List<String> unsaved() {
    List<String> lost = new ArrayList<>();
    if (training) {
      lost.add("the training that is going on");
    } else if (run != null && run.canContinue()) {
      lost.add("the training that was stopped and can be continued");
    }
    if (model != null && !modelSaved) {
      lost.add("the model, which is not saved");
    }
    lost.addAll(unsavedRows());
    return lost;
  }

  /** Generated rows that would be lost, in words; empty if none would, or nobody asked for them. */
  List<String> unsavedRows() {
    return rowsWanted
        ? List.of(
            String.format(
                Locale.ROOT,
                "%,d generated rows, neither saved nor sent to Preprocess",
                drawn.size()))
        : List.of();
  }

  private void forget() {
    PausableTraining oldRun = run;
    TableModel oldModel = model;
    run = null;
    model = null;
    study = null;
    drawn = null;
    judging.forget();
    energies = Energies.NONE;
    modelSaved = false;
    rowsWanted = false;
    tasks.aside(() -> release(oldRun, oldModel));
  }

  private static void release(PausableTraining run, TableModel model) throws IOException {
    if (model != null) {
      model.close();
    }
    if (run != null) {
      run.close();
    }
  }

  /**
   * Trains a new model of the data.
   *
   * @param prepare makes a study of the data, beside the event thread
   * @param limit about how long; null for as long as suits the data
   * @param trained called when a model is there
   */
  void train(Function<Instances, Study> prepare, Duration limit, Runnable trained) {
    Instances rows = data;
    training = true;
    tasks.begin(
        "Preparing",
        () -> {
          Study prepared = prepare.apply(rows);
          return new Prepared(prepared, PausableTraining.of(prepared, trainer, limit));
        },
        prepared -> {
          // Not before: data that cannot be learned cost no model.
          forget();
          study = prepared.study();
          run = prepared.run();
          study.remarks().forEach(remark -> host.log("CDRL: " + remark));
          proceed(trained);
        });
  }

  /** Goes on with the training run that was stopped. */
  void resume(Runnable trained) {
    proceed(trained);
  }

  private void proceed(Runnable trained) {
    training = true;
    TableModel before = model;
    PausableTraining current = run;
    tasks.begin(
        "Training",
        current::stop,
        () -> {
          TableModel after = current.train();
          if (before != null) {
            before.close();
          }
          return after;
        },
        after -> {
          if (closed) {
            after.close();
            return;
          }
          model = after;
          modelSaved = false;
          energies = Energies.NONE;
          double seconds = after.engine().summary().seconds();
          end(
              String.format(
                  Locale.ROOT,
                  "%s after %,d iterations, %.0f s",
                  run.canContinue() ? "Stopped" : "Trained",
                  run.curve().latest().map(p -> p.iteration()).orElse(0L),
                  seconds));
          run.curve().remarks().forEach(remark -> host.log("CDRL: " + remark));
          trained.run();
        });
  }

  /**
   * Draws rows, and scores them and the data.
   *
   * @param wanted whether the user asked for these rows, who must not lose them unasked
   */
  void draw(DrawRequest request, boolean wanted) {
    long begun = System.nanoTime();
    tasks.begin(
        String.format(Locale.ROOT, "Drawing %,d rows", request.rows()),
        () -> request.draw(study, model),
        rows -> {
          drawn = rows;
          judging.forget();
          rowsWanted = wanted;
          energies = new Energies(energies.data(), new double[0]);
          score(
              String.format(
                  Locale.ROOT,
                  "%,d rows generated in %.1f s",
                  rows.size(),
                  (System.nanoTime() - begun) / 1e9));
        });
  }

  private void score(String outcome) {
    AnomalyScores known = energies.data();
    Instances rows = drawn;
    tasks.begin(
        "Computing energies",
        () ->
            new Energies(
                known != null ? known : AnomalyScores.of(study, model, MOST_ANOMALOUS),
                AnomalyScores.scores(study, model, rows)),
        computed -> {
          energies = computed;
          end(outcome);
        });
  }

  /** Hands the generated rows to the application. */
  void send() {
    Instances rows = drawn;
    tasks.begin(
        "Sending rows to Preprocess",
        () -> {
          host.prepare();
          return new Instances(rows);
        },
        ready -> {
          rowsWanted = false;
          end(String.format(Locale.ROOT, "%,d rows sent to Preprocess", ready.size()));
          host.take(ready);
        });
  }

  /** Writes the generated rows. */
  void saveRows(Path file) {
    Instances rows = drawn;
    tasks.begin(
        "Saving rows",
        () -> {
          ArffFile.write(rows, file);
          return file;
        },
        done -> {
          rowsWanted = false;
          end(String.format(Locale.ROOT, "%,d rows saved in %s", rows.size(), file));
        });
  }

  /** Writes the model. */
  void saveModel(Path file) {
    tasks.begin(
        "Saving the model",
        () -> {
          model.save(file);
          return file;
        },
        done -> {
          modelSaved = true;
          end("Model saved in " + file);
        });
  }

  /** Ends what is going on soon. */
  void stop() {
    tasks.stop();
  }

  private void end(String what) {
    training = false;
    tasks.end(what);
  }

  private void failed() {
    training = false;
    if (run == null && waiting != null) {
      data = waiting;
      waiting = null;
    }
  }

  /** What is going on, was done last, and went wrong. */
  Activity activity() {
    return tasks.activity();
  }

  /** Puts away what went wrong. */
  void dismissProblem() {
    tasks.activity().forget();
    tasks.changed();
  }

  boolean isBusy() {
    return tasks.activity().isBusy();
  }

  boolean isTraining() {
    return training;
  }

  boolean canContinue() {
    return !isBusy() && run != null && run.canContinue();
  }

  boolean hasModel() {
    return model != null;
  }

  /** What to tell of a model that was trained for too short a time; empty if it was not. */
  String shortfall() {
    return model == null ? "" : model.engine().summary().shortfall().orElse("");
  }

  /** Langevin steps per level that the model was trained with. */
  int steps() {
    return model.engine().config().chains().langevinSteps();
  }

  /** What was trained on; null before. */
  Study study() {
    return study;
  }

  /** How training goes; null before. */
  TrainingHistory curve() {
    return run == null ? null : run.curve();
  }

  /** Generated rows; null before any were drawn. */
  Instances drawn() {
    return drawn;
  }

  /** Rows held out, and the report. */
  Judging judging() {
    return judging;
  }

  /** Energies of the data and of the generated rows. */
  Energies energies() {
    return energies;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    stop();
    forget();
    tasks.close();
  }
}
