package org.cdrl.table.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was seen in the cells of one column; memory is bounded by {@link #MOST_LABELS}. */
final class ColumnEvidence {
  /** More different labels than this are not remembered, nor can a model use them. */
  static final int MOST_LABELS = 10_000;

  /** A cell that settles a question, and the number of its row, from 1. */
  record Witness(long row, String text) {
    @Override
    public String toString() {
      return "row " + row + " has \"" + text + "\"";
    }
  }

  private final Set<String> labels = new LinkedHashSet<>();
  private final List<Witness> firstLabels = new ArrayList<>();
  private final CellFormat format;
  private final List<DateText> dates = new ArrayList<>(DateText.known());

  /** How many missing cells there are of each text but the empty one. */
  private final Map<String, Long> missingTexts = new TreeMap<>();

  private long missing;
  private long present;
  private long numbers;

  /** The first cell of its sort, or null: the reader of a field knows what null tells. */
  Witness notNumber;

  Witness infinite;
  Witness notWhole;
  Witness beyondWhole;
  Witness leadingZero;
  Witness longCode;
  Witness notDate;
  Witness tooMany;

  ColumnEvidence(CellFormat format) {
    this.format = format;
    dates.removeIf(date -> !format.dates().allows(date));
  }

  /** Takes in a missing cell; null if the file itself says so. */
  void addMissing(String text) {
    missing++;
    if (text != null && !text.isEmpty()) {
      missingTexts.merge(text, 1L, Long::sum);
    }
  }

  void add(long row, String text) {
    present++;
    addLabel(row, text);
    addNumber(row, text);
    if (!dates.isEmpty()) {
      dates.removeIf(date -> Double.isNaN(date.parse(text)));
      notDate = dates.isEmpty() ? new Witness(row, text) : null;
    }
  }

  private void addLabel(long row, String text) {
    if (tooMany == null && labels.add(text)) {
      if (labels.size() <= 3) {
        firstLabels.add(new Witness(row, text));
      } else if (labels.size() > MOST_LABELS) {
        tooMany = new Witness(row, text);
        labels.clear();
      }
    }
  }

  private void addNumber(long row, String text) {
    double value = NumberText.parse(format.number(text));
    if (Double.isNaN(value)) {
      notNumber = first(notNumber, row, text);
      return;
    }
    numbers++;
    if (Double.isInfinite(value)) {
      infinite = first(infinite, row, text);
    } else if (value != Math.rint(value)) {
      notWhole = first(notWhole, row, text);
    } else if (Math.abs(value) > 0x1p53) {
      beyondWhole = first(beyondWhole, row, text);
      longCode = NumberText.onlyDigits(text) ? first(longCode, row, text) : longCode;
    }
    if (NumberText.hasLeadingZero(text)) {
      leadingZero = first(leadingZero, row, text);
    }
  }

  private static Witness first(Witness before, long row, String text) {
    return before == null ? new Witness(row, text) : before;
  }

  /** Cells that are missing. */
  long missing() {
    return missing;
  }

  /** How many missing cells there are of each text but the empty one. */
  Map<String, Long> missingTexts() {
    return missingTexts;
  }

  /** Cells that are not missing. */
  long present() {
    return present;
  }

  /** Cells that are numbers, infinities included. */
  long numbers() {
    return numbers;
  }

  /** The different texts; meaningless if there are {@link #tooMany}. */
  Set<String> labels() {
    return labels;
  }

  /** The first cell with a label that was not among the first ones, from 1 to 3; or null. */
  Witness newLabel(int number) {
    return number <= firstLabels.size() ? firstLabels.get(number - 1) : null;
  }

  /** The patterns that fit all cells. */
  List<DateText> dates() {
    return dates;
  }
}
