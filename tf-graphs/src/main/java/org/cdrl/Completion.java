package org.cdrl;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.cdrl.internal.gaussian.IncompleteNormal;
import org.cdrl.value.Condition;

/**
 * Incomplete rows with what is missing drawn: at first from a normal distribution given the row's
 * known values and conditions, then from the model, again and again while it learns (Monte-Carlo
 * EM, Wei and Tanner, JASA 1990). So no row is dropped, and columns keep their dependence. Of drawn
 * values the networks learn nothing themselves ({@link #observed}): small tables would be learned
 * by heart, and the next draws repeat the first.
 */
final class Completion {
  /** Passes of filling in; few, for chains restart from an ever better model. */
  private static final int PASSES = 4;

  /** After which shares of the iterations values are drawn anew. */
  private static final double[] OCCASIONS = {.1, .25, .4, .6, .8};

  /** Rows that are filled in to see how long it takes. */
  private static final int TIMED_ROWS = Sampler.ROWS_AT_ONCE;

  private final TrainingData data;
  private final long seed;
  private final float[][] rows;

  /** Numbers of the rows in which something is missing. */
  private final int[] incomplete;

  private final int missing;

  /** Completes rows from their columns. */
  Completion(TrainingData data, long seed) {
    this.data = data;
    this.seed = seed;
    int n = data.source() == null ? data.size() : 0; // nothing is missing in a source
    rows = new float[n][];
    int[] some = new int[n];
    int found = 0;
    int gaps = 0;
    for (int r = 0; r < n; r++) {
      int before = gaps;
      for (float value : data.rows()[r]) {
        gaps += Float.isNaN(value) ? 1 : 0;
      }
      if (gaps > before) {
        some[found++] = r;
      }
      rows[r] = data.rows()[r];
    }
    missing = gaps;
    incomplete = Arrays.copyOf(some, found);
    begin();
  }

  /** Draws from the normal distribution of rows beside their conditions. */
  void begin() {
    if (missing == 0) {
      return;
    }
    float[][] wide = beside(data);
    IncompleteNormal normal = IncompleteNormal.of(wide);
    SplittableRandom random = new SplittableRandom(seed);
    for (int r : incomplete) {
      normal.draw(wide[r], random);
      rows[r] = Arrays.copyOf(wide[r], data.columns().size());
    }
  }

  /** Rows, and after them their conditions one-hot. */
  private static float[][] beside(TrainingData data) {
    int d = data.columns().size();
    int[] sizes = CdrlModel.attributeSizes(data.attributes());
    int[][] values = sizes.length == 0 ? null : data.encodedValues();
    float[][] wide = new float[data.size()][];
    for (int r = 0; r < wide.length; r++) {
      wide[r] = Arrays.copyOf(data.rows()[r], d + Arrays.stream(sizes).sum());
      for (int a = 0, at = d; a < sizes.length; at += sizes[a++]) {
        wide[r][at + values[r][a]] = 1;
      }
    }
    return wide;
  }

  /** All rows, complete, in the data's units. */
  float[][] rows() {
    return rows;
  }

  /** 1 where a value was given, 0 where it is drawn, [n][d]; null if nothing is missing. */
  float[][] observed() {
    if (missing == 0) {
      return null;
    }
    float[][] observed = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      observed[r] = new float[rows[r].length];
      for (int c = 0; c < observed[r].length; c++) {
        observed[r][c] = Float.isNaN(data.rows()[r][c]) ? 0 : 1;
      }
    }
    return observed;
  }

  /**
   * Whether values are to be drawn anew after this many of so many cooperative iterations.
   *
   * @param before how many there were when it was asked last
   */
  boolean isDue(long before, long done, long iterations) {
    return missing > 0
        && Arrays.stream(OCCASIONS)
            .map(share -> Math.round(share * iterations))
            .anyMatch(at -> before < at && at <= done);
  }

  /** About how long all draws of a run take, by one of some rows that is forgotten, seconds. */
  double seconds(CdrlModel model) {
    if (missing == 0) {
      return 0;
    }
    int some = Math.min(incomplete.length, TIMED_ROWS);
    long begun = System.nanoTime();
    drawn(model, some, 0);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return seconds * OCCASIONS.length * incomplete.length / some;
  }

  /** Draws what is missing from a model. */
  void draw(CdrlModel model, long occasion) {
    float[][] filled = drawn(model, incomplete.length, occasion);
    for (int n = 0; n < filled.length; n++) {
      rows[incomplete[n]] = filled[n];
    }
  }

  private float[][] drawn(CdrlModel model, int some, long occasion) {
    float[][] open = new float[some][];
    for (int n = 0; n < open.length; n++) {
      open[n] = data.rows()[incomplete[n]];
    }
    LongFunction<Condition> conditions = data.conditions();
    Sampler sampler = model.sampler().fillPasses(PASSES).seed(seed * 31 + occasion);
    if (!data.attributes().isEmpty()) {
      sampler = sampler.given(n -> conditions.apply(incomplete[(int) n]));
    }
    return sampler.fill(open);
  }

  /** The drawn values alone, row by row. */
  float[] values() {
    float[] values = new float[missing];
    int at = 0;
    for (int r : incomplete) {
      for (int c = 0; c < rows[r].length; c++) {
        if (Float.isNaN(data.rows()[r][c])) {
          values[at++] = rows[r][c];
        }
      }
    }
    return values;
  }

  /**
   * Puts {@link #values} back.
   *
   * @throws IllegalArgumentException if they are of other data
   */
  void restore(float[] values) {
    if (values.length != missing) {
      throw new IllegalArgumentException(
          "The checkpoint has " + values.length + " drawn values for " + missing + " missing ones");
    }
    int at = 0;
    for (int r : incomplete) {
      for (int c = 0; c < rows[r].length; c++) {
        if (Float.isNaN(data.rows()[r][c])) {
          rows[r][c] = values[at++];
        }
      }
    }
  }
}
