package org.cdrl.examples.figures;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** Seconds since it was made, or asked. */
public final class Stopwatch {
  private final LongSupplier nanos;
  private long begun;

  /** A watch of wall time. */
  public Stopwatch() {
    this(System::nanoTime);
  }

  private Stopwatch(LongSupplier nanos) {
    this.nanos = nanos;
    begun = nanos.getAsLong();
  }

  /** A watch of the CPU time of the process, on all cores together. */
  public static Stopwatch ofCpu() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Stopwatch(system::getProcessCpuTime);
  }

  /** Seconds until now, from where it begins anew. */
  public double lap() {
    long now = nanos.getAsLong();
    double seconds = (now - begun) / 1e9;
    begun = now;
    return seconds;
  }
}
