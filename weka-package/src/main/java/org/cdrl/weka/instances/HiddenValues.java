package org.cdrl.weka.instances;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.table.privacy.RareValues;
import weka.core.Attribute;
import weka.core.Instances;

/**
 * What of a data set's values is hidden from a model because few rows have it, as {@link
 * RareValues} does: labels that become one, and the range that numbers are moved into. The class of
 * a classifier keeps its labels; rows of rare ones are not learned, see {@link
 * #withoutRareClasses}.
 *
 * @param places per attribute, where its labels stand among those that are left; null where all
 *     stay
 * @param labels per attribute, the labels that are left, null as above
 * @param low per attribute, the least number; negative infinity where none is moved
 * @param high per attribute, the largest number
 * @param told what was done, by names of attributes
 */
record HiddenValues(
    int[][] places,
    List<List<String>> labels,
    double[] low,
    double[] high,
    Map<String, String> told)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Stands in a column's reason in front of what was done. */
  private static final String TOLD = "; protected: ";

  /**
   * What is hidden.
   *
   * @param table the data set's cells
   * @param target position of the class, -1 without one
   * @throws IllegalArgumentException naming a column of so few numbers that all are rare
   */
  static HiddenValues of(Table table, int target) {
    Table hidden = RareValues.hide(table);
    int n = table.schema().size();
    HiddenValues values =
        new HiddenValues(
            new int[n][], new ArrayList<>(), new double[n], new double[n], new LinkedHashMap<>());
    for (int c = 0; c < n; c++) {
      Column before = table.schema().column(c);
      Column after = hidden.schema().column(c);
      boolean changed = !after.equals(before) && !(c == target && before.isCategorical());
      values.labels.add(changed && before.isCategorical() ? new ArrayList<>(after.labels()) : null);
      values.low[c] = Double.NEGATIVE_INFINITY;
      values.high[c] = Double.POSITIVE_INFINITY;
      if (changed) {
        values.told.put(
            before.name(), after.reason().substring(before.reason().length() + TOLD.length()));
      }
      if (changed && before.isCategorical()) {
        values.places[c] = places(before.labels(), after.labels());
      } else if (changed) {
        double[] cells = hidden.column(c);
        values.low[c] = Arrays.stream(cells).filter(x -> !Double.isNaN(x)).min().orElse(0);
        values.high[c] = Arrays.stream(cells).filter(x -> !Double.isNaN(x)).max().orElse(0);
      }
    }
    return values;
  }

  /** Labels that are left keep their names; the last one stands for all others. */
  private static int[] places(List<String> before, List<String> after) {
    return before.stream()
        .mapToInt(label -> after.contains(label) ? after.indexOf(label) : after.size() - 1)
        .toArray();
  }

  /** The attributes with the labels that are left; a copy without rows. */
  Instances header(Instances header) {
    Instances hidden = new Instances(header, 0);
    for (int a = 0; a < places.length; a++) {
      if (places[a] != null) {
        hidden.replaceAttributeAt(new Attribute(header.attribute(a).name(), labels.get(a)), a);
      }
    }
    return hidden;
  }

  /** Whether an attribute is one that was here before labels were hidden. */
  boolean isBefore(int a, Attribute attribute) {
    return places[a] != null && attribute.isNominal() && attribute.numValues() == places[a].length;
  }

  /** The same for data of which some attributes have the labels that are left already. */
  HiddenValues butFor(Instances data, Instances header) {
    int[][] open = places.clone();
    for (int a = 0; a < open.length; a++) {
      open[a] = data.attribute(a).equals(header.attribute(a)) ? null : open[a];
    }
    return new HiddenValues(open, labels, low, high, told);
  }

  /** What stands for a cell; NaN is missing. */
  double cell(int a, double cell) {
    if (Double.isNaN(cell)) {
      return cell;
    }
    return places[a] == null ? Math.max(low[a], Math.min(high[a], cell)) : places[a][(int) cell];
  }

  /** The rows without those of class labels that few rows have; a copy. */
  static Instances withoutRareClasses(Instances data) {
    Instances common = new Instances(data);
    if (data.classIndex() >= 0 && data.classAttribute().isNominal()) {
      int[] counts = data.attributeStats(data.classIndex()).nominalCounts;
      common.removeIf(
          row -> !row.classIsMissing() && counts[(int) row.classValue()] < RareValues.FEWEST);
    }
    return common;
  }
}
