package org.cdrl.weka.view;

import java.util.concurrent.CancellationException;

/** What is going on, what was done last, and what went wrong; the application hears of it too. */
final class Activity {
  private final Host host;
  private String now = "";
  private String outcome = "";
  private String problem = "";

  Activity(Host host) {
    this.host = host;
  }

  /** Something begins, or goes on as something else. */
  void begin(String what) {
    if (!isBusy()) {
      host.busy(true);
    }
    now = what;
    problem = "";
    host.status("CDRL: " + what + "...");
  }

  /** It ends. */
  void end(String what) {
    now = "";
    outcome = what;
    host.busy(false);
    host.status("OK");
    if (!what.isEmpty()) {
      host.log("CDRL: " + what);
    }
  }

  /** It ends because it was stopped, or because something went wrong. */
  void fail(Throwable cause) {
    String during = now;
    boolean stopped = cause instanceof CancellationException;
    end(stopped ? "Stopped" : "");
    if (!stopped) {
      problem = Words.of(cause);
      host.log("CDRL: " + during + " failed. " + problem);
      host.status("CDRL: see log");
    }
  }

  /** Puts away what is past. */
  void forget() {
    outcome = "";
    problem = "";
  }

  boolean isBusy() {
    return !now.isEmpty();
  }

  /** What is going on; empty if nothing is. */
  String now() {
    return now;
  }

  /** What was done last; may be empty. */
  String outcome() {
    return outcome;
  }

  /** What went wrong, in words; empty if nothing did. */
  String problem() {
    return problem;
  }
}
