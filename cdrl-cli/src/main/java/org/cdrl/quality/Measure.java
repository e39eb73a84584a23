package org.cdrl.quality;

/** What a report measures, and how to read it. */
public enum Measure {
  /** {@link org.cdrl.table.quality.ColumnShapes}, the mean. */
  COLUMN_SHAPES("Column shapes", "Is every column distributed as in the real table?", Aim.HIGHER),
  /** {@link org.cdrl.table.quality.PairTrends}, the mean. */
  PAIR_TRENDS("Pair trends", "Do columns go together as in the real table?", Aim.HIGHER),
  /** {@link org.cdrl.table.quality.EarthMover} to the training rows. */
  DISTANCE_TO_TRAINING(
      "Distance to training rows",
      "How far must whole rows move to become the training rows?",
      Aim.LOWER),
  /** {@link org.cdrl.table.quality.EarthMover} to the holdout rows. */
  DISTANCE_TO_HOLDOUT(
      "Distance to holdout rows",
      "How far must they move to become real rows never seen?",
      Aim.LOWER),
  /** {@link org.cdrl.table.quality.Coverage} of the training rows. */
  COVERAGE_OF_TRAINING(
      "Coverage of training rows",
      "What share of the training rows has a synthetic row near by?",
      Aim.HIGHER),
  /** {@link org.cdrl.table.quality.Coverage} of the holdout rows. */
  COVERAGE_OF_HOLDOUT(
      "Coverage of holdout rows",
      "What share of real rows never seen has a synthetic row near by?",
      Aim.HIGHER),
  /** {@link org.cdrl.table.quality.AlphaPrecision#precision}. */
  PRECISION("Alpha-precision", "Do synthetic rows lie where real rows lie?", Aim.HIGHER),
  /** {@link org.cdrl.table.quality.AlphaPrecision#recall}. */
  RECALL(
      "Beta-recall",
      "Do all kinds of real rows come up? (Fresh real rows get about 0.5.)",
      Aim.HIGHER),
  /** {@link Detection#score}. */
  DETECTION(
      "Indistinguishable",
      "Does a trained classifier fail to separate synthetic from real rows? (1: it guesses.)",
      Aim.HIGHER),
  /** {@link Utility#mean}. */
  UTILITY(
      "Usefulness",
      "How well do models that learned from synthetic rows predict the target of holdout rows?",
      Aim.HIGHER),
  /** {@link Utility#meanAreaUnderCurve}. */
  UTILITY_AREA("Usefulness, AUC", "The same, as area under the ROC curve.", Aim.HIGHER),
  /** {@link org.cdrl.table.quality.ClosestRecord#medianDistance}. */
  CLOSEST_RECORD(
      "Distance to closest training row",
      "How near do synthetic rows come to a training row? (Near 0: copies.)",
      Aim.HIGHER),
  /** {@link org.cdrl.table.quality.ClosestRecord#nearerToTraining}. */
  NEARER_TO_TRAINING(
      "Nearer to training than holdout",
      "What share of synthetic rows is, with equally many of both? (0.5: nothing was memorised;"
          + " more: some was.)",
      Aim.HALF),
  /** {@link org.cdrl.table.quality.AlphaPrecision#authenticity}. */
  AUTHENTICITY(
      "Authenticity",
      "What share of training rows has no synthetic row nearer than any other training row?"
          + " (Fresh real rows get about 0.5, copies 0.)",
      Aim.HALF);

  /** Which way is better. */
  public enum Aim {
    /** The more the better. */
    HIGHER("higher is better"),
    /** The less the better. */
    LOWER("lower is better"),
    /** A half is best. */
    HALF("0.5 is best");

    private final String text;

    Aim(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }

  private final String title;
  private final String question;
  private final Aim aim;

  Measure(String title, String question, Aim aim) {
    this.title = title;
    this.question = question;
    this.aim = aim;
  }

  /** What it is called. */
  public String title() {
    return title;
  }

  /** What it asks, for people. */
  public String question() {
    return question;
  }

  /** Which way is better. */
  public Aim aim() {
    return aim;
  }
}
