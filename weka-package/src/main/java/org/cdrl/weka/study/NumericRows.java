package org.cdrl.weka.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instance;
import weka.core.Instances;

/**
 * Rows as numbers, the class left out: labels and missing values count as numbers 0 and 1. Only
 * numbers that vary in the data are there.
 */
final class NumericRows {
  /** Labels of an attribute that have a number of their own; the others share one. */
  private static final int LABELS = 12;

  private final List<ToDoubleFunction<Instance>> columns = new ArrayList<>();

  /** The numbers of these rows, and of others with the same attributes. */
  NumericRows(Instances data) {
    for (int a = 0; a < data.numAttributes(); a++) {
      if (a != data.classIndex()) {
        if (data.attribute(a).isNominal()) {
          addLabels(data, a);
        } else {
          addNumber(data, a);
        }
      }
    }
  }

  private void addNumber(Instances data, int a) {
    double mean =
        Arrays.stream(data.attributeToDoubleArray(a))
            .filter(v -> !Double.isNaN(v))
            .average()
            .orElse(0);
    addIfVarying(data, row -> row.isMissing(a) ? mean : row.value(a));
    addIfVarying(data, row -> row.isMissing(a) ? 1 : 0);
  }

  private void addLabels(Instances data, int a) {
    Attribute attribute = data.attribute(a);
    // Those of missing values come last.
    int[] counts = new int[attribute.numValues() + 1];
    for (Instance row : data) {
      counts[row.isMissing(a) ? attribute.numValues() : (int) row.value(a)]++;
    }
    List<Integer> kinds =
        IntStream.range(0, counts.length)
            .filter(k -> counts[k] > 0)
            .boxed()
            .sorted(Comparator.comparingInt(k -> -counts[k]))
            .limit(LABELS)
            .toList();
    // One of two says all.
    for (int kind : kinds.size() == 2 ? kinds.subList(0, 1) : kinds) {
      addIfVarying(
          data,
          row -> (isLabel(row, a) ? (int) row.value(a) : attribute.numValues()) == kind ? 1 : 0);
    }
  }

  /** Whether a row has a label; new keys, which are strings, are none. */
  private static boolean isLabel(Instance row, int a) {
    return !row.isMissing(a) && row.attribute(a).isNominal();
  }

  private void addIfVarying(Instances data, ToDoubleFunction<Instance> column) {
    if (data.stream().mapToDouble(column).distinct().limit(2).count() == 2) {
      columns.add(column);
    }
  }

  /** How many there are per row. */
  int count() {
    return columns.size();
  }

  /** Rows as rows of numbers, without a class. */
  Instances of(List<Instance> rows) {
    ArrayList<Attribute> attributes = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      attributes.add(new Attribute("number" + c));
    }
    Instances numbers = new Instances("numbers", attributes, rows.size());
    for (Instance row : rows) {
      double[] values = columns.stream().mapToDouble(column -> column.applyAsDouble(row)).toArray();
      numbers.add(new DenseInstance(1, values));
    }
    return numbers;
  }
}
