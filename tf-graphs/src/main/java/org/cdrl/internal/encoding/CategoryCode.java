package org.cdrl.internal.encoding;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Labels as vertices that are equally far from each other, so that the energy can move between
 * them.
 *
 * <p>Two labels are one coordinate. Up to {@value #LARGEST_ONE_HOT} are one-hot. More are analog
 * bits (Chen, Zhang, Hinton, ICLR 2023), which need only log2 of the number of labels; frequent
 * labels get the codes with the fewest ones, so that neighbours are plausible. Coordinates are
 * centred by the labels' frequencies.
 */
public final class CategoryCode implements ColumnCode {
  /** Largest number of labels that get a coordinate each. */
  static final int LARGEST_ONE_HOT = 64;

  /** Distance of two labels, in standard deviations of a numeric column. */
  private static final double DISTANCE = 2;

  private final double[] shares;
  private final int width;

  /** Vertices, [labels][width]. */
  private final float[][] vertices;

  /**
   * Builds a code.
   *
   * @param shares frequency of every label in the training data, at least one label
   */
  public CategoryCode(double[] shares) {
    this.shares = shares.clone();
    int labels = shares.length;
    int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, labels - 1));
    width = labels == 1 ? 0 : labels == 2 ? 1 : labels <= LARGEST_ONE_HOT ? labels : bits;
    vertices = new float[labels][width];
    double scale = width == labels ? DISTANCE / Math.sqrt(2) : DISTANCE;
    Integer[] byFrequency = IntStream.range(0, labels).boxed().toArray(Integer[]::new);
    Arrays.sort(byFrequency, (a, b) -> Double.compare(shares[b], shares[a]));
    Integer[] byOnes =
        IntStream.range(0, width == labels ? 0 : 1 << width).boxed().toArray(Integer[]::new);
    Arrays.sort(byOnes, (a, b) -> Integer.compare(Integer.bitCount(a), Integer.bitCount(b)));
    for (int l = 0; l < labels && width > 0; l++) {
      for (int k = 0; k < width; k++) {
        int label = width == labels ? l : byFrequency[l];
        boolean one = width == labels ? k == l : (byOnes[l] >> k & 1) == 1;
        vertices[label][k] = one ? (float) scale : 0;
      }
    }
    for (int k = 0; k < width; k++) {
      double mean = 0;
      for (int l = 0; l < labels; l++) {
        mean += shares[l] * vertices[l][k];
      }
      for (float[] vertex : vertices) {
        vertex[k] -= (float) mean;
      }
    }
  }

  /** The frequency of every label in the training data. */
  public double[] shares() {
    return shares.clone();
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void encode(double cell, float[] into, int at) {
    System.arraycopy(vertices[(int) cell], 0, into, at, width);
  }

  @Override
  public boolean knows(double cell) {
    return shares[(int) cell] > 0;
  }

  @Override
  public String description() {
    return width == 0
        ? "nothing; there is one label"
        : isOneHot()
            ? "a label; a coordinate for each"
            : width == 1 ? "one of two labels" : "a label; " + width + " bits, for there are many";
  }

  /** Whether every label has a coordinate of its own, so that exactly one is high. */
  boolean isOneHot() {
    return width == vertices.length;
  }

  /**
   * Rules out the labels from a number on in open coordinates, as far as they have coordinates of
   * their own.
   */
  void exclude(int from, float[] into, int at) {
    for (int l = from; l < size() && isOneHot(); l++) {
      into[at + l] = vertices[l == 0 ? 1 : 0][l];
    }
  }

  /** The lowest and the highest value of every coordinate, [2][width]. */
  float[][] ends() {
    float[][] ends = {vertices[0].clone(), vertices[0].clone()};
    for (float[] vertex : vertices) {
      for (int k = 0; k < width; k++) {
        ends[0][k] = Math.min(ends[0][k], vertex[k]);
        ends[1][k] = Math.max(ends[1][k], vertex[k]);
      }
    }
    return ends;
  }

  /**
   * How likely labels are if coordinates are so on average: every one-hot coordinate tells its
   * label's probability, every bit that of being one.
   *
   * @param mean where coordinates are, from {@code at} on
   * @param labels only the first so many count
   * @return 0 for labels that were not seen in training; with sum 1
   */
  public double[] probabilities(double[] mean, int at, int labels) {
    float[][] ends = ends();
    double[] p = new double[labels];
    for (int l = 0; l < labels; l++) {
      p[l] = shares[l] > 0 ? 1 : 0;
      for (int k = isOneHot() ? l : 0; k < (isOneHot() ? l + 1 : width); k++) {
        double one = (mean[at + k] - ends[0][k]) / (ends[1][k] - ends[0][k]);
        one = Math.max(0, Math.min(1, one));
        p[l] *= vertices[l][k] == ends[1][k] ? one : 1 - one;
      }
    }
    double sum = Arrays.stream(p).sum();
    double known = Arrays.stream(shares, 0, labels).sum();
    for (int l = 0; l < labels; l++) {
      p[l] = sum > 0 ? p[l] / sum : shares[l] / known;
    }
    return p;
  }

  /** The number of labels. */
  public int size() {
    return vertices.length;
  }

  @Override
  public double decode(float[] from, int at) {
    return decode(from, at, size());
  }

  /** The label of the nearest vertex that was seen in training, among the first so many labels. */
  double decode(float[] from, int at, int labels) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int l = 0; l < labels; l++) {
      double distance = 0;
      for (int k = 0; k < width; k++) {
        double d = from[at + k] - vertices[l][k];
        distance += d * d;
      }
      if (shares[l] > 0 && distance < least) {
        least = distance;
        nearest = l;
      }
    }
    return nearest;
  }
}
