package org.cdrl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cdrl.quality.Findings;
import org.cdrl.quality.Measure;
import org.cdrl.quality.QualityReport;
import org.cdrl.quality.Utility;
import org.cdrl.table.data.Column;

/** What the numbers say, in sentences for people who do not read measures. */
final class Verdict {
  /** A share of rows nearer to training rows that chance explains, give or take. */
  private static final double CHANCE = .05;

  /** As many as the attack on memberships tries at most. */
  private static final int MOST_ATTACKED = 2000;

  private final QualityReport report;
  private final Findings synthetic;
  private final Findings independent;

  Verdict(QualityReport report) {
    this.report = report;
    synthetic = report.findings();
    independent = report.independent();
  }

  /** The sentences. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(columns());
    sentences.add(trends());
    sentences.add(detection());
    synthetic.utility().ifPresent(utility -> sentences.add(usefulness(utility)));
    sentences.add(memorised());
    sentences.add(identical());
    sentences.add(membership());
    sentences.add(limits());
    return sentences;
  }

  private String columns() {
    double shapes = synthetic.value(Measure.COLUMN_SHAPES);
    return (shapes >= .95
            ? "Each column by itself looks like the real one"
            : shapes >= .85
                ? "Most columns by themselves look much like the real ones"
                : "Columns by themselves differ visibly from the real ones")
        + format(" (%.2f of 1).", shapes);
  }

  private String trends() {
    double of = synthetic.value(Measure.PAIR_TRENDS);
    double nothing = independent.value(Measure.PAIR_TRENDS);
    if (nothing > .98) {
      return "There is little in the real table that ties columns together, so that not much could"
          + " be lost of it.";
    }
    double kept = (of - nothing) / (1 - nothing);
    return kept > 0
        ? format("Of what ties columns together in pairs, about %.0f %% is kept.", 100 * kept)
        : "What ties columns together in pairs is lost: columns drawn independently of each other"
            + " do as well.";
  }

  private String detection() {
    double score = synthetic.value(Measure.DETECTION);
    String right = format("%.0f of 100 pairs", 100 * (1 - score / 2));
    return (score >= .8
            ? "A classifier trained for it can hardly separate synthetic from real rows"
            : score >= .4
                ? "A classifier trained for it often separates synthetic from real rows"
                : "A classifier trained for it separates most synthetic from real rows")
        + ": given a real and a synthetic row, it is right in "
        + right
        + ", where guessing gives 50.";
  }

  private String usefulness(Utility utility) {
    Column target = report.training().schema().column(report.roles().target().orElseThrow());
    return format(
        "Models that learned from synthetic rows predict \"%s\" of holdout rows with a mean %s of"
            + " %.2f; a copy of the training rows gives %.2f, independent columns %.2f.",
        target.name(),
        Utility.scoreName(target),
        utility.mean(),
        report.copy().value(Measure.UTILITY),
        independent.value(Measure.UTILITY));
  }

  private String memorised() {
    double nearer = synthetic.value(Measure.NEARER_TO_TRAINING);
    int rows = Math.min(report.synthetic().size(), report.holdout().size());
    double excess = nearer - .5;
    // Two standard deviations of a share of so many rows.
    double chance = Math.max(CHANCE, 1 / Math.sqrt(rows));
    return (excess <= chance
            ? "There is no sign that training rows were memorised"
            : excess <= 3 * chance && nearer < .8
                ? "Synthetic rows are a little too near to training rows"
                : "Many synthetic rows are copies of training rows, or nearly so; do not pass them"
                    + " on where training rows must stay private")
        + format(
            ": of equally many training and holdout rows, %.0f %% are nearer to a training row, where"
                + " fresh rows would have 50 %%.",
            100 * nearer);
  }

  private String identical() {
    return format(
        "%.2f %% of the synthetic rows are identical to a training row; of real rows held out,"
            + " %.2f %% are.",
        100 * synthetic.value(Measure.IDENTICAL_ROWS),
        100 * report.heldOut().value(Measure.IDENTICAL_ROWS));
  }

  private String membership() {
    double area = synthetic.value(Measure.MEMBERSHIP);
    double members = Math.min(MOST_ATTACKED, report.training().size());
    double others = Math.min(MOST_ATTACKED, report.holdout().size() / 2);
    // Two standard errors of an area of .5 (Mann and Whitney 1947).
    double chance = 2 * Math.sqrt((members + others + 1) / (12 * members * others));
    return (area <= .5 + chance
            ? "An attacker who has the synthetic rows and other real rows cannot tell who was in the"
                + " training table better than by guessing"
            : area <= .6
                ? "An attacker who has the synthetic rows and other real rows can tell a little who"
                    + " was in the training table"
                : "An attacker who has the synthetic rows and other real rows can tell who was in the"
                    + " training table; do not pass them on where that must stay private")
        + format(
            ": right in %.0f of 100 pairs (guessing: 50), and %.1f %% found at 1 %% false"
                + " accusations.",
            100 * area, 100 * synthetic.value(Measure.MEMBERSHIP_AT_1));
  }

  private static String limits() {
    return "These are measurements of known attacks, not a proof: they do not show that no person can"
        + " be recognised, above all not persons with rare values, and they say nothing about other"
        + " attacks or other tables drawn from the model.";
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
