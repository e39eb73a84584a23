package org.cdrl.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a user may have meant by a word that means nothing. */
final class Suggestion {
  /** Shorter words begin many others. */
  private static final int SHORTEST_BEGINNING = 3;

  private Suggestion() {}

  /** The known word that is nearest: which begins so, or differs in a third of the letters. */
  static Optional<String> of(String word, Collection<String> known) {
    return known.stream()
        .filter(
            other ->
                word.length() >= SHORTEST_BEGINNING && other.startsWith(word)
                    || distance(word, other) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(other -> distance(word, other)));
  }

  /** Letters to insert, remove, replace or swap with the next (Damerau 1964). */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        edits[i][j] =
            Math.min(
                edits[i - 1][j - 1] + (same ? 0 : 1),
                1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
