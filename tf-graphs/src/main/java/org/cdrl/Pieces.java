package org.cdrl;

/**
 * How rows are cut into pieces that run together: small ones where few are wanted, for a piece
 * costs what its size is, and of few sizes, for the rounding of a matrix product may depend on how
 * many rows it has.
 *
 * <p>The sizes are 16, 128 and its doubles up to the largest. On CPUs with AVX-512 all of them
 * round a row in the same way; fewer than 16 rows are rounded differently everywhere.
 *
 * @param largest rows that run together where many are wanted
 * @param small whether there are smaller pieces; else few rows run as they are
 */
record Pieces(int largest, boolean small) {
  private static final int LEAST = 16;
  private static final int NEXT = 128;

  /**
   * The piece of an endless sequence that a row is in: always the same one, so that its bits do not
   * depend on what else is wanted.
   *
   * @return number of the first row, number of the one behind the last
   */
  long[] around(long row) {
    if (!small || row >= largest) {
      long begin = row / largest * largest;
      return new long[] {begin, begin + largest};
    }
    int begin = 0;
    int end = Math.min(LEAST, largest);
    while (row >= end) {
      begin = end;
      end = larger(end);
    }
    return new long[] {begin, end};
  }

  /**
   * The size of the next piece of rows that have no fixed place.
   *
   * @param left rows that are left, at least 1; where there are fewer than the size, the piece is
   *     filled up
   */
  int size(int left) {
    if (!small) {
      return Math.min(left, largest);
    }
    int size = Math.min(LEAST, largest);
    while (size < left && size < largest && (size < NEXT || larger(size) <= left)) {
      size = larger(size);
    }
    return size;
  }

  private int larger(int size) {
    return Math.min(largest, size == LEAST ? NEXT : 2 * size);
  }
}
