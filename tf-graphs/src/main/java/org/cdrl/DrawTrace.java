package org.cdrl;

import java.util.List;
import org.cdrl.internal.sampling.DrawProgram;

/**
 * What a drawing did, level by level.
 *
 * @param rows the samples, [n][d]
 * @param levels transitions 1..T; the last of the list is executed first
 */
public record DrawTrace(float[][] rows, List<Level> levels) {
  /**
   * One transition of a drawing, in data units (divided by the level's signal coefficient).
   *
   * @param proposals where the chains started, [n][d]
   * @param rows where they ended, [n][d]
   * @param acceptance share of moves accepted; 1 for ULA
   */
  public record Level(float[][] proposals, float[][] rows, double acceptance) {}

  static DrawTrace of(DrawProgram.Draw draw) {
    return new DrawTrace(
        draw.rows(),
        draw.levels().stream()
            .map(level -> new Level(level.proposals(), level.rows(), level.acceptance()))
            .toList());
  }
}
