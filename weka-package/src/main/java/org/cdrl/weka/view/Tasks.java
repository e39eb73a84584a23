package org.cdrl.weka.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;

/**
 * What is done beside the event thread, one thing at a time, and who hears of it: the application,
 * and views after every change.
 */
final class Tasks implements AutoCloseable {
  /** Something to be done without a result. */
  @FunctionalInterface
  interface Aside {
    void run() throws Exception;
  }

  private final Background background = new Background("CDRL");
  private final Host host;
  private final Activity activity;
  private final Runnable failed;
  private final List<Runnable> views = new ArrayList<>();

  /** Ends what is going on. */
  private Runnable stopper = () -> {};

  /**
   * Nothing to do yet.
   *
   * @param failed called when a task went wrong, before views hear of it
   */
  Tasks(Host host, Runnable failed) {
    this.host = host;
    this.failed = failed;
    activity = new Activity(host);
  }

  /** Calls a view after every change. */
  void onChange(Runnable view) {
    views.add(view);
  }

  /** Tells all views. */
  void changed() {
    views.forEach(Runnable::run);
  }

  /** What is going on, was done last, and went wrong. */
  Activity activity() {
    return activity;
  }

  /** Begins what ends when its thread is interrupted. */
  <T> void begin(String what, Background.Work<T> work, Consumer<T> then) {
    begin(what, background::interrupt, work, then);
  }

  /**
   * Begins something.
   *
   * @param what it is, for people
   * @param stop ends it early
   * @param then gets the result
   */
  <T> void begin(String what, Runnable stop, Background.Work<T> work, Consumer<T> then) {
    activity.begin(what);
    stopper = stop;
    background.run(work, then, this::failed);
    changed();
  }

  /** What was begun goes on as something else; called beside the event thread. */
  void proceed(String what) {
    SwingUtilities.invokeLater(
        () -> {
          if (activity.isBusy()) {
            activity.begin(what);
            changed();
          }
        });
  }

  /** Does what nobody waits for. */
  void aside(Aside work) {
    background.run(
        () -> {
          work.run();
          return null;
        },
        nothing -> {},
        e -> host.log("CDRL: " + Words.of(e)));
  }

  /** What was begun is done. */
  void end(String what) {
    activity.end(what);
    changed();
  }

  private void failed(Throwable cause) {
    failed.run();
    activity.fail(cause);
    changed();
  }

  /** Ends what is going on soon. */
  void stop() {
    stopper.run();
  }

  @Override
  public void close() {
    background.close();
  }
}
