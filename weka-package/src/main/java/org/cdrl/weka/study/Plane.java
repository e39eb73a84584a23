package org.cdrl.weka.study;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cdrl.table.quality.RandomRows;
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
  /** More hide each other. */
  private static final int MOST = 1500;

  /** By how much labels are spread, so that points do not hide each other. */
  private static final double SPREAD = .35;

  private static final long SEED = 1;

  /**
   * Points, without those that miss a value.
   *
   * @param x one per point
   * @param y one per point
   * @param group label of the class, -1 where there is none
   */
  public record Points(double[] x, double[] y, int[] group) {}

  /**
   * Two attributes.
   *
   * @param real the data
   * @param drawn generated rows of the same attributes
   * @param first position of the attribute across
   * @param second position of the attribute upwards
   */
  public static Plane attributes(Instances real, Instances drawn, int first, int second) {
    return new Plane(
        axis(real.attribute(first)),
        axis(real.attribute(second)),
        points(some(real), first, second),
        points(some(drawn), first, second));
  }

  private static Axis axis(Attribute attribute) {
    return new Axis(attribute.name(), attribute);
  }

  /**
   * The two directions in which the data vary most, the class left out; labels count as numbers 0
   * and 1, and all attributes are standardized.
   *
   * @throws IllegalArgumentException if there are not two directions
   */
  public static Plane components(Instances real, Instances drawn) {
    PrincipalComponents filter = new PrincipalComponents();
    filter.setVarianceCovered(1);
    filter.setMaximumAttributes(2);
    Instances of;
    Instances ofDrawn;
    try {
      filter.setInputFormat(dateless(real, 0));
      of = Filter.useFilter(dateless(real, real.size()), filter);
      ofDrawn = Filter.useFilter(dateless(drawn, drawn.size()), filter);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "Principal components cannot be computed: " + e.getMessage(), e);
    }
    int[] components = new int[of.numAttributes()];
    int count = 0;
    for (int a = 0; a < of.numAttributes(); a++) {
      if (a != of.classIndex()) {
        components[count++] = a;
      }
    }
    if (count < 2) {
      throw new IllegalArgumentException(
          "Principal components need at least two attributes beside the class that vary");
    }
    return new Plane(
        new Axis("First principal component", null),
        new Axis("Second principal component", null),
        points(some(of), components[0], components[1]),
        points(some(ofDrawn), components[0], components[1]));
  }

  private static Instances dateless(Instances data, int rows) {
    Instances copy = new Instances(data, 0, rows);
    for (int a = copy.numAttributes() - 1; a >= 0; a--) {
      if (copy.attribute(a).isDate()) {
        if (a == copy.classIndex()) {
          copy.setClassIndex(-1);
        }
        copy.deleteAttributeAt(a);
      }
    }
    return copy;
  }

  private static List<Instance> some(Instances rows) {
    return Arrays.stream(RandomRows.permutation(rows.size(), SEED))
        .limit(MOST)
        .mapToObj(rows::get)
        .toList();
  }

  private static Points points(List<Instance> rows, int first, int second) {
    List<Instance> whole =
        rows.stream().filter(row -> !row.isMissing(first) && !row.isMissing(second)).toList();
    return new Points(
        values(whole, first, new Random(SEED)),
        values(whole, second, new Random(SEED + 1)),
        whole.stream().mapToInt(Plane::group).toArray());
  }

  private static double[] values(List<Instance> rows, int attribute, Random random) {
    double[] values = rows.stream().mapToDouble(row -> row.value(attribute)).toArray();
    boolean labels = !rows.isEmpty() && rows.get(0).attribute(attribute).isNominal();
    return labels
        ? Arrays.stream(values).map(v -> v + SPREAD * (2 * random.nextDouble() - 1)).toArray()
        : values;
  }

  private static int group(Instance row) {
    boolean known =
        row.classIndex() >= 0 && row.classAttribute().isNominal() && !row.classIsMissing();
    return known ? (int) row.classValue() : -1;
  }
}
