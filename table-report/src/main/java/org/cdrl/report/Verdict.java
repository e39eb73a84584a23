package org.cdrl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cdrl.quality.Findings;
import org.cdrl.quality.Measure;
import org.cdrl.quality.QualityReport;
import org.cdrl.quality.Utility;
import org.cdrl.table.data.Column;

/** What the figures say, in sentences for people who do not read measures. */
public final class Verdict {
  /** A share of rows nearer to training rows that chance explains, give or take. */
  private static final double CHANCE = .05;

  /** A difference of pairs' trends that tells nothing. */
  private static final double LITTLE = .02;

  /** As many as the attack on memberships tries at most. */
  private static final int MOST_ATTACKED = 2000;

  private final QualityReport report;
  private final Findings synthetic;

  /** Of a report. */
  public Verdict(QualityReport report) {
    this.report = report;
    synthetic = report.findings();
  }

  /** All that is judged, by group. */
  public List<Judgement> judgements() {
    List<Judgement> all = new ArrayList<>();
    all.add(columns());
    all.add(trends());
    all.add(detection());
    synthetic.utility().ifPresent(utility -> all.add(usefulness(utility)));
    if (!report.rules().kept().isEmpty()) {
      all.add(rules());
    }
    all.add(memorised());
    all.add(identical());
    all.add(membership());
    return all;
  }

  /** What is judged of a group. */
  public List<Judgement> of(Measure.Group group) {
    return judgements().stream().filter(found -> found.measure().group() == group).toList();
  }

  /** The worst grade of a group; empty if nothing of it is judged. */
  public Optional<Grade> grade(Measure.Group group) {
    return of(group).stream().map(Judgement::grade).reduce(Grade::or);
  }

  /** What to know beside the judgements of a group, or instead; may be empty. */
  public String note(Measure.Group group) {
    return switch (group) {
      case QUALITY -> "";
      case USEFULNESS ->
          report.roles().target().isPresent()
              ? ""
              : "Not measured: no column was named that models are to predict.";
      case RULES ->
          report.rules().kept().isEmpty()
              ? "No rule between columns was found that all training rows keep."
              : "";
      case PRIVACY ->
          "These are measurements of known attacks, not a proof: they do not show that no person"
              + " can be recognised, above all not persons with rare values, and they say nothing"
              + " about other attacks or other tables drawn from the model.";
    };
  }

  private static Judgement judged(Measure measure, Grade grade, String text, Object... values) {
    return new Judgement(measure, grade, format(text, values));
  }

  private Judgement columns() {
    double shapes = synthetic.value(Measure.COLUMN_SHAPES);
    // Few rows are not alike for certain, whatever they are drawn from.
    double real = report.ceiling(Measure.COLUMN_SHAPES);
    Grade grade = Grade.of(shapes, Math.min(.95, real), Math.min(.85, real - .1));
    String text =
        switch (grade) {
          case GOOD -> "Each column by itself looks like the real one";
          case FAIR -> "Most columns by themselves look much like the real ones";
          case POOR -> "Columns by themselves differ visibly from the real ones";
        };
    return judged(Measure.COLUMN_SHAPES, grade, text + " (%.2f of 1).", shapes);
  }

  private Judgement trends() {
    double of = synthetic.value(Measure.PAIR_TRENDS);
    double nothing = report.independent().value(Measure.PAIR_TRENDS);
    double real = report.ceiling(Measure.PAIR_TRENDS);
    if (real - nothing < LITTLE) {
      return judged(
          Measure.PAIR_TRENDS,
          Grade.of(of, Math.min(real, nothing) - LITTLE, Math.min(real, nothing) - .1),
          "What ties columns of the real table together in pairs is too little to be seen in so"
              + " many rows, so that not much could be lost of it.");
    }
    double kept = Math.min(1, (of - nothing) / (real - nothing));
    return judged(
        Measure.PAIR_TRENDS,
        Grade.of(kept, .7, .3),
        kept > 0
            ? "Of what ties columns together in pairs, about %.0f %% is kept."
            : "What ties columns together in pairs is lost: columns drawn independently of each"
                + " other do as well.",
        100 * kept);
  }

  private Judgement detection() {
    double score = synthetic.value(Measure.DETECTION);
    double real = report.ceiling(Measure.DETECTION);
    Grade grade = Grade.of(score, Math.min(.8, real), Math.min(.4, real));
    String text =
        switch (grade) {
          case GOOD -> "A classifier trained for it can hardly separate synthetic from real rows";
          case FAIR -> "A classifier trained for it often separates synthetic from real rows";
          case POOR -> "A classifier trained for it separates most synthetic from real rows";
        };
    return judged(
        Measure.DETECTION,
        grade,
        text
            + ": given a real and a synthetic row, it is right in %.0f of 100 pairs, where guessing"
            + " gives 50.",
        100 * (1 - score / 2));
  }

  private Judgement usefulness(Utility utility) {
    Column target = report.training().schema().column(report.roles().target().orElseThrow());
    double ceiling = report.ceiling(Measure.UTILITY);
    double floor = report.floor(Measure.UTILITY);
    return judged(
        Measure.UTILITY,
        Grade.of(utility.mean(), floor + .9 * (ceiling - floor), floor + .5 * (ceiling - floor)),
        "Models that learned from synthetic rows predict \"%s\" of rows held out with a mean %s of"
            + " %.2f; from real rows it is %.2f, from independent columns %.2f.",
        target.name(),
        Utility.scoreName(target),
        utility.mean(),
        ceiling,
        floor);
  }

  private Judgement rules() {
    double share = synthetic.value(Measure.RULES);
    return judged(
        Measure.RULES,
        Grade.of(share, report.ceiling(Measure.RULES), .99),
        "%.2f %% of the synthetic rows keep %s that all training rows keep; of independent columns"
            + " %.0f %% do.",
        100 * share,
        report.rules().kept().size() == 1
            ? "the one rule"
            : "the " + report.rules().kept().size() + " rules",
        100 * report.floor(Measure.RULES));
  }

  private Judgement memorised() {
    double nearer = synthetic.value(Measure.NEARER_TO_TRAINING);
    int rows = Math.min(report.synthetic().size(), report.holdout().size());
    double excess = nearer - .5;
    // Two standard deviations of a share of so many rows.
    double chance = Math.max(CHANCE, 1 / Math.sqrt(rows));
    Grade grade =
        excess <= chance
            ? Grade.GOOD
            : excess <= 3 * chance && nearer < .8 ? Grade.FAIR : Grade.POOR;
    String text =
        switch (grade) {
          case GOOD -> "There is no sign that training rows were memorised";
          case FAIR -> "Synthetic rows are a little too near to training rows";
          case POOR ->
              "Many synthetic rows are copies of training rows, or nearly so; do not pass them on"
                  + " where training rows must stay private";
        };
    return judged(
        Measure.NEARER_TO_TRAINING,
        grade,
        text
            + ": of equally many training and holdout rows, %.0f %% are nearer to a training row,"
            + " where fresh rows would have 50 %%.",
        100 * nearer);
  }

  private Judgement identical() {
    double share = synthetic.value(Measure.IDENTICAL_ROWS);
    double fresh = report.heldOut().value(Measure.IDENTICAL_ROWS);
    // Two standard deviations of the difference, and a row or two.
    double rows = Math.min(report.synthetic().size(), report.holdout().size() / 2);
    double chance = 2 * Math.sqrt(2 * fresh * (1 - fresh) / rows) + 2 / rows;
    return judged(
        Measure.IDENTICAL_ROWS,
        Grade.of(fresh - share, -chance, -chance - .01),
        "%.2f %% of the synthetic rows are identical to a training row; of real rows held out,"
            + " %.2f %% are.",
        100 * share,
        100 * fresh);
  }

  private Judgement membership() {
    double area = synthetic.value(Measure.MEMBERSHIP);
    double members = Math.min(MOST_ATTACKED, report.training().size());
    double others = Math.min(MOST_ATTACKED, report.holdout().size() / 2);
    // Two standard errors of an area of .5 (Mann and Whitney 1947).
    double chance = 2 * Math.sqrt((members + others + 1) / (12 * members * others));
    Grade grade = Grade.of(-area, -.5 - chance, -.6);
    String who = "An attacker who has the synthetic rows and other real rows ";
    String text =
        switch (grade) {
          case GOOD -> "cannot tell who was in the training table better than by guessing";
          case FAIR -> "can tell a little who was in the training table";
          case POOR ->
              "can tell who was in the training table; do not pass them on where that must stay"
                  + " private";
        };
    return judged(
        Measure.MEMBERSHIP,
        grade,
        who
            + text
            + ": right in %.0f of 100 pairs (guessing: 50), and %.1f %% found at 1 %% false"
            + " accusations.",
        100 * area,
        100 * synthetic.value(Measure.MEMBERSHIP_AT_1));
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
