package org.cdrl.weka.study;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cdrl.config.Execution;
import org.cdrl.table.TableTrainer;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instances;

/** Data sets and settings of tests. */
public final class Examples {
  private Examples() {}

  /** A data set that Weka's jar has: iris or credit-g. */
  public static Instances ofWeka(String name) throws IOException {
    try (Reader in =
        new InputStreamReader(
            Instances.class.getResourceAsStream(
                "/weka/gui/knowledgeflow/templates/" + name + ".arff"),
            StandardCharsets.UTF_8)) {
      Instances data = new Instances(in);
      data.setClassIndex(data.numAttributes() - 1);
      return data;
    }
  }

  /** Images of a bright bar across or upright, 6 pixels wide, with the class of its direction. */
  public static Instances bars(int rows, long seed) {
    int side = 6;
    ArrayList<Attribute> attributes = new ArrayList<>();
    for (int p = 0; p < side * side; p++) {
      attributes.add(new Attribute("pixel" + (p + 1)));
    }
    ArrayList<String> labels = new ArrayList<>();
    labels.add("across");
    labels.add("upright");
    attributes.add(new Attribute("direction", labels));
    Instances data = new Instances("bars", attributes, rows);
    data.setClassIndex(side * side);
    Random random = new Random(seed);
    for (int r = 0; r < rows; r++) {
      int direction = random.nextInt(2);
      int at = random.nextInt(side);
      double[] values = new double[side * side + 1];
      for (int p = 0; p < side * side; p++) {
        boolean bright = (direction == 0 ? p / side : p % side) == at;
        values[p] = Math.round((bright ? 200 : 30) + 20 * random.nextDouble());
      }
      values[side * side] = direction;
      data.add(new DenseInstance(1, values));
    }
    return data;
  }

  /**
   * Shopping baskets: 12 attributes that hold the label t or nothing, as what was bought, and a
   * class {low, high} of the number of things.
   */
  public static Instances baskets(int rows, long seed) {
    int things = 12;
    ArrayList<Attribute> attributes = new ArrayList<>();
    for (int a = 0; a < things; a++) {
      attributes.add(new Attribute("thing" + (a + 1), List.of("t")));
    }
    attributes.add(new Attribute("total", List.of("low", "high")));
    Instances data = new Instances("baskets", attributes, rows);
    data.setClassIndex(things);
    Random random = new Random(seed);
    for (int r = 0; r < rows; r++) {
      double[] values = new double[things + 1];
      int bought = 0;
      double wealth = random.nextDouble();
      for (int a = 0; a < things; a++) {
        boolean inside = random.nextDouble() < wealth * (a + 1) / things;
        values[a] = inside ? 0 : Double.NaN;
        bought += inside ? 1 : 0;
      }
      values[things] = bought > 3 ? 1 : 0;
      data.add(new DenseInstance(1, values));
    }
    return data;
  }

  /** Points of two attributes around places on a circle, one place per label of the class. */
  public static Instances circle(int labels, int rows, long seed) {
    List<String> names = new ArrayList<>();
    for (int l = 0; l < labels; l++) {
      names.add("label" + (l + 1));
    }
    ArrayList<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("x"));
    attributes.add(new Attribute("y"));
    attributes.add(new Attribute("place", names));
    Instances data = new Instances("circle", attributes, rows);
    data.setClassIndex(2);
    Random random = new Random(seed);
    for (int r = 0; r < rows; r++) {
      int label = r % labels;
      double angle = 2 * Math.PI * label / labels;
      data.add(
          new DenseInstance(
              1,
              new double[] {
                10 * Math.cos(angle) + .4 * random.nextGaussian(),
                10 * Math.sin(angle) + .4 * random.nextGaussian(),
                label
              }));
    }
    return data;
  }

  /** A trainer that is done in a moment; no others calibrate its scores. */
  public static TableTrainer quickly(int iterations) {
    return TableTrainer.create()
        .folds(0)
        .settings(
            b ->
                b.iterations(iterations)
                    .pretrainingIterations(20)
                    .levels(6)
                    .langevinSteps(5)
                    .batchSize(128)
                    .energyWidth(32))
        .execution(Execution.DEFAULT.threads(1));
  }
}
