package org.cdrl.weka.view;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;

/** Does one piece of work after the other beside the event thread, and hands over results on it. */
final class Background implements AutoCloseable {
  /** A piece of work. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it; ends early if the thread is interrupted. */
    T run() throws Exception;
  }

  /** An idle thread ends after this time. */
  private static final long IDLE_SECONDS = 10;

  private final ExecutorService executor;
  private Thread working;

  /**
   * A thread that does not keep the program alive.
   *
   * @param name of the thread
   */
  Background(String name) {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              thread.setPriority(Thread.MIN_PRIORITY);
              return thread;
            });
    // Nobody tells a tab that its window was closed.
    one.allowCoreThreadTimeOut(true);
    executor = one;
  }

  /**
   * Does a piece of work after those before; nothing after {@link #close}.
   *
   * @param then gets the result, on the event thread
   * @param failed gets what went wrong instead, on the event thread
   */
  <T> void run(Work<T> work, Consumer<T> then, Consumer<Throwable> failed) {
    if (executor.isShutdown()) {
      return;
    }
    executor.execute(
        () -> {
          started();
          try {
            T result = work.run();
            SwingUtilities.invokeLater(() -> then.accept(result));
          } catch (Throwable e) {
            // Also errors: a library that cannot be loaded, or memory that does not suffice.
            SwingUtilities.invokeLater(() -> failed.accept(e));
          } finally {
            ended();
          }
        });
  }

  private synchronized void started() {
    working = Thread.currentThread();
  }

  private synchronized void ended() {
    working = null;
    Thread.interrupted();
  }

  /** Interrupts what is being done, if anything. */
  synchronized void interrupt() {
    if (working != null) {
      working.interrupt();
    }
  }

  /** Lets what is waiting be done, and then ends the thread. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
