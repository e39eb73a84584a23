package org.cdrl.weka.view;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicLong;
import javax.swing.SwingUtilities;

/** Asks the event thread for a sign of life again and again, and keeps how long it took. */
final class EventThreadWatch implements AutoCloseable {
  private final AtomicLong slowest = new AtomicLong();
  private final Thread asking = new Thread(this::ask, "event thread watch");

  EventThreadWatch() {
    asking.setDaemon(true);
    asking.start();
  }

  private void ask() {
    try {
      while (true) {
        long begun = System.nanoTime();
        SwingUtilities.invokeAndWait(() -> {});
        slowest.accumulateAndGet((System.nanoTime() - begun) / 1_000_000, Math::max);
        Thread.sleep(20);
      }
    } catch (InterruptedException | InvocationTargetException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The longest time that an answer took, in milliseconds. */
  long slowest() {
    return slowest.get();
  }

  @Override
  public void close() {
    asking.interrupt();
  }
}
