package org.cdrl.table.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cdrl.table.keys.KeySearch;

/** What was seen in the cells of one column; memory is bounded by {@link #MOST_LABELS}. */
final class ColumnEvidence {
  /** More different labels than this are not remembered, nor can a model use them. */
  static final int MOST_LABELS = 10_000;

  private final Set<String> labels = new LinkedHashSet<>();
  private final List<Witness> firstLabels = new ArrayList<>();
  private final List<NumberEvidence> numbers;
  private final DateEvidence dates = new DateEvidence();
  private final Uniqueness uniqueness = new Uniqueness();
  private final KeySearch keys = new KeySearch();
  private final ZonedTimes zoned = new ZonedTimes();
  private final PersonalData personal = new PersonalData();

  /** How many missing cells there are of each text but the empty one. */
  private final Map<String, Long> missingTexts = new TreeMap<>();

  private long missing;
  private long present;

  /** The first label that is not remembered, and whether none had repeated before; or null. */
  Witness tooMany;

  private boolean repeated;

  /**
   * No cells yet.
   *
   * @param format a decimal comma that is told is one; else cells may have one all the same
   */
  ColumnEvidence(CellFormat format) {
    NumberEvidence comma = new DecimalEvidence(',');
    numbers =
        format.decimal() == ','
            ? List.of(comma, new ElapsedEvidence())
            : List.of(new DecimalEvidence('.'), comma, new ElapsedEvidence());
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
    double plain = NumberText.parse(text);
    numbers.forEach(evidence -> evidence.add(row, text, plain));
    dates.add(row, text);
    uniqueness.add(text);
    keys.add(row, text);
    zoned.add(row, text);
    personal.add(text);
  }

  private void addLabel(long row, String text) {
    if (tooMany != null) {
      return;
    }
    if (!labels.add(text)) {
      repeated = true;
    } else if (labels.size() <= 3) {
      firstLabels.add(new Witness(row, text));
    } else if (labels.size() > MOST_LABELS) {
      tooMany = new Witness(row, text);
      labels.clear();
    }
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

  /** The different texts; meaningless if there are {@link #tooMany}. */
  Set<String> labels() {
    return labels;
  }

  /** Whether a text was there twice, as far as they are remembered. */
  boolean isRepeated() {
    return repeated;
  }

  /** The first cell with a label that was not among the first ones, from 1 to 3; or null. */
  Witness newLabel(int number) {
    return number <= firstLabels.size() ? firstLabels.get(number - 1) : null;
  }

  /**
   * The numbers that cells are: read in the first way that fits all, or in the one that fits most.
   *
   * @param certain whether it must be such that nobody would read the cells otherwise
   */
  NumberEvidence numbers(boolean certain) {
    return numbers.stream()
        .filter(evidence -> evidence.fits() && (evidence.isCertain() || !certain))
        .findFirst()
        .orElse(
            numbers.stream().max(Comparator.comparingLong(NumberEvidence::numbers)).orElseThrow());
  }

  DateEvidence dates() {
    return dates;
  }

  Uniqueness uniqueness() {
    return uniqueness;
  }

  ZonedTimes zoned() {
    return zoned;
  }

  PersonalData personal() {
    return personal;
  }

  KeySearch keys() {
    return keys;
  }
}
