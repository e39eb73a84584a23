package org.cdrl.weka.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import weka.core.Attribute;
import weka.core.Instances;

/**
 * How the values of one attribute are distributed in real and drawn rows, counted in bars.
 *
 * @param attribute which
 * @param starts where bars begin, of a numeric attribute: equally wide, between the 0.5 % and the
 *     99.5 % quantile of the real rows, with what is beyond in the outer bars; none if all real
 *     rows miss the value
 * @param width of a bar, of a numeric attribute
 * @param labels positions of the labels that have a bar, of a nominal attribute: the most frequent
 *     real ones first
 * @param others how many labels share the bar of the others
 * @param real of the real rows
 * @param drawn of the drawn rows; null if none were drawn
 */
public record Distribution(
    Attribute attribute,
    double[] starts,
    double width,
    int[] labels,
    int others,
    Shares real,
    Shares drawn) {
  private static final int BARS = 24;
  private static final int LABELS = 12;
  private static final double TAIL = .005;
  private static final double DAY = 24 * 60 * 60 * 1000;

  /**
   * Shares of all rows, which add up to 1.
   *
   * @param bars one per bar
   * @param others of the labels without a bar of their own
   * @param missing of the rows that miss the value
   */
  public record Shares(double[] bars, double others, double missing) {}

  /**
   * Counts.
   *
   * @param data real rows
   * @param more drawn rows of the same attributes; null if none were drawn
   * @param index the attribute's position, from 0
   */
  public static Distribution of(Instances data, Instances more, int index) {
    double[] real = data.attributeToDoubleArray(index);
    double[] drawn = more == null ? null : more.attributeToDoubleArray(index);
    if (drawn != null && more.attribute(index).isString()) {
      // New keys are none of the labels.
      Arrays.fill(drawn, Double.NaN);
    }
    Attribute attribute = data.attribute(index);
    return attribute.isNumeric()
        ? ofNumbers(attribute, real, drawn)
        : ofLabels(attribute, real, drawn);
  }

  private static Distribution ofNumbers(Attribute attribute, double[] real, double[] drawn) {
    double[] sorted = Arrays.stream(real).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int n = sorted.length;
    double low = n == 0 ? 0 : sorted[(int) (TAIL * n)];
    double high = n == 0 ? 0 : sorted[(int) ((1 - TAIL) * n)];
    // Whole numbers get a bar each, as long as there are not too many.
    boolean whole = Arrays.stream(sorted).allMatch(v -> v == Math.rint(v)) && high - low < BARS;
    int bars = n == 0 ? 0 : high == low ? 1 : whole ? (int) (high - low) + 1 : BARS;
    double width = high == low ? (attribute.isDate() ? DAY : 1) : whole ? 1 : (high - low) / bars;
    double start = whole || high == low ? low - width / 2 : low;
    return new Distribution(
        attribute,
        IntStream.range(0, bars).mapToDouble(b -> start + b * width).toArray(),
        width,
        new int[0],
        0,
        shares(real, start, width, bars),
        drawn == null ? null : shares(drawn, start, width, bars));
  }

  private static Distribution ofLabels(Attribute attribute, double[] real, double[] drawn) {
    int labels = attribute.numValues();
    Shares all = shares(real, 0, 1, labels);
    int[] shown =
        IntStream.range(0, labels)
            .boxed()
            .sorted(Comparator.comparingDouble(l -> -all.bars()[l]))
            .limit(LABELS)
            .mapToInt(Integer::intValue)
            .toArray();
    return new Distribution(
        attribute,
        new double[0],
        1,
        shown,
        labels - shown.length,
        select(all, shown),
        drawn == null ? null : select(shares(drawn, 0, 1, labels), shown));
  }

  private static Shares shares(double[] cells, double start, double width, int bars) {
    double[] shares = new double[bars];
    double missing = 0;
    for (double cell : cells) {
      if (Double.isNaN(cell) || bars == 0) {
        missing++;
      } else {
        int bar = (int) Math.floor((cell - start) / width);
        shares[Math.max(0, Math.min(bars - 1, bar))]++;
      }
    }
    double rows = Math.max(1, cells.length);
    return new Shares(
        Arrays.stream(shares).map(count -> count / rows).toArray(), 0, missing / rows);
  }

  /** Those bars alone, with the rest in the others. */
  private static Shares select(Shares all, int[] which) {
    double[] bars = Arrays.stream(which).mapToDouble(k -> all.bars()[k]).toArray();
    double rest = Arrays.stream(all.bars()).sum() - Arrays.stream(bars).sum();
    return new Shares(bars, which.length == all.bars().length ? 0 : rest, all.missing());
  }
}
