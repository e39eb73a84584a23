package org.cdrl.weka.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instances;

class ImagesOfRowsTest {
  @Test
  void sharesOfBarsAreCounted() throws Exception {
    Instances iris = Examples.ofWeka("iris");
    Distribution classes = Distribution.of(iris, iris, 4);
    assertArrayEquals(new double[] {1 / 3., 1 / 3., 1 / 3.}, classes.real().bars(), 1e-12);

    iris.get(0).setMissing(2);
    Distribution lengths = Distribution.of(iris, null, 2);
    assertEquals(1, Arrays.stream(lengths.real().bars()).sum() + 1 / 150., 1e-12);
    assertEquals(1 / 150., lengths.real().missing(), 1e-12);
    // Petals shorter than 2 are setosa's, all but the one that is missing now.
    int short2 = 0;
    while (lengths.starts()[short2] + lengths.width() <= 2) {
      short2++;
    }
    double below = Arrays.stream(lengths.real().bars()).limit(short2 + 1).sum();
    assertEquals(49 / 150., below, 1e-12);
  }

  @Test
  void missingValuesHaveABarOfTheirOwn() {
    Instances baskets = Examples.baskets(300, 1);
    Distribution bought = Distribution.of(baskets, baskets, 11);
    long there = baskets.stream().filter(row -> !row.isMissing(11)).count();
    assertEquals(there / 300., bought.real().bars()[0], 1e-12);
    assertEquals(1 - there / 300., bought.drawn().missing(), 1e-12);

    Instances empty = new Instances(baskets);
    empty.insertAttributeAt(new Attribute("weight"), 0);
    Distribution nothing = Distribution.of(empty, null, 0);
    assertEquals(0, nothing.starts().length);
    assertEquals(1, nothing.real().missing(), 1e-12);
  }

  @Test
  void labelsBeyondTheTwelveMostFrequentAreCountedAsOthers() {
    Instances circle = Examples.circle(30, 600, 1);
    Distribution places = Distribution.of(circle, circle, 2);
    assertEquals(12, places.labels().length);
    assertEquals(18, places.others());
    assertEquals(18 / 30., places.real().others(), 1e-9);
    assertEquals(12 / 30., Arrays.stream(places.drawn().bars()).sum(), 1e-9);
  }

  @Test
  void constantsHaveOneBar() throws Exception {
    ArrayList<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("day", "yyyy-MM-dd"));
    attributes.add(new Attribute("half"));
    Instances constant = new Instances("constant", attributes, 2);
    double day = attributes.get(0).parseDate("2024-02-29");
    constant.add(new DenseInstance(1, new double[] {day, .5}));
    constant.add(new DenseInstance(1, new double[] {day, .5}));
    for (int a = 0; a < 2; a++) {
      Distribution distribution = Distribution.of(constant, constant, a);
      assertArrayEquals(new double[] {1}, distribution.real().bars());
      double middle = distribution.starts()[0] + distribution.width() / 2;
      assertEquals(constant.get(0).value(a), middle, 1e-9);
    }
  }

  @Test
  void dataOfLabelsAndMissingValuesHaveComponents() {
    Instances baskets = Examples.baskets(300, 1);
    Plane plane = Plane.components(baskets, baskets);
    assertEquals(300, plane.real().x().length);
    assertTrue(variance(plane.real().y()) > .5, "both directions vary");

    Plane things = Plane.attributes(baskets, baskets, 0, 1);
    assertEquals(300, things.real().x().length, "missing labels have a place, too");
    assertEquals(2, things.x().positions());
    double furthest = Arrays.stream(things.real().x()).max().orElseThrow();
    assertTrue(furthest > .5 && furthest < 1.5);
  }

  @Test
  void dataThatDoNotVaryHaveNoComponents() throws Exception {
    Instances iris = Examples.ofWeka("iris");
    for (int a = 1; a < 4; a++) {
      iris.deleteAttributeAt(1);
    }
    var e = assertThrows(IllegalArgumentException.class, () -> Plane.components(iris, iris));
    assertTrue(e.getMessage().contains("at least two attributes"), e.getMessage());
  }

  @Test
  void rowsThatMissANumberHaveNoPoint() throws Exception {
    Instances iris = Examples.ofWeka("iris");
    iris.get(3).setMissing(0);
    Plane plane = Plane.attributes(iris, iris, 0, 4);
    assertEquals(149, plane.real().x().length);
    assertEquals(150, plane.real().rows());
  }

  @Test
  void componentsHoldTheVariationOfStandardizedAttributes() throws Exception {
    Instances iris = Examples.ofWeka("iris");
    Plane plane = Plane.components(iris, new Instances(iris, 0, 10));
    assertEquals(150, plane.real().x().length);
    assertEquals(10, plane.drawn().x().length);
    // The two largest eigenvalues of iris's correlation matrix.
    assertEquals(2.9108, variance(plane.real().x()), 1e-3);
    assertEquals(.9212, variance(plane.real().y()), 1e-3);
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }

  @Test
  void componentsOfMixedAttributesTakeLabelsAsNumbers() throws Exception {
    Instances credit = Examples.ofWeka("credit-g");
    Plane plane = Plane.components(credit, credit);
    assertEquals(1000, plane.real().x().length);
    assertArrayEquals(plane.real().x(), plane.drawn().x());
  }

  @Test
  void squareTablesOfNumbersAreImages() throws Exception {
    assertFalse(RowImageShape.of(Examples.ofWeka("iris")).isPresent());
    Instances bars = Examples.bars(40, 1);
    RowImageShape shape = RowImageShape.of(bars).orElseThrow();
    assertEquals(6, shape.side());
    BufferedImage image = shape.paint(bars.get(0));
    boolean across = bars.get(0).classValue() == 0;
    int bright = 0;
    for (int line = 0; line < 6; line++) {
      int sum = 0;
      for (int p = 0; p < 6; p++) {
        sum += image.getRaster().getSample(across ? p : line, across ? line : p, 0);
      }
      bright += sum > 6 * 128 ? 1 : 0;
    }
    assertEquals(1, bright);
    assertTrue(shape.low() >= 30 && shape.high() <= 220);
  }
}
