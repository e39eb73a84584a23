package org.cdrl.table;

import org.cdrl.table.data.Schema;

/**
 * What groups of training rows that are near expect of missing cells: means of theirs, the nearer
 * the heavier (Nadaraya, Theory of Probability and its Applications 9, 1964; Watson, Sankhya A 26,
 * 1964). They know rows that come in kinds, and curves; the rows themselves are not kept.
 *
 * @param schema of the whole table
 * @param groups of whole rows, what was missing in them filled in
 * @param bandwidth see {@link RowGroups#nearness}
 */
record GroupCells(ConditionColumns columns, Schema schema, RowGroups groups, double bandwidth) {
  /** What is expected of a row; see {@link NormalCells#expect}. */
  double[][] expect(double[] row) {
    int[] data = columns.others();
    double[] near = groups.nearness(groups.point(row), bandwidth);
    double[][] told = new double[data.length][];
    for (int k = 0; k < data.length; k++) {
      if (Double.isNaN(row[data[k]])) {
        told[k] = groups.mean(near, data[k], schema.column(data[k]).labels().size());
      }
    }
    return told;
  }

  /** Squared distance of a row from the nearest group's rows, in the mean over them. */
  double distance(double[] row) {
    return groups.nearest(groups.point(row)).distance();
  }

  /** The same with another bandwidth. */
  GroupCells with(double other) {
    return new GroupCells(columns, schema, groups, other);
  }
}
