package org.cdrl.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;

/**
 * Rows as numbers for learners, in a code that is fixed by the training rows:
 *
 * <ul>
 *   <li>numbers, dates: mean 0 and standard deviation 1 in the training rows, 0 where missing;
 *   <li>two labels: 0 and 1; more labels: one-hot; 0 throughout where missing;
 *   <li>per column one more input that is 1 where the cell is missing.
 * </ul>
 *
 * <p>Inputs that are the same in all training rows are left out. Trees see the same splits whether
 * or not numbers are standardised, so that all learners get the same inputs.
 */
final class Inputs {
  /** One input: a function of a cell. */
  private record Input(int column, DoubleUnaryOperator code) {
    boolean varies(Table table) {
      double first = code.applyAsDouble(table.rows()[0][column]);
      return Arrays.stream(table.rows()).anyMatch(row -> code.applyAsDouble(row[column]) != first);
    }
  }

  private final List<Input> inputs = new ArrayList<>();

  private Inputs() {}

  /**
   * The code of training rows.
   *
   * @param target the column to leave out; -1 for none
   */
  static Inputs of(Table training, int target) {
    Inputs all = new Inputs();
    for (int c = 0; c < training.schema().size(); c++) {
      if (c != target) {
        all.add(c, training.schema().column(c), training.column(c));
      }
    }
    all.inputs.removeIf(input -> !input.varies(training));
    return all;
  }

  private void add(int c, Column column, double[] cells) {
    if (column.isNumeric()) {
      Standard standard = Standard.of(cells);
      inputs.add(new Input(c, v -> Double.isNaN(v) ? 0 : standard.scaled(v)));
    } else {
      // With two labels, the second tells all.
      for (int l = column.labels().size() == 2 ? 1 : 0; l < column.labels().size(); l++) {
        int label = l;
        inputs.add(new Input(c, v -> v == label ? 1 : 0));
      }
    }
    inputs.add(new Input(c, v -> Double.isNaN(v) ? 1 : 0));
  }

  /** The number of inputs. */
  int size() {
    return inputs.size();
  }

  /** The inputs of rows [n][size]. */
  double[][] of(Table table) {
    double[][] out = new double[table.size()][inputs.size()];
    for (int r = 0; r < out.length; r++) {
      for (int k = 0; k < out[r].length; k++) {
        Input input = inputs.get(k);
        out[r][k] = input.code().applyAsDouble(table.rows()[r][input.column()]);
      }
    }
    return out;
  }
}
