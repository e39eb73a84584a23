package org.cdrl.tribuo.source;

import org.cdrl.tribuo.dataset.PixelNames;
import org.tribuo.FeatureMap;
import org.tribuo.MutableFeatureMap;
import org.tribuo.RealInfo;

/** What Tribuo knows of features, counted of many images at once. */
final class PixelStatistics {
  private final int[] counts;

  /** Whether an image was all black, whose one feature has a value that Tribuo does not count. */
  private boolean black;

  private final int[] largest;
  private final int[] smallest;
  private final double[] sums;
  private final double[] squares;

  /** None so far. */
  PixelStatistics(int values) {
    counts = new int[values];
    largest = new int[values];
    smallest = new int[values];
    sums = new double[values];
    squares = new double[values];
  }

  /** Adds an image; black pixels are no features, but for one of an image that is all black. */
  void add(byte[] image) {
    boolean all = true;
    for (int v = 0; v < image.length; v++) {
      if (image[v] != 0) {
        add(v, Byte.toUnsignedInt(image[v]));
        all = false;
      }
    }
    black |= all;
  }

  private void add(int v, int value) {
    largest[v] = Math.max(largest[v], value);
    smallest[v] = counts[v] == 0 ? value : Math.min(smallest[v], value);
    counts[v]++;
    sums[v] += value;
    squares[v] += (double) value * value;
  }

  /** The features of the images. */
  FeatureMap features(PixelNames names) {
    MutableFeatureMap features = new MutableFeatureMap();
    for (int v = 0; v < counts.length; v++) {
      if (counts[v] > 0 || v == 0 && black) {
        double mean = counts[v] == 0 ? 0 : sums[v] / counts[v];
        features.put(
            new RealInfo(
                names.name(v),
                counts[v],
                largest[v],
                smallest[v],
                mean,
                Math.max(0, squares[v] - mean * sums[v])));
      }
    }
    return features;
  }
}
