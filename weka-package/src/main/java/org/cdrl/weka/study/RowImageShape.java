package org.cdrl.weka.study;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import weka.core.Instance;
import weka.core.Instances;

/**
 * How rows are square images: their numeric attributes beside the class are brightnesses, row by
 * row of the image.
 *
 * @param attributes positions of the brightnesses
 * @param side width and height, in pixels
 * @param low the least brightness of the data, shown black
 * @param high the greatest, shown white
 */
public record RowImageShape(int[] attributes, int side, double low, double high) {
  /** Smaller squares are more often a table of features than an image. */
  private static final int LEAST_SIDE = 5;

  /**
   * The shape of a data set's rows.
   *
   * @return empty if they cannot be images: another attribute beside the class, no square number of
   *     them, or negative values
   */
  public static Optional<RowImageShape> of(Instances data) {
    int[] attributes =
        IntStream.range(0, data.numAttributes()).filter(a -> a != data.classIndex()).toArray();
    int side = (int) Math.round(Math.sqrt(attributes.length));
    boolean numbers =
        Arrays.stream(attributes)
            .allMatch(a -> data.attribute(a).isNumeric() && !data.attribute(a).isDate());
    if (!numbers || side < LEAST_SIDE || side * side != attributes.length) {
      return Optional.empty();
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Instance row : data) {
      for (int a : attributes) {
        if (!row.isMissing(a)) {
          low = Math.min(low, row.value(a));
          high = Math.max(high, row.value(a));
        }
      }
    }
    return low >= 0 && high > low
        ? Optional.of(new RowImageShape(attributes, side, low, high))
        : Optional.empty();
  }

  /** A row as an image; missing pixels are grey. */
  public BufferedImage paint(Instance row) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    for (int p = 0; p < attributes.length; p++) {
      double value = row.value(attributes[p]);
      double share = Double.isNaN(value) ? .5 : (value - low) / (high - low);
      int white = (int) Math.round(255 * Math.max(0, Math.min(1, share)));
      image.getRaster().setSample(p % side, p / side, 0, white);
    }
    return image;
  }
}
