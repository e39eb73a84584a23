package org.cdrl.tribuo.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.cdrl.Attribute;
import org.cdrl.Condition;
import org.cdrl.Sampler;

/**
 * An endless sequence of sampled rows, with their classes if the model has any.
 *
 * <p>It comes in pieces of one size, whatever is wanted of them: the last digits of a row depend on
 * how many are drawn with it, and the same row must always come out the same.
 */
@FunctionalInterface
interface RowSource {
  /** Rows of a piece; memory is in proportion, and so is the time that a short table costs. */
  int PIECE = 256;

  /**
   * One piece.
   *
   * @param values [PIECE][d]
   * @param labels a class per row; null for a model without
   */
  record Piece(float[][] values, List<String> labels) {}

  /** Rows number * PIECE and on. */
  Piece piece(long number);

  /**
   * Rows without a class, or all of the same.
   *
   * @param label null for none
   */
  static RowSource uniform(Sampler sampler, String label) {
    List<String> labels = label == null ? null : Collections.nCopies(PIECE, label);
    return number -> new Piece(sampler.draw(number * PIECE, PIECE), labels);
  }

  /**
   * Rows whose classes are as frequent as in training.
   *
   * <p>The engine takes conditions for rows numbered from 0 only, so every piece is a sequence of
   * its own with a seed of its own.
   */
  static RowSource byFrequency(Sampler sampler, Attribute attribute, long seed) {
    return number -> {
      SplittableRandom random = new SplittableRandom(seed ^ number * 0xBF58476D1CE4E5B9L);
      Sampler seeded = sampler.seed(random.nextLong());
      List<String> labels = new ArrayList<>();
      List<Condition> conditions = new ArrayList<>();
      for (int r = 0; r < PIECE; r++) {
        String label = draw(attribute, random);
        labels.add(label);
        conditions.add(Condition.of(attribute.name(), label));
      }
      return new Piece(seeded.given(conditions).draw(PIECE), labels);
    };
  }

  private static String draw(Attribute attribute, SplittableRandom random) {
    long rows = attribute.counts().stream().mapToLong(Long::longValue).sum();
    long left = random.nextLong(rows);
    int value = 0;
    while (left >= attribute.counts().get(value)) {
      left -= attribute.counts().get(value++);
    }
    return attribute.labels().get(value);
  }
}
