package org.cdrl.quality;

import java.util.HashMap;
import java.util.Map;

/** What XGBoost is to learn, by the names of its documentation. */
final class Options {
  /** The share of different rows in a bootstrap sample. */
  private static final double BOOTSTRAP = .632;

  /** Passes over the inputs until a linear model no longer changes. */
  static final int LINEAR_ROUNDS = 100;

  private Options() {}

  /** Boosted trees: the defaults since version 2. */
  static Map<String, Object> boosted() {
    return Map.of("tree_method", "hist", "max_depth", 6, "eta", .3);
  }

  /**
   * A random forest of 100 full-grown trees.
   *
   * @param tried the share of inputs that is tried per split
   */
  static Map<String, Object> forest(double tried) {
    return Map.ofEntries(
        Map.entry("num_parallel_tree", 100),
        Map.entry("subsample", BOOTSTRAP),
        Map.entry("colsample_bynode", tried),
        Map.entry("eta", 1),
        Map.entry("lambda", 0),
        Map.entry("max_depth", 28),
        Map.entry("min_child_weight", 1e-6),
        Map.entry("base_score", .5));
  }

  /** One tree that minimises squared errors. */
  static Map<String, Object> tree(int depth) {
    return Map.of(
        "tree_method",
        "exact",
        "max_depth",
        depth,
        "eta",
        1,
        "lambda",
        0,
        "min_child_weight",
        1e-6);
  }

  /**
   * A linear model, one weight after the other.
   *
   * @param penalty of squared weights, beside the mean loss of a row
   */
  static Map<String, Object> linear(double penalty) {
    return Map.of(
        "booster", "gblinear",
        "updater", "coord_descent",
        "feature_selector", "cyclic",
        "eta", 1,
        "lambda", penalty);
  }

  /** The same for a target. */
  static Map<String, Object> with(Map<String, Object> options, Map<String, Object> target) {
    Map<String, Object> all = new HashMap<>(options);
    all.putAll(target);
    return all;
  }
}
