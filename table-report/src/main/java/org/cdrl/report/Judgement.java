package org.cdrl.report;

import org.cdrl.quality.Measure;

/**
 * What a figure says.
 *
 * @param measure of the figure
 * @param grade how good it is
 * @param sentence for people who do not read measures
 */
public record Judgement(Measure measure, Grade grade, String sentence) {
  /** What to do about it; empty if there is nothing to do. */
  public String advice() {
    return grade == Grade.GOOD ? "" : measure.advice();
  }
}
