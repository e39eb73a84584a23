package org.cdrl.weka.view;

import weka.core.Instances;

/** The application around a panel. */
public interface Host {
  /**
   * Gets ready for rows, so that the user can go back to the ones before; not on the event thread.
   *
   * @throws Exception if that is not possible
   */
  void prepare() throws Exception;

  /** Takes rows as its data from now on; on the event thread. */
  void take(Instances rows);

  /**
   * Asks whether to do something that cannot be undone; on the event thread.
   *
   * @param question what it would do
   * @param yes the answer that does it, in a word or two; the other one is to cancel
   */
  boolean agrees(String question, String yes);

  /** Writes a line into the log. */
  void log(String line);

  /** Tells what is going on, in one line. */
  void status(String line);

  /** Tells whether work is going on. */
  void busy(boolean working);
}
