package org.cdrl.weka;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cdrl.weka.filters.LearningFilter;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instances;

/** Small data sets whose truth is known. */
public final class Clusters {
  private Clusters() {}

  /**
   * Two normal clusters of standard deviation 1 in attributes x and y, at -d and d in both, a
   * nominal attribute that tells the sign of x, and the cluster as class {a, b}.
   *
   * @param a rows of the first cluster
   * @param b rows of the second one
   */
  public static Instances of(int a, int b, double d, long seed) {
    ArrayList<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("x"));
    attributes.add(new Attribute("y"));
    attributes.add(new Attribute("sign", List.of("minus", "plus")));
    attributes.add(new Attribute("class", List.of("a", "b")));
    Instances data = new Instances("clusters", attributes, a + b);
    data.setClassIndex(3);
    Random random = new Random(seed);
    for (int r = 0; r < a + b; r++) {
      int label = r < a ? 0 : 1;
      double x = (label == 0 ? -d : d) + random.nextGaussian();
      double y = (label == 0 ? -d : d) + random.nextGaussian();
      data.add(new DenseInstance(1, new double[] {x, y, x < 0 ? 0 : 1, label}));
    }
    data.randomize(random);
    return data;
  }

  /** A filter that is quick to train, and no better than it has to be. */
  public static <F extends LearningFilter> F tiny(F filter) {
    filter.setIterations(30);
    filter.setNoiseLevels(3);
    filter.setLangevinSteps(3);
    filter.setNetworkWidth(16);
    filter.setThreads(1);
    return filter;
  }

  /** A filter that learns clusters well enough to be measured. */
  public static <F extends LearningFilter> F small(F filter) {
    tiny(filter);
    filter.setIterations(400);
    filter.setNoiseLevels(6);
    filter.setLangevinSteps(6);
    filter.setNetworkWidth(32);
    return filter;
  }
}
