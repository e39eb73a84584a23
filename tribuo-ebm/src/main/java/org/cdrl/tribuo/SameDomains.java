package org.cdrl.tribuo;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.tribuo.Output;
import org.tribuo.VariableInfo;

/** Whether models are densities over the same features, outputs and encoding of columns. */
final class SameDomains {
  private SameDomains() {}

  /**
   * Fails unless they are.
   *
   * @throws IllegalArgumentException saying what differs
   */
  static <T extends Output<T>> void require(CDRLModel<T> a, CDRLModel<T> b) {
    requireSame("features", features(a), features(b));
    requireSame(
        "meanings of absent features",
        Set.of(a.features().absent()),
        Set.of(b.features().absent()));
    requireSame("outputs", a.getOutputIDInfo().getDomain(), b.getOutputIDInfo().getDomain());
    a.table().requireSameSpace(b.table());
    if (!a.features().toProtos().equals(b.features().toProtos())) {
      throw new IllegalArgumentException(
          "Models can be composed only over the same features, but they take them for different"
              + " columns: "
              + a.features()
              + " and "
              + b.features());
    }
  }

  private static Set<String> features(CDRLModel<?> model) {
    Set<String> names = new TreeSet<>();
    for (VariableInfo feature : model.getFeatureIDMap()) {
      names.add(feature.getName());
    }
    return names;
  }

  private static void requireSame(String what, Set<?> a, Set<?> b) {
    if (!a.equals(b)) {
      Set<Object> onlyA = new LinkedHashSet<>(a);
      onlyA.removeAll(b);
      Set<Object> onlyB = new LinkedHashSet<>(b);
      onlyB.removeAll(a);
      throw new IllegalArgumentException(
          "Models can be composed only over the same domains, but their "
              + what
              + " differ: only the first has "
              + onlyA
              + ", only another has "
              + onlyB);
    }
  }
}
