package org.cdrl.weka.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Dimension;
import java.util.List;
import org.cdrl.weka.study.Distribution;
import org.cdrl.weka.study.Examples;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import weka.core.Attribute;
import weka.core.Instances;

class ChartsTest {
  /** What eyes without red or green cones see of linear RGB (Machado, Oliveira, Fernandes 2009). */
  private static final double[][][] EYES = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{.152286, 1.052583, -.204868}, {.114503, .786281, .099216}, {-.003882, -.048116, 1.051998}},
    {{.367322, .860646, -.227968}, {.280085, .672501, .047413}, {-.01182, .04294, .968881}}
  };

  @Test
  void twentyColoursCanBeToldApartWithAnyEyes() {
    assertEquals(20, Groups.COLOURS.size());
    for (int eye = 0; eye < EYES.length; eye++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int a = 0; a < 20; a++) {
        for (int b = 0; b < a; b++) {
          double[] one = seen(Groups.COLOURS.get(a), EYES[eye]);
          double[] other = seen(Groups.COLOURS.get(b), EYES[eye]);
          nearest =
              Math.min(
                  nearest,
                  Math.hypot(Math.hypot(one[0] - other[0], one[1] - other[1]), one[2] - other[2]));
        }
      }
      assertTrue(nearest > (eye == 0 ? .11 : .085), "eyes " + eye + ": " + nearest);
    }
  }

  /** A colour in OKLab, where distances are those that people see. */
  private static double[] seen(Color colour, double[][] eye) {
    double[] rgb = {colour.getRed(), colour.getGreen(), colour.getBlue()};
    for (int k = 0; k < 3; k++) {
      rgb[k] = Math.pow((rgb[k] / 255 + .055) / 1.055, 2.4);
    }
    double[] cones =
        times(
            new double[][] {
              {.4122214708, .5363325363, .0514459929},
              {.2119034982, .6806995451, .1073969566},
              {.0883024619, .2817188376, .6299787005}
            },
            times(eye, rgb));
    for (int k = 0; k < 3; k++) {
      cones[k] = Math.cbrt(cones[k]);
    }
    return times(
        new double[][] {
          {.2104542553, .7936177850, -.0040720468},
          {1.9779984951, -2.4285922050, .4505937099},
          {.0259040371, .7827717662, -.8086757660}
        },
        cones);
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[3];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        product[r] += matrix[r][c] * vector[c];
      }
    }
    return product;
  }

  @Test
  void labelsBeyondTwentyShareTheMarkOfTheOthers() {
    Groups twenty = new Groups(Examples.circle(20, 100, 1));
    assertEquals(20, twenty.marks().stream().distinct().count());

    Instances many = Examples.circle(30, 600, 1);
    // The last label is the most frequent one, and some rows have none.
    for (int r = 0; r < 100; r++) {
      many.get(r).setClassValue(29);
    }
    many.get(200).setClassMissing();
    Groups groups = new Groups(many);
    assertEquals(22, groups.marks().size());
    assertEquals("label30", groups.of(29).name());
    assertEquals("10 others", groups.marks().get(20).name());
    assertEquals("missing", groups.of(-1).name());
  }

  @Test
  void neighbouringTicksHaveDifferentTexts() {
    TickText days = new TickText(null, 1200);
    assertEquals("20240101", days.of(20_240_101));
    assertNotEquals(new TickText(null, 20).of(1e12 + 1), new TickText(null, 20).of(1e12 + 2));
    assertEquals("0.3", new TickText(null, 1).of(.1 + .2));
    assertEquals("0", new TickText(null, 1).of(-1e-17));
    TickText times = new TickText(new Attribute("when", "yyyy-MM-dd"), 3_600_000);
    assertNotEquals(times.of(0), times.of(600_000));
  }

  @Test
  void longNamesThatDifferAtTheirEndsStayDifferent() {
    assertEquals("a clas…mber 1", TickText.shortened("a class of number 1", 13));
    assertEquals("a clas…mber 2", TickText.shortened("a class of number 2", 13));
    assertEquals("short", TickText.shortened("short", 5));
    assertEquals("ab…", TickText.shortened("abcdef", 3));
  }

  @Test
  void othersAndMissingValuesAreBarsBesideTheLabels() {
    Instances many = Examples.circle(30, 600, 1);
    many.get(0).setMissing(2);
    CategoryChart chart =
        (CategoryChart)
            DistributionChart.of(Distribution.of(many, many, 2), new Dimension(2000, 200));
    List<?> names = (List<?>) chart.getSeriesMap().get("data").getXData();
    assertEquals(List.of("18 others", "missing"), names.subList(12, 14));
  }
}
