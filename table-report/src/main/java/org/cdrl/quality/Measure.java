package org.cdrl.quality;

/** What a report measures, how to read it, and what to do about it. */
public enum Measure {
  /** {@link org.cdrl.table.quality.ColumnShapes}, the mean. */
  COLUMN_SHAPES(
      Group.QUALITY,
      "Column shapes",
      "Is every column distributed as in the real table?",
      Aim.HIGHER,
      "Look at the least alike columns: wrong kinds of columns, rare labels, few rows."),
  /** {@link org.cdrl.table.quality.PairTrends}, the mean. */
  PAIR_TRENDS(
      Group.QUALITY,
      "Pair trends",
      "Do columns go together as in the real table?",
      Aim.HIGHER,
      "Train longer; leave out columns that nobody needs."),
  /** {@link org.cdrl.table.quality.EarthMover} to the training rows. */
  DISTANCE_TO_TRAINING(
      Group.QUALITY,
      "Distance to training rows",
      "How far must whole rows move to become the training rows?",
      Aim.LOWER,
      "Train longer."),
  /** {@link org.cdrl.table.quality.EarthMover} to the holdout rows. */
  DISTANCE_TO_HOLDOUT(
      Group.QUALITY,
      "Distance to holdout rows",
      "How far must they move to become real rows never seen?",
      Aim.LOWER,
      "Train longer, or on more rows."),
  /** {@link org.cdrl.table.quality.Coverage} of the training rows. */
  COVERAGE_OF_TRAINING(
      Group.QUALITY,
      "Coverage of training rows",
      "What share of the training rows has a synthetic row near by?",
      Aim.HIGHER,
      "Draw more rows, without guidance."),
  /** {@link org.cdrl.table.quality.Coverage} of the holdout rows. */
  COVERAGE_OF_HOLDOUT(
      Group.QUALITY,
      "Coverage of holdout rows",
      "What share of real rows never seen has a synthetic row near by?",
      Aim.HIGHER,
      "Draw more rows, without guidance."),
  /** {@link org.cdrl.table.quality.AlphaPrecision#precision}. */
  PRECISION(
      Group.QUALITY,
      "Alpha-precision",
      "Do synthetic rows lie where real rows lie?",
      Aim.HIGHER,
      "Train longer; check whether holdout rows are of the same kind as training rows."),
  /** {@link org.cdrl.table.quality.AlphaPrecision#recall}. */
  RECALL(
      Group.QUALITY,
      "Beta-recall",
      "Do all kinds of real rows come up?",
      Aim.HIGHER,
      "Draw more rows, without guidance."),
  /** {@link Detection#score}. */
  DETECTION(
      Group.QUALITY,
      "Indistinguishable",
      "Does a trained classifier fail to separate synthetic from real rows? (1: it guesses.)",
      Aim.HIGHER,
      "One impossible value is enough: see the worst columns and pairs; train longer."),
  /** {@link Utility#mean}. */
  UTILITY(
      Group.USEFULNESS,
      "Usefulness",
      "How well do models that learned from synthetic rows predict the target of holdout rows?",
      Aim.HIGHER,
      "Train with the target as a condition, longer; draw as many rows as were learned from."),
  /** {@link Utility#meanAreaUnderCurve}. */
  UTILITY_AREA(
      Group.USEFULNESS,
      "Usefulness, AUC",
      "The same, as area under the ROC curve.",
      Aim.HIGHER,
      "As above."),
  /** {@link org.cdrl.table.rules.Obedience#share()}. */
  RULES(
      Group.RULES,
      "Rows that keep the rules",
      "What share of rows keeps all rules between columns that every training row keeps?",
      Aim.HIGHER,
      "Let the generator keep them: 'cdrl train' does unless told otherwise, and --rules adds more;"
          + " else leave out the rows that break one."),
  /** {@link org.cdrl.table.privacy.IdenticalRows}. */
  IDENTICAL_ROWS(
      Group.PRIVACY,
      "Identical rows",
      "What share of rows is a training row, cell by cell?",
      Aim.AS_HELD_OUT,
      "More than of rows held out: train for a shorter time or on more rows."),
  /** {@link org.cdrl.table.privacy.ClosestRecord#medianDistance}. */
  CLOSEST_RECORD(
      Group.PRIVACY,
      "Distance to closest training row",
      "How near do rows come to a training row? (Near 0: copies.)",
      Aim.AS_HELD_OUT,
      "Less than of rows held out: train for a shorter time or on more rows."),
  /** {@link org.cdrl.table.privacy.DistanceRatio#lowest}. */
  DISTANCE_RATIO(
      Group.PRIVACY,
      "Distance ratio",
      "How far is the nearest training row, as a share of the distance to the second nearest? The"
          + " twentieth part of the rows that singles one out most. (0: copies.)",
      Aim.AS_HELD_OUT,
      "Less than of rows held out: train for a shorter time or on more rows."),
  /** {@link org.cdrl.table.privacy.ClosestRecord#nearerToTraining}. */
  NEARER_TO_TRAINING(
      Group.PRIVACY,
      "Nearer to training than holdout",
      "What share of rows is, with equally many of both? (0.5: nothing was memorised; more: some"
          + " was.)",
      Aim.HALF,
      "Train for a shorter time or on more rows."),
  /** {@link org.cdrl.table.quality.AlphaPrecision#authenticity}. */
  AUTHENTICITY(
      Group.PRIVACY,
      "Authenticity",
      "What share of training rows has no synthetic row nearer than any other training row?"
          + " (Fresh real rows get about 0.5, copies 0.)",
      Aim.HALF,
      "Train for a shorter time or on more rows."),
  /** {@link org.cdrl.table.privacy.BaselineProtection}. */
  BASELINE_PROTECTION(
      Group.PRIVACY,
      "DCR baseline protection",
      "How far are rows from training rows, as a share of the distance of random values?",
      Aim.AS_HELD_OUT,
      "Less than of rows held out: train for a shorter time or on more rows."),
  /** {@link org.cdrl.table.privacy.OverfittingProtection}. */
  OVERFITTING_PROTECTION(
      Group.PRIVACY,
      "DCR overfitting protection",
      "Are rows no nearer to training rows than to rows held out? (1: they are not.)",
      Aim.HIGHER,
      "Train for a shorter time or on more rows."),
  /** {@link org.cdrl.table.privacy.DisclosureProtection}. */
  DISCLOSURE_PROTECTION(
      Group.PRIVACY,
      "Disclosure protection",
      "How well are sensitive columns kept from somebody who knows other columns of a person?"
          + " (1: blind guessing.)",
      Aim.AS_HELD_OUT,
      "Less than of rows held out: leave the sensitive column out, or draw fewer rows."),
  /** {@link org.cdrl.table.privacy.MembershipAttack#area} by densities. */
  MEMBERSHIP(
      Group.PRIVACY,
      "Membership, AUC",
      "How often does an attacker with these and other real rows tell a training row from a row"
          + " held out? (0.5: by guessing.)",
      Aim.HALF,
      "Train for a shorter time or on more rows; protect rare labels."),
  /** {@link org.cdrl.table.privacy.MembershipAttack#foundAt1} by densities. */
  MEMBERSHIP_AT_1(
      Group.PRIVACY,
      "Membership, 1 % wrong",
      "What share of training rows does the attacker find who accuses 1 % of others? (0.01: by"
          + " guessing.)",
      Aim.AS_HELD_OUT,
      "As above."),
  /** {@link org.cdrl.table.privacy.MembershipAttack#foundAt10} by densities. */
  MEMBERSHIP_AT_10(
      Group.PRIVACY,
      "Membership, 10 % wrong",
      "The same with 10 %. (0.1: by guessing.)",
      Aim.AS_HELD_OUT,
      "As above."),
  /** {@link org.cdrl.table.privacy.MembershipAttack#area} by the model's energies. */
  ENERGY_MEMBERSHIP(
      Group.PRIVACY,
      "Membership by the model, AUC",
      "How often does somebody who has the model file tell a training row from a row held out?"
          + " (0.5: by guessing.)",
      Aim.HALF,
      "Pass on rows instead of the model; train for a shorter time or on more rows.");

  /** What a measure is about. */
  public enum Group {
    /** Likeness to real rows. */
    QUALITY("Quality", "Do the rows look like real ones?"),
    /** What can be learned from the rows. */
    USEFULNESS("Usefulness", "Can one learn from them what real rows teach?"),
    /** What always holds between columns. */
    RULES("Rules", "Does what always holds between columns hold here?"),
    /** What the rows give away. */
    PRIVACY("Privacy", "Do they give away the rows that were learned from?");

    private final String title;
    private final String question;

    Group(String title, String question) {
      this.title = title;
      this.question = question;
    }

    /** What it is called. */
    public String title() {
      return title;
    }

    /** What it asks, for people. */
    public String question() {
      return question;
    }
  }

  /** Which way is better. */
  public enum Aim {
    /** The more the better. */
    HIGHER("higher is better"),
    /** The less the better. */
    LOWER("lower is better"),
    /** A half is best. */
    HALF("0.5 is best"),
    /** What rows held out have is best. */
    AS_HELD_OUT("as rows held out");

    private final String text;

    Aim(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }

  private final Group group;
  private final String title;
  private final String question;
  private final Aim aim;
  private final String advice;

  Measure(Group group, String title, String question, Aim aim, String advice) {
    this.group = group;
    this.title = title;
    this.question = question;
    this.aim = aim;
    this.advice = advice;
  }

  /** What it is about. */
  public Group group() {
    return group;
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

  /** What to do where it is bad. */
  public String advice() {
    return advice;
  }
}
