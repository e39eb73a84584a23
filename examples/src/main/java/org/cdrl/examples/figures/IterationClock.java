package org.cdrl.examples.figures;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;

/** Times every iteration after some that warm up. */
public final class IterationClock implements TrainingListener {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final int warmUp;
  private long lastWall;
  private long lastCpu;
  private double[] wall = new double[0];
  private double[] cpu = new double[0];

  /**
   * Begins.
   *
   * @param warmUp iterations that do not count
   */
  public IterationClock(int warmUp) {
    this.warmUp = warmUp;
  }

  @Override
  public int interval() {
    return 1;
  }

  @Override
  public boolean goOn(TrainingProgress progress) {
    long w = System.nanoTime();
    long c = SYSTEM.getProcessCpuTime();
    if (progress.iteration() > warmUp) {
      wall = appended(wall, (w - lastWall) / 1e6);
      cpu = appended(cpu, (c - lastCpu) / 1e6);
    }
    lastWall = w;
    lastCpu = c;
    return true;
  }

  private static double[] appended(double[] values, double value) {
    double[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = value;
    return more;
  }

  /** Wall times of the iterations that count, milliseconds. */
  public double[] wall() {
    return wall.clone();
  }

  /** CPU times of the process over them, milliseconds. */
  public double[] cpu() {
    return cpu.clone();
  }
}
