package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How much the first of two expectations of cells is to count beside the second, by column.
 *
 * <p>Columns have few cells to tell. So those of all columns count in each, as much as {@value
 * #COMMON} of its own do.
 */
final class JoinFit {
  private static final double COMMON = 20;

  private final List<List<Cell>> cells = new ArrayList<>();

  /**
   * A cell, or one label of it.
   *
   * @param apart the first expectation less the second
   * @param wanted what is true less the second
   */
  private record Cell(double apart, double wanted) {}

  JoinFit(int columns) {
    for (int k = 0; k < columns; k++) {
      cells.add(new ArrayList<>());
    }
  }

  /**
   * Adds a cell.
   *
   * @param truth a number, or the probabilities of labels
   * @param unit of the column's errors
   */
  void add(int column, double[] truth, double[] first, double[] second, double unit) {
    for (int j = 0; j < truth.length; j++) {
      cells.get(column).add(new Cell((first[j] - second[j]) / unit, (truth[j] - second[j]) / unit));
    }
  }

  /** Where squared errors are least, from 0 to 1; one half if nothing is known. */
  double[] leastSquares() {
    double[] products = sums(cell -> cell.apart * cell.wanted);
    double[] squares = sums(cell -> cell.apart * cell.apart);
    double[] weights = new double[cells.size()];
    Arrays.setAll(weights, k -> squares[k] > 0 ? clamped(products[k] / squares[k]) : .5);
    return weights;
  }

  /**
   * Where absolute errors are least, from 0 to 1; one half if nothing is known: the weighted median
   * of the weights at which cells have no error.
   */
  double[] leastAbsolute() {
    double[] totals = sums(cell -> Math.abs(cell.apart));
    double[] weights = new double[cells.size()];
    Arrays.setAll(weights, k -> totals[k] > 0 ? clamped(median(k, totals[k])) : .5);
    return weights;
  }

  private record Weighted(double value, double weight) {}

  private double median(int column, double total) {
    double common = common();
    List<Weighted> ratios = new ArrayList<>();
    for (int k = 0; k < cells.size(); k++) {
      double share = (k == column ? 1 : 0) + common;
      for (Cell cell : cells.get(k)) {
        if (cell.apart != 0) {
          ratios.add(new Weighted(cell.wanted / cell.apart, share * Math.abs(cell.apart)));
        }
      }
    }
    ratios.sort(Comparator.comparingDouble(Weighted::value));
    double sum = 0;
    for (Weighted ratio : ratios) {
      sum += ratio.weight;
      if (sum >= total / 2) {
        return ratio.value;
      }
    }
    return ratios.get(ratios.size() - 1).value;
  }

  /** What a cell of any column counts in one. */
  private double common() {
    return COMMON / Math.max(1, cells.stream().mapToInt(List::size).sum());
  }

  /** Sums over the cells of every column, and a part of those of all. */
  private double[] sums(ToDoubleFunction<Cell> of) {
    double[] own =
        cells.stream().mapToDouble(some -> some.stream().mapToDouble(of).sum()).toArray();
    double all = common() * Arrays.stream(own).sum();
    return Arrays.stream(own).map(sum -> sum + all).toArray();
  }

  private static double clamped(double weight) {
    return Math.max(0, Math.min(1, weight));
  }

  /** Both together. */
  static double[] join(double weight, double[] first, double[] second) {
    double[] joined = new double[first.length];
    Arrays.setAll(joined, j -> join(weight, first[j], second[j]));
    return joined;
  }

  static double join(double weight, double first, double second) {
    return weight * first + (1 - weight) * second;
  }
}
