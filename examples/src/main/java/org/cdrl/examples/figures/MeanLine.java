package org.cdrl.examples.figures;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The means of several lines of figures. */
public final class MeanLine {
  private double[] sums = {};
  private int lines;

  /** Counts one line, which has as many figures as all others. */
  public void add(double... figures) {
    if (lines == 0) {
      sums = new double[figures.length];
    }
    for (int k = 0; k < sums.length; k++) {
      sums[k] += figures[k];
    }
    lines++;
  }

  /** The means, separated by commas; an empty text if there were no lines. */
  @Override
  public String toString() {
    return text(Arrays.stream(sums).map(sum -> sum / lines).toArray());
  }

  /** Figures, separated by commas. */
  public static String text(double... figures) {
    return Arrays.stream(figures)
        .mapToObj(figure -> String.format(Locale.ROOT, "%.3f", figure))
        .collect(Collectors.joining(","));
  }
}
