package org.cdrl.examples.figures;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Seconds of CPU time of the process, on all cores together, since it was made, or asked. */
public final class CpuClock {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private long begun = SYSTEM.getProcessCpuTime();

  /** Seconds until now, from where it begins anew. */
  public double lap() {
    long now = SYSTEM.getProcessCpuTime();
    double seconds = (now - begun) / 1e9;
    begun = now;
    return seconds;
  }
}
