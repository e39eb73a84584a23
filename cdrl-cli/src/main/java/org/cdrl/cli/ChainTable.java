package org.cdrl.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A line of text for every stop of long chains. */
final class ChainTable {
  private final RealImages real;
  private final PrintStream out;
  private int before;

  /**
   * A table; its heading is written at once.
   *
   * @param real what the chains are compared with; null for nothing
   */
  ChainTable(RealImages real, PrintStream out) {
    this.real = real;
    this.out = out;
    out.printf(Locale.ROOT, "%9s %14s %9s", "steps", "log-density", "accepted");
    if (real == null) {
      out.println();
    } else {
      out.printf(Locale.ROOT, " %9s %9s%n", "nearest", "distance");
      out.printf(Locale.ROOT, "%9s %14.1f %9s %9.2f%n", "real", real.logDensity(), "", 1.);
    }
  }

  /** Writes the line of a stop that the chains have reached. */
  void line(KeptChains chains, int stop) {
    float[][] images = chains.images(stop);
    List<KeptChains.Point> trace = chains.trace();
    double accepted = 0;
    double logDensity = Double.NaN;
    for (int n = 0; n < trace.size() && trace.get(n).moves() <= stop; n++) {
      KeptChains.Point point = trace.get(n);
      if (point.moves() > before) {
        accepted += point.acceptance() * (point.moves() - trace.get(n - 1).moves());
      }
      logDensity = point.logDensity();
    }
    double share = stop > before ? accepted / (stop - before) : 1;
    before = stop;
    out.printf(Locale.ROOT, "%9d %14.1f %9.3f", stop, logDensity, share);
    if (real != null) {
      out.printf(Locale.ROOT, " %9.2f %9s", real.nearness(images), distance(images));
    }
    out.println();
  }

  private String distance(float[][] images) {
    boolean comparable = images.length > 1 && Arrays.stream(images).allMatch(ChainTable::isFinite);
    return comparable ? String.format(Locale.ROOT, "%.3f", real.distance(images)) : "-";
  }

  private static boolean isFinite(float[] image) {
    for (float value : image) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
