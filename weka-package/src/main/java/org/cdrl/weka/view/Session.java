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
import org.cdrl.weka.study.ArffFile;
import org.cdrl.weka.study.DrawRequest;
import org.cdrl.weka.study.Strangeness;
import org.cdrl.weka.study.Study;
import org.cdrl.weka.study.Training;
import org.cdrl.weka.study.TrainingCurve;
import weka.core.Instances;

/**
 * What there is to look at and what is going on: data, a training run, its model, rows drawn from
 * it, and their energies. Used on the event thread only; work is done beside it, one thing at a
 * time, and views hear of every change.
 */
final class Session implements AutoCloseable {
  /** Strangest rows that are explained. */
  private static final int STRANGEST = 25;

  /** Energies of the data, null before they were computed, and of the generated rows. */
  record Energies(Strangeness data, double[] drawn) {
    private static final Energies NONE = new Energies(null, new double[0]);
  }

  /** What training needs. */
  private record Prepared(Study study, Training run) {}

  private final Host host;
  private final Background background = new Background("CDRL");
  private final Activity activity;
  private final List<Runnable> views = new ArrayList<>();
  private TableTrainer trainer;
  private Instances data;
  private Instances waiting;
  private Study study;
  private Training run;
  private TableModel model;
  private Instances drawn;
  private Energies energies = Energies.NONE;
  private boolean training;

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
    if (run == null) {
      data = offered;
      activity.forget();
    } else {
      waiting = offered;
    }
    changed();
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
    data = waiting;
    waiting = null;
    forget();
    changed();
  }

  private void forget() {
    Training oldRun = run;
    TableModel oldModel = model;
    run = null;
    model = null;
    study = null;
    drawn = null;
    energies = Energies.NONE;
    activity.forget();
    background.run(
        () -> {
          release(oldRun, oldModel);
          return null;
        },
        nothing -> {},
        e -> host.log("CDRL: " + Words.of(e)));
  }

  private static void release(Training run, TableModel model) throws IOException {
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
    forget();
    Instances rows = data;
    activity.begin("Preparing");
    training = true;
    background.run(
        () -> {
          Study prepared = Study.of(rows, classIndex, conditions);
          return new Prepared(prepared, Training.of(prepared, trainer, limit));
        },
        prepared -> {
          study = prepared.study();
          run = prepared.run();
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
    Training current = run;
    background.run(
        () -> {
          TableModel after = current.train();
          if (before != null) {
            before.close();
          }
          return after;
        },
        after -> {
          model = after;
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

  /** Draws rows, and scores them and the data. */
  void draw(DrawRequest request) {
    activity.begin(String.format(Locale.ROOT, "Drawing %,d rows", request.rows()));
    long begun = System.nanoTime();
    ask(
        () -> request.draw(study, model),
        rows -> {
          drawn = rows;
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
    Strangeness known = energies.data();
    Instances rows = drawn;
    ask(
        () ->
            new Energies(
                known != null ? known : Strangeness.of(study, model, STRANGEST),
                Strangeness.scores(study, model, rows)),
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
        done -> end(String.format(Locale.ROOT, "%,d rows saved in %s", rows.size(), file)));
  }

  /** Writes the model. */
  void saveModel(Path file) {
    activity.begin("Saving the model");
    ask(
        () -> {
          model.save(file);
          return file;
        },
        done -> end("Model saved in " + file));
  }

  private <T> void ask(Background.Work<T> work, Consumer<T> then) {
    background.run(work, then, this::failed);
    changed();
  }

  /** Ends what is going on soon. */
  void stop() {
    if (training && run != null) {
      run.stop();
    } else {
      background.interrupt();
    }
  }

  private void end(String what) {
    training = false;
    activity.end(what);
    changed();
  }

  private void failed(Throwable cause) {
    training = false;
    activity.fail(cause);
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

  /** Langevin steps per level that the model was trained with. */
  int steps() {
    return model.engine().config().langevinSteps();
  }

  /** What was trained on; null before. */
  Study study() {
    return study;
  }

  /** How training goes; null before. */
  TrainingCurve curve() {
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
    stop();
    forget();
    background.close();
  }
}
