package org.cdrl.table.quality;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;

/** Tables for tests. */
public final class Tables {
  private Tables() {}

  /** A table of real columns x0, x1, ... */
  public static Table reals(double[][] rows) {
    return new Table(
        new Schema(IntStream.range(0, rows[0].length).mapToObj(c -> Column.real("x" + c)).toList()),
        rows);
  }

  /** A table of one real column. */
  public static Table column(double... cells) {
    double[][] rows = new double[cells.length][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new double[] {cells[r]};
    }
    return reals(rows);
  }

  /**
   * Columns: real, integer that goes with it, three labels that go with it, another real; blanks.
   */
  public static Table mixed(int rows, long seed) {
    Random random = new Random(seed);
    double[][] cells = new double[rows][];
    for (int r = 0; r < rows; r++) {
      double z = random.nextGaussian();
      cells[r] =
          new double[] {
            z,
            Math.rint(10 * z + 2 * random.nextGaussian()),
            z < -.5 ? 0 : z < .7 ? 1 : 2,
            random.nextInt(10) == 0 ? Double.NaN : Math.exp(random.nextGaussian())
          };
    }
    return new Table(
        new Schema(
            List.of(
                Column.real("z"),
                Column.integer("tens"),
                Column.categorical("third", List.of("low", "middle", "high")),
                Column.real("other"))),
        cells);
  }
}
