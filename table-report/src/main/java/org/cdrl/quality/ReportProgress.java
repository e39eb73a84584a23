package org.cdrl.quality;

/** Hears how far a report is. */
@FunctionalInterface
public interface ReportProgress {
  /**
   * A step begins. What this throws ends the report.
   *
   * @param what is done, for people
   * @param done steps before it
   * @param steps in all
   */
  void step(String what, int done, int steps);
}
