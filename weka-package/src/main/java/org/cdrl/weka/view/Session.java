package org.cdrl.weka.view;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
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
  private final Background background = new Background("CDRL");
  private final Activity activity;
  private final List<Runnable> views = new ArrayList<>();
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

  /** Ends what is going on. */
  private Runnable stopper = () -> {};

  private boolean closed;

  Session(Host host, TableTrainer trainer) {
    this.host = host;
    activity = new Activity(host);
    this.trainer = trainer;
  }

  /** Calls a view after every change. */
  void onChange(Runnable view) {
    views.add(view);
  }

  private void changed() {
    views.forEach(Runnable::run);
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
    changed();
  }

  private void take(Instances next) {
    data = next;
    waiting = null;
    activity.forget();
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
    changed();
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
    energies = Energies.NONE;
    modelSaved = false;
    rowsWanted = false;
    background.run(
        () -> {
          release(oldRun, oldModel);
          return null;
        },
        nothing -> {},
        e -> host.log("CDRL: " + Words.of(e)));
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
   * @param classIndex the class, from 0; -1 for none
   * @param conditions nominal attributes to draw by, beside the class
   * @param limit about how long; null for as long as suits the data
   * @param trained called when a model is there
   */
  void train(int classIndex, List<String> conditions, Duration limit, Runnable trained) {
    Instances rows = data;
    activity.begin("Preparing");
    training = true;
    stopper = background::interrupt;
    background.run(
        () -> {
          Study prepared = Study.of(rows, classIndex, conditions);
          return new Prepared(prepared, PausableTraining.of(prepared, trainer, limit));
        },
        prepared -> {
          // Not before: data that cannot be learned cost no model.
          forget();
          study = prepared.study();
          run = prepared.run();
          study.remarks().forEach(remark -> host.log("CDRL: " + remark));
          proceed(trained);
        },
        this::failed);
    changed();
  }

  /** Goes on with the training run that was stopped. */
  void resume(Runnable trained) {
    proceed(trained);
  }

  private void proceed(Runnable trained) {
    activity.begin("Training");
    training = true;
    TableModel before = model;
    PausableTraining current = run;
    stopper = current::stop;
    background.run(
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
        },
        this::failed);
    changed();
  }

  /**
   * Draws rows, and scores them and the data.
   *
   * @param wanted whether the user asked for these rows, who must not lose them unasked
   */
  void draw(DrawRequest request, boolean wanted) {
    activity.begin(String.format(Locale.ROOT, "Drawing %,d rows", request.rows()));
    long begun = System.nanoTime();
    ask(
        () -> request.draw(study, model),
        rows -> {
          drawn = rows;
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
    activity.begin("Computing energies");
    AnomalyScores known = energies.data();
    Instances rows = drawn;
    ask(
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
    activity.begin("Sending rows to Preprocess");
    Instances rows = drawn;
    ask(
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
    activity.begin("Saving rows");
    Instances rows = drawn;
    ask(
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
    activity.begin("Saving the model");
    ask(
        () -> {
          model.save(file);
          return file;
        },
        done -> {
          modelSaved = true;
          end("Model saved in " + file);
        });
  }

  private <T> void ask(Background.Work<T> work, Consumer<T> then) {
    stopper = background::interrupt;
    background.run(work, then, this::failed);
    changed();
  }

  /** Ends what is going on soon. */
  void stop() {
    stopper.run();
  }

  private void end(String what) {
    training = false;
    activity.end(what);
    changed();
  }

  private void failed(Throwable cause) {
    training = false;
    activity.fail(cause);
    if (run == null && waiting != null) {
      data = waiting;
      waiting = null;
    }
    changed();
  }

  /** What is going on, was done last, and went wrong. */
  Activity activity() {
    return activity;
  }

  /** Puts away what went wrong. */
  void dismissProblem() {
    activity.forget();
    changed();
  }

  boolean isBusy() {
    return activity.isBusy();
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
    background.close();
  }
}
