package org.cdrl.weka.study;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.cdrl.table.data.RandomOrder;
import weka.core.Attribute;
import weka.core.Instance;
import weka.core.Instances;
import weka.filters.Filter;
import weka.filters.unsupervised.attribute.PrincipalComponents;

/**
 * Real and drawn rows as points of one plane.
 *
 * @param x across
 * @param y upwards
 * @param real points of the data
 * @param drawn points of generated rows
 */
public record Plane(Axis x, Axis y, Points real, Points drawn) {
  /** More points hide each other. */
  private static final int MOST = 1500;

  /** Rows that principal components are computed of. */
  private static final int MOST_ROWS = 10_000;

  /** By how much labels are spread, so that points do not hide each other. */
  private static final double SPREAD = .35;

  private static final long SEED = 1;

  /**
   * Points of at most 1,500 rows, without those that have no place.
   *
   * @param x one per point
   * @param y one per point
   * @param group label of the class, -1 where there is none
   * @param rows how many rows there are
   */
  public record Points(double[] x, double[] y, int[] group, int rows) {}

  /**
   * Two attributes. Rows that miss a label stand beside the labels; those that miss a number have
   * no place.
   *
   * @param real the data
   * @param drawn generated rows of the same attributes
   * @param first position of the attribute across
   * @param second position of the attribute upwards
   */
  public static Plane attributes(Instances real, Instances drawn, int first, int second) {
    return new Plane(
        axis(real, drawn, first),
        axis(real, drawn, second),
        points(real, first, second),
        points(drawn, first, second));
  }

  private static Axis axis(Instances real, Instances drawn, int index) {
    Attribute attribute = real.attribute(index);
    boolean missing =
        attribute.isNominal()
            && (real.stream().anyMatch(row -> row.isMissing(index))
                || drawn.stream().anyMatch(row -> row.isMissing(index)));
    return new Axis(attribute.name(), attribute, missing);
  }

  private static Points points(Instances rows, int first, int second) {
    List<Instance> some = some(rows, MOST);
    return points(
        places(some, rows.attribute(first), new Random(SEED)),
        places(some, rows.attribute(second), new Random(SEED + 1)),
        some,
        rows.size());
  }

  /** Where rows stand along an axis; NaN for those that have no place. */
  private static double[] places(List<Instance> rows, Attribute attribute, Random random) {
    int index = attribute.index();
    if (!attribute.isNominal()) {
      return rows.stream().mapToDouble(row -> row.value(index)).toArray();
    }
    return rows.stream()
        .mapToDouble(row -> row.isMissing(index) ? attribute.numValues() : row.value(index))
        .map(place -> place + SPREAD * (2 * random.nextDouble() - 1))
        .toArray();
  }

  /**
   * The two directions in which the data vary most, the class left out; labels and missing values
   * count as numbers 0 and 1, and all numbers are standardized.
   *
   * @throws IllegalArgumentException if there are not two directions
   */
  public static Plane components(Instances real, Instances drawn) {
    List<Instance> learned = some(real, MOST_ROWS);
    Instances sample = new Instances(real, 0);
    sample.addAll(learned);
    NumericRows numbers = new NumericRows(sample);
    if (numbers.count() < 2) {
      throw new IllegalArgumentException(
          "Principal components need at least two attributes beside the class that vary");
    }
    PrincipalComponents filter = new PrincipalComponents();
    filter.setVarianceCovered(1);
    filter.setMaximumAttributes(2);
    List<Instance> shown = some(drawn, MOST);
    Instances of;
    Instances ofDrawn;
    try {
      filter.setInputFormat(numbers.of(List.of()));
      of = Filter.useFilter(numbers.of(learned), filter);
      ofDrawn = Filter.useFilter(numbers.of(shown), filter);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "Principal components cannot be computed: " + e.getMessage(), e);
    }
    if (of.numAttributes() < 2) {
      throw new IllegalArgumentException(
          "All attributes beside the class vary together; there is one principal component only");
    }
    return new Plane(
        new Axis("First principal component", null, false),
        new Axis("Second principal component", null, false),
        points(of.attributeToDoubleArray(0), of.attributeToDoubleArray(1), learned, real.size()),
        points(
            ofDrawn.attributeToDoubleArray(0),
            ofDrawn.attributeToDoubleArray(1),
            shown,
            drawn.size()));
  }

  private static List<Instance> some(Instances rows, int most) {
    return Arrays.stream(RandomOrder.of(rows.size(), new Random(SEED)))
        .limit(most)
        .mapToObj(rows::get)
        .toList();
  }

  /** Points of the first rows that have places. */
  private static Points points(double[] x, double[] y, List<Instance> rows, int all) {
    int[] placed =
        IntStream.range(0, Math.min(MOST, rows.size()))
            .filter(r -> !Double.isNaN(x[r]) && !Double.isNaN(y[r]))
            .toArray();
    return new Points(
        Arrays.stream(placed).mapToDouble(r -> x[r]).toArray(),
        Arrays.stream(placed).mapToDouble(r -> y[r]).toArray(),
        Arrays.stream(placed).map(r -> group(rows.get(r))).toArray(),
        all);
  }

  private static int group(Instance row) {
    boolean known =
        row.classIndex() >= 0 && row.classAttribute().isNominal() && !row.classIsMissing();
    return known ? (int) row.classValue() : -1;
  }
}
