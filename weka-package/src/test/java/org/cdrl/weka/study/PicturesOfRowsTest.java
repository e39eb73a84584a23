package org.cdrl.weka.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import weka.core.Instances;

class PicturesOfRowsTest {
  @Test
  void sharesOfBarsAreCounted() throws Exception {
    Instances iris = Examples.ofWeka("iris");
    Distribution classes = Distribution.of(iris, iris, 4);
    assertArrayEquals(new double[] {1 / 3., 1 / 3., 1 / 3.}, classes.real(), 1e-12);

    iris.get(0).setMissing(2);
    Distribution lengths = Distribution.of(iris, null, 2);
    assertEquals(1, Arrays.stream(lengths.real()).sum(), 1e-12);
    assertEquals(1 / 150., lengths.missingReal(), 1e-12);
    // Petals shorter than 2 are setosa's, all but the one that is missing now.
    int short2 = 0;
    while (lengths.starts()[short2] + lengths.width() <= 2) {
      short2++;
    }
    double below = Arrays.stream(lengths.real()).limit(short2 + 1).sum();
    assertEquals(49 / 149., below, 1e-12);
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
  void squareTablesOfNumbersArePictures() throws Exception {
    assertFalse(PictureShape.of(Examples.ofWeka("iris")).isPresent());
    Instances bars = Examples.bars(40, 1);
    PictureShape shape = PictureShape.of(bars).orElseThrow();
    assertEquals(6, shape.side());
    BufferedImage picture = shape.paint(bars.get(0));
    boolean across = bars.get(0).classValue() == 0;
    int bright = 0;
    for (int line = 0; line < 6; line++) {
      int sum = 0;
      for (int p = 0; p < 6; p++) {
        sum += picture.getRaster().getSample(across ? p : line, across ? line : p, 0);
      }
      bright += sum > 6 * 128 ? 1 : 0;
    }
    assertEquals(1, bright);
    assertTrue(shape.low() >= 30 && shape.high() <= 220);
  }
}
