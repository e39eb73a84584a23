package org.cdrl.examples.figures;

/** Seconds since it was made, or asked. */
public final class Stopwatch {
  private long begun = System.nanoTime();

  /** Seconds until now, from where it begins anew. */
  public double lap() {
    long now = System.nanoTime();
    double seconds = (now - begun) / 1e9;
    begun = now;
    return seconds;
  }
}
