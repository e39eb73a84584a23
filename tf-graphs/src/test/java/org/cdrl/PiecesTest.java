package org.cdrl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Few rows run in small pieces, and every row of a sequence in the same one. */
class PiecesTest {
  private static List<Integer> sizes(Pieces pieces, int rows) {
    List<Integer> sizes = new ArrayList<>();
    for (int left = rows; left > 0; left -= sizes.get(sizes.size() - 1)) {
      sizes.add(pieces.size(left));
    }
    return sizes;
  }

  @Test
  void fewRowsRunInSmallPieces() {
    Pieces pieces = new Pieces(1024, true);
    assertEquals(List.of(16), sizes(pieces, 1));
    assertEquals(List.of(16), sizes(pieces, 16));
    assertEquals(List.of(128), sizes(pieces, 17));
    assertEquals(List.of(256, 128, 128), sizes(pieces, 500));
    assertEquals(List.of(1024, 1024, 16), sizes(pieces, 2050));
    assertEquals(List.of(8, 8, 1), sizes(new Pieces(8, false), 17), "pictures as they are");
    assertEquals(List.of(4, 4, 4), sizes(new Pieces(4, true), 10), "no more than allowed");
  }

  @Test
  void piecesOfASequenceFollowEachOther() {
    for (Pieces pieces :
        List.of(new Pieces(1024, true), new Pieces(100, true), new Pieces(8, false))) {
      long behind = 0;
      while (behind < 5000) {
        long[] piece = pieces.around(behind);
        assertEquals(behind, piece[0]);
        assertTrue(piece[1] > piece[0] && piece[1] - piece[0] <= pieces.largest());
        assertArrayEquals(piece, pieces.around(piece[1] - 1));
        behind = piece[1];
      }
    }
    assertEquals(16, new Pieces(1024, true).around(3)[1]);
    long far = 1024L << 30;
    assertArrayEquals(new long[] {far, far + 1024}, new Pieces(1024, true).around(far + 5));
  }
}
