package org.cdrl.demo;

/**
 * The part of the plane that images show: [-half, half] x [-half, half].
 *
 * @param half in data units
 */
public record Square(double half) {
  /**
   * The middles of a grid's cells, row by row from the top left, as pixels are ordered.
   *
   * @param side cells per row and column
   */
  public float[][] grid(int side) {
    float[][] points = new float[side * side][];
    for (int p = 0; p < points.length; p++) {
      points[p] = new float[] {at(p % side, side), -at(p / side, side)};
    }
    return points;
  }

  private float at(int cell, int side) {
    return (float) (half * ((2 * cell + 1.0) / side - 1));
  }
}
