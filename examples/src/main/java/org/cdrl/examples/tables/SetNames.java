package org.cdrl.examples.tables;

import java.util.Arrays;
import java.util.List;

/** Which of its sets a benchmark runs on. */
final class SetNames {
  private SetNames() {}

  /**
   * The sets that arguments name, all if they name none.
   *
   * @param first argument that is a name
   */
  static <S extends Enum<S>> List<S> of(String[] args, int first, Class<S> sets) {
    return args.length == first
        ? List.of(sets.getEnumConstants())
        : Arrays.stream(args).skip(first).map(name -> Enum.valueOf(sets, name)).toList();
  }
}
