package org.cdrl.quality;

import java.util.stream.IntStream;

/** What predictions are worth. */
public final class Scores {
  private Scores() {}

  /**
   * The mean of the F1 scores of the classes that are there or are predicted: from 0 to 1, higher
   * is better. A class that is never predicted rightly has F1 0.
   */
  static double macroF1(int[] truth, int[] predicted, int count) {
    int[] right = new int[count];
    int[] there = new int[count];
    int[] said = new int[count];
    for (int r = 0; r < truth.length; r++) {
      there[truth[r]]++;
      said[predicted[r]]++;
      if (truth[r] == predicted[r]) {
        right[truth[r]]++;
      }
    }
    return IntStream.range(0, count)
        .filter(c -> there[c] + said[c] > 0)
        .mapToDouble(c -> 2.0 * right[c] / (there[c] + said[c]))
        .average()
        .orElseThrow();
  }

  /**
   * The area under the ROC curve: how often a row of the class has the higher score than one that
   * is not, ties counting half. From 0 to 1, higher is better, .5 is chance; .5 too if one kind is
   * not there.
   */
  public static double areaUnderCurve(boolean[] ofClass, double[] scores) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[a], scores[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double won = 0;
    long others = 0; // with lower scores
    long all = 0;
    for (int from = 0, to; from < order.length; from = to) {
      int in = 0;
      int out = 0;
      for (to = from; to < order.length && scores[order[to]] == scores[order[from]]; to++) {
        if (ofClass[order[to]]) {
          in++;
        } else {
          out++;
        }
      }
      won += in * (others + out / 2.0);
      others += out;
      all += in;
    }
    return all == 0 || others == 0 ? .5 : won / ((double) all * others);
  }

  /** 1 - squared errors / squared deviations from the mean: at most 1, higher is better. */
  static double r2(double[] truth, double[] predicted) {
    double mean = 0;
    for (double t : truth) {
      mean += t / truth.length;
    }
    double errors = 0;
    double deviations = 0;
    for (int r = 0; r < truth.length; r++) {
      errors += (truth[r] - predicted[r]) * (truth[r] - predicted[r]);
      deviations += (truth[r] - mean) * (truth[r] - mean);
    }
    // As scikit-learn: of a constant, right or wrong.
    return deviations > 0 ? 1 - errors / deviations : errors == 0 ? 1 : 0;
  }

  /** The class with the largest score, the first of equals, for every row. */
  static int[] best(double[][] scores) {
    int[] best = new int[scores.length];
    for (int r = 0; r < best.length; r++) {
      for (int c = 1; c < scores[r].length; c++) {
        if (scores[r][c] > scores[r][best[r]]) {
          best[r] = c;
        }
      }
    }
    return best;
  }
}
