package org.cdrl.table.privacy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.SameColumns;

/**
 * How well somebody who knows some columns of a real row is kept from guessing others, by looking
 * for synthetic rows that agree with what is known (correct attribution probability, CAP).
 *
 * <p>Numbers are put into ten bins of equal width over their real range, open at both ends; a
 * missing cell is a value of its own. For a real row, the chance to guess right is the share, among
 * the synthetic rows that agree in all known columns, of those that agree in all sensitive columns.
 * Rows with which no synthetic row agrees are left out. The protection is 1 minus the mean of these
 * chances, and the score is its ratio to 1 - 1 / (product of the numbers of distinct sensitive
 * values), what blind guessing leaves, at most 1. NaN if no real row has a match.
 *
 * <p>Columns that go together are guessed from rows of other people just as well, so compare with
 * the score of rows held out: what is lower than that was given away by the training rows.
 *
 * <p>Source: DisclosureProtection of SDMetrics, method "cap".
 *
 * @param score from 0 to 1, higher is more private
 * @param protection 1 minus the mean chance to guess right
 * @param baseline the protection of blind guessing
 */
public record DisclosureProtection(double score, double protection, double baseline) {
  /**
   * Measures.
   *
   * @param real the training rows that are attacked
   * @param rows synthetic, or held out: what the attacker has
   * @param known positions of columns that the attacker knows, at least one
   * @param sensitive positions of columns to guess, at least one, none of them known
   * @throws IllegalArgumentException if a list is empty, or a column is in both, naming it
   */
  public static DisclosureProtection of(
      Table real, Table rows, List<Integer> known, List<Integer> sensitive) {
    SameColumns.require(real, rows);
    if (known.isEmpty() || sensitive.isEmpty()) {
      throw new IllegalArgumentException("Name at least one known and one sensitive column");
    }
    for (int column : sensitive) {
      if (known.contains(column)) {
        throw new IllegalArgumentException(
            "Column \""
                + real.schema().column(column).name()
                + "\" cannot be both known and sensitive");
      }
    }
    AttackedValues keys = AttackedValues.of(real, known);
    AttackedValues secrets = AttackedValues.of(real, sensitive);
    Map<List<Integer>, Map<List<Integer>, Integer>> seen = new HashMap<>();
    for (double[] row : rows.rows()) {
      seen.computeIfAbsent(keys.of(row), key -> new HashMap<>())
          .merge(secrets.of(row), 1, Integer::sum);
    }
    double right = 0;
    int matched = 0;
    for (double[] row : real.rows()) {
      Map<List<Integer>, Integer> agree = seen.get(keys.of(row));
      if (agree != null) {
        matched++;
        int all = agree.values().stream().mapToInt(Integer::intValue).sum();
        right += agree.getOrDefault(secrets.of(row), 0) / (double) all;
      }
    }
    double combinations = 1;
    for (int column : sensitive) {
      AttackedValues one = AttackedValues.of(real, List.of(column));
      combinations *= Arrays.stream(real.rows()).map(one::of).distinct().count();
    }
    double protection = matched == 0 ? Double.NaN : 1 - right / matched;
    double baseline = 1 - 1 / combinations;
    return new DisclosureProtection(score(protection, baseline), protection, baseline);
  }

  private static double score(double protection, double baseline) {
    if (Double.isNaN(protection) || baseline > 0) {
      return Math.min(protection / baseline, 1);
    }
    return protection > 0 ? 1 : 0;
  }
}
