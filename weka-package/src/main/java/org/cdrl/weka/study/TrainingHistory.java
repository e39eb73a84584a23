package org.cdrl.weka.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cdrl.TrainingProgress;

/** How training has gone so far. Written by the thread that trains, read by others. */
public final class TrainingHistory {
  private final List<TrainingProgress> reports = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private String busy = "";

  synchronized void add(TrainingProgress progress) {
    reports.add(progress);
    busy = "";
  }

  synchronized void busy(String what) {
    busy = what;
  }

  synchronized void remark(String text) {
    remarks.add(text);
  }

  /** All reports, in their order. */
  public synchronized List<TrainingProgress> reports() {
    return List.copyOf(reports);
  }

  /** The last report; empty before the first. */
  public synchronized Optional<TrainingProgress> latest() {
    return reports.isEmpty() ? Optional.empty() : Optional.of(reports.get(reports.size() - 1));
  }

  /** What training is doing that is no iteration, in words; empty if nothing. */
  public synchronized String busy() {
    return busy;
  }

  /** What happened beside the plan, in words. */
  public synchronized List<String> remarks() {
    return List.copyOf(remarks);
  }
}
