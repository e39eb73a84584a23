package org.cdrl.weka.view;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
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

  private final Host host;
  private final Background background = new Background("CDRL");
  private final List<Runnable> views = new ArrayList<>();
  private TableTrainer trainer;
  private Instances data;
  private Instances waiting;
  private Study study;
  private Training run;
  private TableModel model;
  private Instances drawn;
  private Strangeness strangeness;
  private double[] drawnScores = {};
  private String activity = "";
  private String outcome = "";
  private String problem = "";
  private boolean training;

  Session(Host host, TableTrainer trainer) {
    this.host = host;
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
      problem = "";
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
    strangeness = null;
    drawnScores = new double[0];
    outcome = "";
    problem = "";
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
    begin("Preparing");
    training = true;
    background.run(
        () -> {
          Study prepared = Study.of(rows, classIndex, conditions);
          return new Object[] {prepared, Training.of(prepared, trainer, limit)};
        },
        both -> {
          study = (Study) both[0];
          run = (Training) both[1];
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
    begin("Training");
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
          strangeness = null;
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
    begin(String.format(Locale.ROOT, "Drawing %,d rows", request.rows()));
    long begun = System.nanoTime();
    ask(
        () -> request.draw(study, model),
        rows -> {
          drawn = rows;
          drawnScores = new double[0];
          end(
              String.format(
                  Locale.ROOT,
                  "%,d rows generated in %.1f s",
                  rows.size(),
                  (System.nanoTime() - begun) / 1e9));
          score();
        });
  }

  private void score() {
    String before = outcome;
    begin("Computing energies");
    Strangeness known = strangeness;
    Instances rows = drawn;
    ask(
        () ->
            new Object[] {
              known != null ? known : Strangeness.of(study, model, STRANGEST),
              Strangeness.scores(study, model, rows)
            },
        both -> {
          strangeness = (Strangeness) both[0];
          drawnScores = (double[]) both[1];
          end(before);
        });
  }

  /** Hands the generated rows to the application. */
  void send() {
    begin("Sending rows to Preprocess");
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
    begin("Saving rows");
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
    begin("Saving the model");
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

  private void begin(String what) {
    if (!isBusy()) {
      host.busy(true);
    }
    activity = what;
    problem = "";
    host.status("CDRL: " + what + "...");
  }

  private void end(String what) {
    activity = "";
    training = false;
    outcome = what;
    host.busy(false);
    host.status("OK");
    if (!what.isEmpty()) {
      host.log("CDRL: " + what);
    }
    changed();
  }

  private void failed(Throwable cause) {
    boolean stopped = cause instanceof CancellationException;
    String during = activity;
    end(stopped ? "Stopped" : "");
    if (!stopped) {
      problem = Words.of(cause);
      host.log("CDRL: " + during + " failed. " + problem);
      host.status("CDRL: see log");
      changed();
    }
  }

  /** Puts away what went wrong. */
  void dismissProblem() {
    problem = "";
    changed();
  }

  /** What went wrong, in words; empty if nothing did. */
  String problem() {
    return problem;
  }

  /** What is going on; empty if nothing is. */
  String activity() {
    return activity;
  }

  /** What was done last; may be empty. */
  String outcome() {
    return outcome;
  }

  boolean isBusy() {
    return !activity.isEmpty();
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

  /** Energies of the data; null before they were computed. */
  Strangeness strangeness() {
    return strangeness;
  }

  /** Energies of the generated rows; empty before they were computed. */
  double[] drawnScores() {
    return drawnScores;
  }

  @Override
  public void close() {
    stop();
    forget();
    background.close();
  }
}
