package org.cdrl.weka.view;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import weka.core.Attribute;
import weka.core.Instances;

/**
 * Which label of a class has which mark. The most frequent labels have a colour of their own; the
 * others share grey, as do rows without a class.
 */
final class Groups {
  /**
   * Pairs differ with and without full colour vision: OKLab distances of .11 and more, and of .085
   * and more as seen without red or green cones. The first of them differ most.
   */
  static final List<Color> COLOURS =
      IntStream.of(
              0x0072b2, 0xd55e00, 0x6edcd2, 0x46320a, 0x3c008c, 0xf0be14, 0xb482fa, 0x143cc8,
              0xbe0046, 0x501e50, 0x46b4aa, 0xaaaa5a, 0x464682, 0x7864f0, 0x3c5a00, 0x96826e,
              0x8cbefa, 0x46e68c, 0x6e8cbe, 0x3c6464)
          .mapToObj(Color::new)
          .toList();

  /** The later half of the colours has other marks, to be on the safe side. */
  private static final int ROUND = COLOURS.size() / 2;

  /**
   * How rows of some labels are marked.
   *
   * @param name of the label, or of what the labels have in common
   * @param colour of the mark
   * @param round whether it is a circle; else a diamond
   */
  record Mark(String name, Color colour, boolean round) {}

  private static final Color GREY = new Color(0x999999);
  private static final Mark NONE = new Mark("", new Color(0x555555), true);

  private final List<Mark> marks = new ArrayList<>();

  /** Positions in the marks, per label; after the last label that of rows that miss the class. */
  private final int[] places;

  /** The marks of a data set's class. */
  Groups(Instances data) {
    Attribute labels = data.classIndex() < 0 ? null : data.classAttribute();
    if (labels == null || !labels.isNominal()) {
      places = new int[0];
      return;
    }
    places = new int[labels.numValues() + 1];
    Arrays.fill(places, -1);
    int[] own = mostFrequent(data);
    for (int label : own) {
      Color colour = COLOURS.get(marks.size());
      places[label] = marks.size();
      marks.add(new Mark(labels.value(label), colour, marks.size() < ROUND));
    }
    if (own.length < labels.numValues()) {
      for (int label = 0; label < labels.numValues(); label++) {
        places[label] = places[label] < 0 ? marks.size() : places[label];
      }
      marks.add(new Mark(labels.numValues() - own.length + " others", GREY, true));
    }
    if (data.stream().anyMatch(row -> row.classIsMissing())) {
      places[labels.numValues()] = marks.size();
      marks.add(new Mark("missing", GREY, false));
    }
  }

  /** Labels that get a colour, in the order in which they are declared. */
  private static int[] mostFrequent(Instances data) {
    int[] counts = data.attributeStats(data.classIndex()).nominalCounts;
    return IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparingInt(label -> -counts[label]))
        .limit(COLOURS.size())
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** All marks, in the order in which they are drawn. */
  List<Mark> marks() {
    return marks;
  }

  /**
   * The mark of a label.
   *
   * @param label its position, or -1 for a row without one
   */
  Mark of(int label) {
    int place = places.length == 0 ? -1 : places[label < 0 ? places.length - 1 : label];
    return place < 0 ? NONE : marks.get(place);
  }
}
