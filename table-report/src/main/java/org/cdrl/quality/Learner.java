package org.cdrl.quality;

/** The learners that judge a table, with their usual settings. */
public enum Learner {
  /** Logistic regression, or least squares. */
  LINEAR("linear"),
  /** 50 boosted trees: stumps for classes, of depth 3 for numbers. */
  ADABOOST("AdaBoost"),
  /**
   * 100 full-grown trees on bootstrap samples: for classes with the root of the number of inputs
   * tried per split, for numbers with all.
   */
  RANDOM_FOREST("random forest"),
  /**
   * 100 gradient boosted trees of depth 6 with a step of .3, split at one of 256 bins of each
   * input: the defaults of XGBoost since version 2.
   */
  XGBOOST("XGBoost");

  private final String title;

  Learner(String title) {
    this.title = title;
  }

  /** What it is called in reports. */
  public String title() {
    return title;
  }
}
