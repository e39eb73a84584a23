package org.cdrl.tribuo.cli;

import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.cdrl.Attribute;

/**
 * Labels as frequent as in training, one per row number: row r gets the same label whenever it is
 * asked for.
 *
 * @param attribute whose labels
 * @param seed of the choice
 */
record ClassFrequencies(Attribute attribute, long seed) implements LongFunction<String> {
  @Override
  public String apply(long row) {
    long rows = attribute.counts().stream().mapToLong(Long::longValue).sum();
    long left = new SplittableRandom(seed ^ row * 0xBF58476D1CE4E5B9L).nextLong(rows);
    int value = 0;
    while (left >= attribute.counts().get(value)) {
      left -= attribute.counts().get(value++);
    }
    return attribute.labels().get(value);
  }
}
