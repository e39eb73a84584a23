package org.cdrl;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.cdrl.value.Condition;

/**
 * Incomplete rows with what is missing drawn: at first from other rows' values of the same column,
 * then from the model given the row's known values, again and again while it learns (Monte-Carlo
 * EM, Wei and Tanner, JASA 1990). So no row is dropped, and columns keep their dependence.
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
    float[][] known = n == 0 ? null : knownValues(data);
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < n; r++) {
      float[] row = data.rows()[r].clone();
      int before = gaps;
      for (int c = 0; c < row.length; c++) {
        if (Float.isNaN(row[c])) {
          row[c] = known[c][random.nextInt(known[c].length)];
          gaps++;
        }
      }
      if (gaps > before) {
        some[found++] = r;
      }
      rows[r] = row;
    }
    missing = gaps;
    incomplete = Arrays.copyOf(some, found);
  }

  private static float[][] knownValues(TrainingData data) {
    int d = data.columns().size();
    float[][] known = new float[d][];
    for (int c = 0; c < d; c++) {
      float[] values = new float[data.size()];
      int found = 0;
      for (float[] row : data.rows()) {
        if (!Float.isNaN(row[c])) {
          values[found++] = row[c];
        }
      }
      known[c] = Arrays.copyOf(values, found);
    }
    return known;
  }

  /** All rows, complete, in the data's units. */
  float[][] rows() {
    return rows;
  }

  /** Whether values are to be drawn anew after this many of so many cooperative iterations. */
  boolean isDue(long done, long iterations) {
    return missing > 0
        && Arrays.stream(OCCASIONS).anyMatch(share -> done == Math.round(share * iterations));
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
