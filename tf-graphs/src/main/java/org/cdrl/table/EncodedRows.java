package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.cdrl.internal.encoding.CategoryCode;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.table.data.Table;
import org.cdrl.table.rules.Order;
import org.cdrl.table.rules.Rule;

/**
 * Rows as points for a model's energies, and which of their cells no training row had the like of.
 * Where such a cell says nothing, something likely given the others of the row is in its place.
 *
 * @param model whose encoding they are in
 * @param points [n][width]
 * @param cells of the data columns, NaN where missing or unknown, [n][data columns]
 * @param anomalous cells that are like none of training, [n][data columns]
 */
record EncodedRows(TableModel model, float[][] points, double[][] cells, boolean[][] anomalous) {
  /**
   * Encodes rows.
   *
   * @param rows with what is learned beside their columns
   * @param open columns whose missing cells are not anomalous, for they are asked for
   */
  static EncodedRows of(TableModel model, Table rows, Set<Integer> open) {
    boolean[][] anomalous = anomalous(model, rows, open);
    TableEncoding encoding = model.encoding();
    int[] data = model.conditions().others();
    float[][] points = new float[rows.size()][];
    double[][] all = new double[rows.size()][];
    List<Integer> gaps = new ArrayList<>();
    for (int r = 0; r < points.length; r++) {
      double[] cells = model.dataCells(rows.rows()[r]);
      boolean[] unknown = new boolean[data.length];
      for (int k = 0; k < data.length; k++) {
        // A number beyond all others still tells on which side.
        unknown[k] =
            !isKnown(encoding, rows, r, k, data[k])
                && (Double.isNaN(cells[k]) || encoding.codes().get(k) instanceof CategoryCode);
        cells[k] = unknown[k] ? Double.NaN : cells[k];
      }
      all[r] = cells;
      points[r] = encoding.encode(cells, unknown);
      if (hasGap(points[r])) {
        gaps.add(r);
      }
    }
    if (!gaps.isEmpty()) {
      float[][] filled =
          model
              .engine()
              .sampler()
              // The same random numbers for every row: its score is its own.
              .fillInBlocks(gaps.stream().map(r -> points[r]).toArray(float[][]::new), 1);
      for (int n = 0; n < filled.length; n++) {
        points[gaps.get(n)] = filled[n];
      }
    }
    return new EncodedRows(model, points, all, anomalous);
  }

  static EncodedRows of(TableModel model, Table rows) {
    return of(model, rows, Set.of());
  }

  /**
   * Which cells are like none of training, without asking the model's energies.
   *
   * @param open columns whose missing cells are not anomalous, for they are asked for
   * @return [n][data columns]
   */
  static boolean[][] anomalous(TableModel model, Table rows, Set<Integer> open) {
    int[] data = model.conditions().others();
    boolean[][] anomalous = new boolean[rows.size()][data.length];
    for (int r = 0; r < anomalous.length; r++) {
      for (int k = 0; k < data.length; k++) {
        // Differences are missing where a cell is, which is told by the cell.
        boolean asked =
            (open.contains(data[k]) || data[k] >= model.schema().size())
                && Double.isNaN(rows.rows()[r][data[k]]);
        anomalous[r][k] = !asked && !isKnown(model.encoding(), rows, r, k, data[k]);
      }
      markBroken(model, rows.rows()[r], anomalous[r]);
    }
    return anomalous;
  }

  /**
   * Marks a cell of every rule that a row breaks, for no training row did. Of orders the
   * differences tell.
   */
  private static void markBroken(TableModel model, double[] row, boolean[] anomalous) {
    for (Rule rule : model.rules().broken(row)) {
      int k = Arrays.binarySearch(model.conditions().others(), rule.columns()[0]);
      if (!(rule instanceof Order) && k >= 0) {
        anomalous[k] = true;
      }
    }
  }

  /** Whether training had the like of a cell of data column k, which is this one of the table. */
  private static boolean isKnown(TableEncoding encoding, Table rows, int row, int k, int column) {
    return !rows.isUnknown(row, column) && encoding.knows(k, rows.rows()[row][column]);
  }

  private static boolean hasGap(float[] point) {
    for (float value : point) {
      if (Float.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a cell of a data column is like none of training. */
  boolean isAnomalous(int row, int k) {
    return anomalous[row][k];
  }

  /** The number of such cells in a row. */
  int anomalousCells(int row) {
    return count(anomalous[row]);
  }

  /** How many cells of a row are marked. */
  static int count(boolean[] marked) {
    int count = 0;
    for (boolean cell : marked) {
      count += cell ? 1 : 0;
    }
    return count;
  }

  /**
   * Some of the rows, each with another cell.
   *
   * @param which rows, any as often as wished
   * @param columns the data column of every one's cell
   * @param replacements of all rows and data columns, [n][data columns]; NaN for one that stays
   */
  EncodedRows with(int[] which, int[] columns, double[][] replacements) {
    float[][] replaced = new float[which.length][];
    double[][] all = new double[which.length][];
    boolean[][] marked = new boolean[which.length][];
    for (int n = 0; n < which.length; n++) {
      int k = columns[n];
      double cell = replacements[which[n]][k];
      replaced[n] = points[which[n]].clone();
      all[n] = cells[which[n]].clone();
      marked[n] = anomalous[which[n]];
      if (!Double.isNaN(cell)) {
        model.encoding().put(k, cell, replaced[n]);
        all[n][k] = cell;
      }
    }
    return new EncodedRows(model, replaced, all, marked);
  }
}
