package org.cdrl.quality;

import java.util.List;
import java.util.Random;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;

/**
 * A table for tests, with every kind of column and blanks: the species and the leaf's length follow
 * from the others.
 */
public final class Flowers {
  /** The position of the species, a label. */
  public static final int SPECIES = 5;

  /** The position of the leaf's length, a number. */
  public static final int LEAF = 1;

  /** The position of whether it is wild, one of two labels. */
  public static final int WILD = 3;

  private Flowers() {}

  /** Draws rows. */
  public static Table draw(int rows, long seed) {
    Random random = new Random(seed);
    double[][] cells = new double[rows][];
    for (int r = 0; r < rows; r++) {
      double stem = 10 + 3 * random.nextGaussian();
      int soil = random.nextInt(3);
      int species = stem < 9 ? 0 : soil == 2 ? 2 : 1;
      cells[r] =
          new double[] {
            random.nextInt(20) == 0 ? Double.NaN : stem,
            2 * stem + 5 * soil + random.nextGaussian(),
            soil,
            species == 1 ? 1 : 0,
            86_400 * (18_000 + random.nextInt(400)),
            species,
            0,
            Double.NaN
          };
    }
    return new Table(
        new Schema(
            List.of(
                Column.real("stem"),
                Column.real("leaf"),
                Column.categorical("soil", List.of("sand", "clay", "<peat>")),
                new Column("wild", Column.Kind.BOOLEAN, List.of("no", "yes"), "", "given"),
                new Column("found", Column.Kind.DATE_TIME, List.of(), "yyyy-MM-dd", "given"),
                Column.categorical("species", List.of("setosa", "virginica", "versicolor")),
                new Column("garden", Column.Kind.CONSTANT, List.of("Kew"), "", "given"),
                new Column("remarks", Column.Kind.CONSTANT, List.of(), "", "given"))),
        cells);
  }
}
