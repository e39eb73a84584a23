package org.cdrl.internal.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cdrl.internal.energy.Expression;
import org.cdrl.internal.sampling.DrawProgram.Mode;

/** Draws rows of a sequence, with a record of what happened if wanted, and walks between two. */
public record Drawing(Sampling of) {
  /**
   * Rows first .. first+n-1.
   *
   * @return [n][d], in the data's units
   */
  public float[][] draw(long first, int n) {
    if (n < 0 || first < 0) {
      throw new IllegalArgumentException(
          "Rows are numbered from 0, and their number is not negative: " + first + ", " + n);
    }
    DrawProgram program = of.program(Mode.FRESH);
    Expression expression = of.within(first, n);
    float[][] rows = new float[n][];
    of.pieces()
        .ofSequence(
            first,
            n,
            (at, count, size) -> {
              float[][] drawn =
                  program.fresh(expression, of.drawing(first + at, size), false).rows();
              for (int r = Math.max(0, -at); r < count; r++) {
                rows[at + r] = drawn[r];
              }
            });
    return of.scaling().restore(rows);
  }

  /** Rows 0 .. n-1 and what happened at every level, all in the data's units. */
  public DrawProgram.Draw trace(int n) {
    DrawProgram program = of.program(Mode.FRESH);
    int levels = of.diffusion().schedule().levels();
    float[][] rows = new float[n][];
    float[][][] proposals = new float[levels][n][];
    float[][][] ends = new float[levels][n][];
    double[] acceptance = new double[levels];
    of.pieces()
        .ofWalk(
            n,
            (at, count, size) -> {
              DrawProgram.Draw drawn = program.fresh(of.expression(), of.drawing(at, count), true);
              System.arraycopy(drawn.rows(), 0, rows, at, count);
              for (int i = 0; i < levels; i++) {
                DrawProgram.Level level = drawn.levels().get(i);
                System.arraycopy(level.proposals(), 0, proposals[i], at, count);
                System.arraycopy(level.rows(), 0, ends[i], at, count);
                acceptance[i] += level.acceptance() * ((double) count / n);
              }
            });
    List<DrawProgram.Level> told = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      double signal = of.diffusion().schedule().signal(i);
      told.add(
          new DrawProgram.Level(
              inDataUnits(proposals[i], signal), inDataUnits(ends[i], signal), acceptance[i]));
    }
    return new DrawProgram.Draw(of.scaling().restore(rows), told);
  }

  private float[][] inDataUnits(float[][] x, double signal) {
    for (float[] row : x) {
      for (int c = 0; c < row.length; c++) {
        row[c] /= (float) signal;
      }
    }
    return of.scaling().restore(x);
  }

  /**
   * n rows on the arc from one row to another, ends included.
   *
   * @return [n][d], in the data's units
   */
  public float[][] interpolate(long from, long to, int n) {
    if (n < 2) {
      throw new IllegalArgumentException("An interpolation needs at least 2 rows, not " + n);
    }
    DrawProgram program = of.program(Mode.INTERPOLATE);
    float[][] angles = DrawProgram.arc(n);
    float[][] rows = new float[n][];
    of.pieces()
        .ofWalk(
            n,
            (at, count, size) -> {
              float[][] part =
                  program.interpolate(
                      of.expression().shifted(at),
                      of.drawing(from, count),
                      to,
                      Arrays.copyOfRange(angles, at, at + count));
              System.arraycopy(part, 0, rows, at, count);
            });
    return of.scaling().restore(rows);
  }
}
