package org.cdrl.weka.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import weka.core.Attribute;
import weka.core.Instances;

/**
 * The values of one attribute of real and drawn rows, counted in bars.
 *
 * @param attribute which
 * @param starts where bars begin, of a numeric attribute: equally wide, between the 0.5 % and the
 *     99.5 % quantile of the real rows, with what is beyond in the outer bars
 * @param width of a bar, of a numeric attribute
 * @param labels positions of the labels that have a bar, of a nominal attribute: the most frequent
 *     real ones first
 * @param real share of the real rows per bar, of those that do not miss the value
 * @param drawn share of the drawn rows per bar; null if none were drawn
 * @param missingReal share of the real rows that miss the value
 * @param missingDrawn share of the drawn rows that miss the value
 */
public record Distribution(
    Attribute attribute,
    double[] starts,
    double width,
    int[] labels,
    double[] real,
    double[] drawn,
    double missingReal,
    double missingDrawn) {
  private static final int BARS = 24;
  private static final int LABELS = 12;
  private static final double TAIL = .005;

  /**
   * Counts.
   *
   * @param data real rows
   * @param more drawn rows of the same attributes; null if none were drawn
   * @param index the attribute's position, from 0
   */
  public static Distribution of(Instances data, Instances more, int index) {
    Attribute attribute = data.attribute(index);
    double[] cells = data.attributeToDoubleArray(index);
    double[] drawnCells = more == null ? null : more.attributeToDoubleArray(index);
    double low = 0;
    double width = 1;
    int bars = Math.max(1, attribute.numValues());
    if (attribute.isNumeric()) {
      double[] sorted = Arrays.stream(cells).filter(v -> !Double.isNaN(v)).sorted().toArray();
      int n = sorted.length;
      low = n == 0 ? 0 : sorted[(int) (TAIL * n)];
      double high = n == 0 ? 1 : sorted[(int) ((1 - TAIL) * n)];
      // Whole numbers get a bar each, as long as there are not too many.
      boolean whole = Arrays.stream(sorted).allMatch(v -> v == Math.rint(v)) && high - low < BARS;
      bars = whole ? (int) (high - low) + 1 : BARS;
      width = whole || high == low ? 1 : (high - low) / bars;
      low = whole ? low - .5 : low;
    } else {
      low = -.5;
    }
    double[] real = shares(cells, low, width, bars);
    double[] drawn = drawnCells == null ? null : shares(drawnCells, low, width, bars);
    double missing = missing(cells);
    double missingDrawn = drawnCells == null ? 0 : missing(drawnCells);
    if (attribute.isNumeric()) {
      double[] starts = new double[bars];
      for (int b = 0; b < bars; b++) {
        starts[b] = low + b * width;
      }
      return new Distribution(
          attribute, starts, width, new int[0], real, drawn, missing, missingDrawn);
    }
    int[] shown =
        IntStream.range(0, attribute.numValues())
            .boxed()
            .sorted(Comparator.comparingDouble(l -> -real[l]))
            .limit(LABELS)
            .mapToInt(Integer::intValue)
            .toArray();
    return new Distribution(
        attribute,
        new double[0],
        1,
        shown,
        select(real, shown),
        drawn == null ? null : select(drawn, shown),
        missing,
        missingDrawn);
  }

  private static double[] shares(double[] cells, double low, double width, int bars) {
    double[] shares = new double[bars];
    double[] there = Arrays.stream(cells).filter(v -> !Double.isNaN(v)).toArray();
    for (double cell : there) {
      int bar = (int) Math.floor((cell - low) / width);
      shares[Math.max(0, Math.min(bars - 1, bar))] += 1.0 / there.length;
    }
    return shares;
  }

  private static double[] select(double[] values, int[] which) {
    return Arrays.stream(which).mapToDouble(k -> values[k]).toArray();
  }

  private static double missing(double[] cells) {
    return Arrays.stream(cells).filter(Double::isNaN).count() / (double) Math.max(1, cells.length);
  }
}
