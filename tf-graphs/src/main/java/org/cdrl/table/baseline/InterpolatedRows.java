package org.cdrl.table.baseline;

import java.util.Random;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.GowerSpace;
import org.cdrl.table.quality.NearestFew;

/**
 * Draws points between a random row and one of its five nearest rows of the same class: hard to
 * beat in use, and near to the training rows. Labels, and what is missing in one of the two, are
 * those of either.
 *
 * <p>Source: Chawla, Bowyer, Hall and Kegelmeyer, "SMOTE: Synthetic Minority Over-sampling
 * Technique", JAIR 16 (2002); here for all classes, each as often as in the training rows, with
 * distances after min-max scaling.
 */
public final class InterpolatedRows implements Baseline {
  private static final int NEIGHBOURS = 5;

  private final Table training;
  private final int[][] neighbours;

  private InterpolatedRows(Table training, int[][] neighbours) {
    this.training = training;
    this.neighbours = neighbours;
  }

  /** Finds the neighbours; the class is the last column. Takes time in the square of the rows. */
  public static InterpolatedRows of(Table training) {
    int target = training.schema().size() - 1;
    double[] classes = training.column(target);
    GowerSpace space = GowerSpace.of(training);
    float[][] points = space.points(training);
    int[][] neighbours = new int[points.length][];
    for (int r = 0; r < points.length; r++) {
      NearestFew nearest = new NearestFew(NEIGHBOURS);
      for (int other = 0; other < points.length; other++) {
        if (other != r && classes[other] == classes[r]) {
          nearest.add(other, space.squaredDistance(points[r], points[other]));
        }
      }
      neighbours[r] = nearest.rows();
    }
    return new InterpolatedRows(training, neighbours);
  }

  @Override
  public Table draw(int rows, long seed) {
    Random random = new Random(seed);
    double[][] drawn = new double[rows][];
    for (int r = 0; r < rows; r++) {
      int from = random.nextInt(training.size());
      // The only row of its class has no neighbour but itself.
      int[] near = neighbours[from].length == 0 ? new int[] {from} : neighbours[from];
      int to = near[random.nextInt(near.length)];
      drawn[r] = between(training.rows()[from], training.rows()[to], random);
    }
    return new Table(training.schema(), drawn);
  }

  private double[] between(double[] a, double[] b, Random random) {
    double way = random.nextDouble();
    double[] row = a.clone();
    for (int c = 0; c < row.length; c++) {
      Column column = training.schema().column(c);
      if (!column.isNumeric() || Double.isNaN(a[c]) || Double.isNaN(b[c])) {
        row[c] = random.nextBoolean() ? a[c] : b[c];
      } else {
        double cell = a[c] + way * (b[c] - a[c]);
        row[c] = column.kind() == Column.Kind.INTEGER ? Math.rint(cell) : cell;
      }
    }
    return row;
  }
}
