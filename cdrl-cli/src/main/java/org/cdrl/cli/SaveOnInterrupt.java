package org.cdrl.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/**
 * Lets Ctrl-C end training early instead of losing it: interrupts the thread that made this and
 * holds the program until it is closed.
 */
final class SaveOnInterrupt implements AutoCloseable {
  private final Thread trainer = Thread.currentThread();
  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "save-on-interrupt");
  private final PrintStream err;

  SaveOnInterrupt(PrintStream err) {
    this.err = err;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    err.println();
    err.println("Stopping; what was learned so far is being saved...");
    trainer.interrupt();
    try {
      // Not join: the trainer's thread goes on to System.exit, which waits for this hook.
      saved.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    saved.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending already, which is what the hook is for.
    }
  }
}
