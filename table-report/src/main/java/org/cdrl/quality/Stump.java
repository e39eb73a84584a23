package org.cdrl.quality;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The question about one input that tells classes apart best by Gini's index: is it above a bound?
 *
 * @param input its position
 * @param bound between two values of it
 * @param below the class of rows up to the bound
 * @param above the class of the others
 */
record Stump(int input, double bound, int below, int above) {
  /** Rows in the order of each input, to find many stumps by. */
  static final class Search {
    private final double[][] inputs;
    private final int[] classes;
    private final int count;
    private final int[][] order;

    /**
     * Sorts the rows.
     *
     * @param classes of the rows, below {@code count}
     */
    Search(double[][] inputs, int[] classes, int count) {
      this.inputs = inputs;
      this.classes = classes;
      this.count = count;
      order = new int[inputs[0].length][];
      for (int k = 0; k < order.length; k++) {
        int input = k;
        order[k] =
            IntStream.range(0, inputs.length)
                .boxed()
                .sorted(Comparator.comparingDouble(r -> inputs[r][input]))
                .mapToInt(Integer::intValue)
                .toArray();
      }
    }

    /** The best stump for rows of these weights, the first of equals. */
    Stump best(double[] weights) {
      double[] all = new double[count];
      for (int r = 0; r < weights.length; r++) {
        all[classes[r]] += weights[r];
      }
      Stump best = new Stump(0, Double.POSITIVE_INFINITY, largest(all), largest(all));
      double most = purity(all);
      for (int k = 0; k < order.length; k++) {
        double[] below = new double[count];
        double[] above = all.clone();
        for (int n = 0; n + 1 < order[k].length; n++) {
          int row = order[k][n];
          below[classes[row]] += weights[row];
          above[classes[row]] -= weights[row];
          double value = inputs[row][k];
          double next = inputs[order[k][n + 1]][k];
          if (value < next) {
            double purity = purity(below) + purity(above);
            if (purity > most) {
              most = purity;
              best = new Stump(k, (value + next) / 2, largest(below), largest(above));
            }
          }
        }
      }
      return best;
    }

    /** Weight times the sum of the squared shares of the classes. */
    private static double purity(double[] weights) {
      double sum = 0;
      double squares = 0;
      for (double weight : weights) {
        sum += weight;
        squares += weight * weight;
      }
      return sum > 0 ? squares / sum : 0;
    }

    private static int largest(double[] weights) {
      int largest = 0;
      for (int c = 1; c < weights.length; c++) {
        if (weights[c] > weights[largest]) {
          largest = c;
        }
      }
      return largest;
    }
  }

  /** The class of a row. */
  int of(double[] row) {
    return row[input] > bound ? above : below;
  }

  /** The classes of rows. */
  int[] of(double[][] rows) {
    return Arrays.stream(rows).mapToInt(this::of).toArray();
  }
}
