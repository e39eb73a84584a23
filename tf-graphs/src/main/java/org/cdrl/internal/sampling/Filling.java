package org.cdrl.internal.sampling;

import org.cdrl.internal.energy.Expression;
import org.cdrl.internal.sampling.DrawProgram.Mode;

/** Draws values that are missing, given the others of their row. */
public record Filling(Sampling of) {
  /**
   * Fills in rows.
   *
   * @param first number of the first row, on which its noise and condition depend
   * @param rows [n][d] in the data's units, NaN where missing
   * @return [n][d], what was there as it was
   */
  public float[][] fill(long first, float[][] rows) {
    DrawProgram program = of.program(Mode.FILL);
    return fill(first, rows, program::fill);
  }

  /**
   * Fills in rows with the same noise for every block of them.
   *
   * @param block rows of a block
   */
  public float[][] fillInBlocks(float[][] rows, int block) {
    if (block < 1) {
      throw new IllegalArgumentException("A block needs at least 1 row, not " + block);
    }
    DrawProgram program = of.program(Mode.FILL_IN_BLOCKS);
    return fill(
        0,
        rows,
        (expression, run, known, free) ->
            program.fillInBlocks(expression, run, known, free, block));
  }

  private interface Part {
    float[][] fill(Expression expression, DrawProgram.Run run, float[][] known, float[][] free);
  }

  private float[][] fill(long first, float[][] rows, Part part) {
    float[][] known = of.scaling().scale(rows);
    float[][] free = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      free[r] = new float[known[r].length];
      for (int c = 0; c < known[r].length; c++) {
        if (Float.isNaN(known[r][c])) {
          known[r][c] = 0;
          free[r][c] = 1;
        }
      }
    }
    Expression expression = of.within(first, rows.length);
    float[][] filled = new float[rows.length][];
    of.pieces()
        .ofGiven(
            rows.length,
            (at, count, size) -> {
              float[][] values = Pieces.rows(known, at, count, size);
              float[][] gaps = Pieces.rows(free, at, count, size);
              float[][] drawn = part.fill(expression, of.filling(first + at, size), values, gaps);
              System.arraycopy(drawn, 0, filled, at, count);
            });
    of.scaling().restore(filled);
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        if (!Float.isNaN(rows[r][c])) {
          filled[r][c] = rows[r][c];
        }
      }
    }
    return filled;
  }
}
