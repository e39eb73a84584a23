package org.cdrl.examples.tribuo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.ComposedModel;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.MultiLabelConditioning;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.MultiLabelFactory;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Composes two attributes that a model learned one by one: "in the left disc and in the right one",
 * "in the left disc and not in the right one".
 *
 * <p>Points are uniform in a rectangle, and each of two overlapping discs is a label. So the truth
 * is known for every point drawn: the share of points that are where they should be is printed.
 *
 * <p>{@code examples/run tribuo.ComposeAttributes}
 */
public final class ComposeAttributes {
  private static final String LEFT = "left";
  private static final String RIGHT = "right";
  private static final double RADIUS = 1.5;

  private ComposeAttributes() {}

  /** Tells the story. */
  public static void main(String[] args) {
    Dataset<MultiLabel> data = points(2000);
    System.out.printf(
        Locale.ROOT,
        "Loaded %d points, labels %s%n",
        data.size(),
        data.getOutputInfo().toReadableString());

    // Composition needs each attribute alone, so the others are often hidden in training.
    CDRLTrainer<MultiLabel> trainer =
        CDRLTrainer.builder(new MultiLabelConditioning(), Absent.MISSING)
            .iterations(1500)
            .batchSize(256)
            .set(VectorArchitecture.ENERGY_WIDTH, 64)
            .set(VectorArchitecture.INITIALIZER_WIDTH, 64)
            .set(CdrlConfig.CONDITION_DROPOUT, .3)
            .folds(0)
            .seed(1)
            .build();
    try (CDRLModel<MultiLabel> model = trainer.train(data)) {
      System.out.println("Trained " + model);

      Concept left = Concept.of(Condition.of(LEFT, MultiLabelConditioning.YES));
      Concept right = Concept.of(Condition.of(RIGHT, MultiLabelConditioning.YES));
      Concept notRight = Concept.of(Condition.of(RIGHT, MultiLabelConditioning.NO));
      System.out.println("\nShare of 1000 points drawn that are where they should be:");
      report("any point in both discs, by chance", data.getData(), true, true);
      report("left", model.sampler().compose(left).seed(2).examples(1000), true, null);
      report(
          "left and right, composed",
          model.sampler().compose(left, right).seed(2).examples(1000),
          true,
          true);
      report(
          "left and right, asked for at once",
          model.sampler().given(both()).seed(2).examples(1000),
          true,
          true);

      // A composition is a model of its own, with a file, scores and a provenance. Not to be closed
      // here: the part belongs to it, and is closed above.
      ComposedModel<MultiLabel> crescent = ComposedModel.of(model, left, notRight);
      report(
          "left and not right, composed", crescent.sampler().seed(2).examples(1000), true, false);
      System.out.println(
          "\nOf the composition: " + crescent.getProvenance().getInstanceProvenance());
    }
  }

  private static Dataset<MultiLabel> points(int n) {
    Random random = new Random(1);
    List<Example<MultiLabel>> points = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      double x = 6 * random.nextDouble() - 3;
      double y = 4 * random.nextDouble() - 2;
      Set<Label> labels = new HashSet<>();
      if (inLeft(x, y)) {
        labels.add(new Label(LEFT));
      }
      if (inRight(x, y)) {
        labels.add(new Label(RIGHT));
      }
      points.add(
          new ArrayExample<>(new MultiLabel(labels), new String[] {"x", "y"}, new double[] {x, y}));
    }
    MultiLabelFactory factory = new MultiLabelFactory();
    return new MutableDataset<>(
        new ListDataSource<>(points, factory, new SimpleDataSourceProvenance("discs", factory)));
  }

  private static MultiLabel both() {
    return new MultiLabel(Set.of(new Label(LEFT), new Label(RIGHT)));
  }

  private static boolean inLeft(double x, double y) {
    return Math.hypot(x + .8, y) < RADIUS;
  }

  private static boolean inRight(double x, double y) {
    return Math.hypot(x - .8, y) < RADIUS;
  }

  /** Prints the share of points that are in a disc or not, as wanted; null does not matter. */
  private static void report(
      String what, List<Example<MultiLabel>> points, Boolean left, Boolean right) {
    long good =
        points.stream()
            .filter(
                point -> {
                  double x = point.lookup("x").getValue();
                  double y = point.lookup("y").getValue();
                  return (left == null || left == inLeft(x, y))
                      && (right == null || right == inRight(x, y));
                })
            .count();
    System.out.printf(Locale.ROOT, "  %-36s %.3f%n", what, good / (double) points.size());
  }
}
