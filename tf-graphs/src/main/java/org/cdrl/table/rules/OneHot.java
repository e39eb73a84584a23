package org.cdrl.table.rules;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.table.data.Schema;

/**
 * At most one of several columns of zeros and ones is one.
 *
 * @param group the columns
 * @param exactly whether one of them is
 * @param counts training rows in which each is one
 */
public record OneHot(int[] group, boolean exactly, double[] counts) implements Rule {
  @Override
  public int[] columns() {
    return group;
  }

  @Override
  public int[] decides() {
    return group;
  }

  @Override
  public boolean obeys(double[] row) {
    int ones = 0;
    boolean gaps = false;
    for (int c : group) {
      ones += row[c] == 1 ? 1 : 0;
      gaps |= Double.isNaN(row[c]);
    }
    return ones == 1 || ones == 0 && (gaps || !exactly);
  }

  @Override
  public String text(Schema schema) {
    return (exactly ? "one of " : "at most one of ")
        + Arrays.stream(group)
            .mapToObj(c -> schema.column(c).name())
            .collect(Collectors.joining(", "));
  }

  @Override
  public void derive(double[] row, ColumnValues values) {
    int[] open = Arrays.stream(group).filter(c -> Double.isNaN(row[c])).toArray();
    long ones = Arrays.stream(group).filter(c -> row[c] == 1).count();
    if (ones == 1) {
      Arrays.stream(open).forEach(c -> row[c] = 0);
    } else if (ones == 0 && exactly && open.length == 1) {
      row[open[0]] = 1;
    }
  }

  @Override
  public void forth(RowDraft row) {
    // All was decided on the way back.
  }

  @Override
  public void back(RowDraft row) {
    boolean given = Arrays.stream(group).anyMatch(c -> row.isSettled(c) && row.cell(c) == 1);
    int[] open =
        IntStream.range(0, group.length)
            .filter(k -> !row.isSettled(group[k]) && !row.isMissing(group[k]))
            .toArray();
    boolean gaps = Arrays.stream(group).anyMatch(row::isMissing);
    int[] ones = IntStream.of(open).filter(k -> row.cell(group[k]) == 1).toArray();
    int hot = -1;
    if (!given && ones.length > 0) {
      hot = one(ones, row);
    } else if (!given && exactly && !gaps && open.length > 0) {
      hot = one(open, row);
    }
    for (int k : open) {
      row.set(group[k], k == hot ? 1 : 0);
    }
  }

  private int one(int[] among, RowDraft row) {
    return among.length == 1
        ? among[0]
        : among[row.draw(Arrays.stream(among).mapToDouble(k -> counts[k]).toArray())];
  }

  @Override
  public void narrow(Domains domains) {
    int ones = 0;
    int possible = 0;
    for (int c : group) {
      domains.keep(c, 0, 1);
      ones += domains.low(c) > 0 ? 1 : 0;
      possible += domains.high(c) >= 1 ? 1 : 0;
    }
    for (int c : group) {
      if (ones > 1 || exactly && possible == 0) {
        domains.keep(c, 1, 0);
      } else if (ones == 1 && !(domains.low(c) > 0)) {
        domains.keep(c, 0, 0);
      } else if (exactly && possible == 1 && domains.high(c) >= 1) {
        domains.keep(c, 1, 1);
      }
    }
  }
}
