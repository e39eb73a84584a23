package org.cdrl.table;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.cdrl.table.data.Table;

/** Draws the conditions that rows lack, from their probabilities given the rest of the row. */
final class OpenConditions {
  private OpenConditions() {}

  /** Whether the model knows the probabilities of all its conditions. */
  static boolean canDraw(TableModel model) {
    return model.parts().calibrations().size() == model.conditions().columns().length;
  }

  /**
   * Draws them.
   *
   * @param rows complete but for conditions; those that are missing are written
   * @param random numbers of every row, by its position among these
   */
  static void draw(TableModel model, List<double[]> rows, IntFunction<RandomGenerator> random) {
    for (int c : model.conditions().columns()) {
      int[] open =
          IntStream.range(0, rows.size()).filter(n -> Double.isNaN(rows.get(n)[c])).toArray();
      if (open.length == 0) {
        continue;
      }
      double[][] probabilities =
          model
              .classifier(model.schema().column(c).name())
              .ofLearned(
                  new Table(
                      model.parts().schema(),
                      Arrays.stream(open).mapToObj(rows::get).toArray(double[][]::new)));
      for (int k = 0; k < open.length; k++) {
        rows.get(open[k])[c] = draw(probabilities[k], random.apply(open[k]).nextDouble());
      }
    }
  }

  private static int draw(double[] probabilities, double u) {
    int label = 0;
    while (label < probabilities.length - 1 && u >= probabilities[label]) {
      u -= probabilities[label++];
    }
    return label;
  }
}
