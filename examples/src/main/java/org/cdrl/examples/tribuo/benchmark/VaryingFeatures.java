package org.cdrl.examples.tribuo.benchmark;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tribuo.Dataset;
import org.tribuo.Feature;
import org.tribuo.transform.Transformation;
import org.tribuo.transform.TransformationMap;

/** Scaling of features that vary: Tribuo's scalings fail on one whose values are all alike. */
final class VaryingFeatures {
  private VaryingFeatures() {}

  /**
   * The same transformation for every feature that varies enough.
   *
   * @param others how many examples at least differ from the feature's most frequent value
   */
  static TransformationMap each(Dataset<?> data, long others, Transformation transformation) {
    Map<String, List<Transformation>> transformations = new TreeMap<>();
    for (String feature : data.getFeatureMap().keySet()) {
      Map<Double, Long> counts =
          data.getData().stream()
              .map(example -> example.lookup(feature))
              .collect(Collectors.groupingBy(VaryingFeatures::value, Collectors.counting()));
      if (data.size() - Collections.max(counts.values()) >= others) {
        transformations.put(feature, List.of(transformation));
      }
    }
    return new TransformationMap(transformations);
  }

  private static double value(Feature found) {
    return found == null ? 0 : found.getValue();
  }
}
