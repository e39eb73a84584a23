package org.cdrl.internal.sampling;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;

/**
 * Cuts many rows into pieces that run together. Every piece hears of an interruption and tells the
 * progress.
 *
 * @param most rows of a piece
 * @param multiple that pieces of given rows are filled up to: fewer rows are rounded differently
 *     from more on every CPU
 * @param progress to tell
 */
public record Pieces(int most, int multiple, Progress progress) {
  /**
   * Vectors that run together; when drawing, as many however few are wanted, so that a row has the
   * same bits however it is asked for. With 256 a second core brought nothing; with more, a few
   * rows would cost as much as many.
   */
  public static final int VECTORS = 1024;

  /**
   * Vectors that are scored or filled in run in multiples of this: fewer are rounded differently
   * from more on every CPU.
   */
  private static final int FULL = 16;

  /** Images that run together: few, for each needs as much memory as thousands of vectors. */
  private static final int IMAGES = 8;

  /** Rows of one kind that run together by default. */
  public static int most(boolean images) {
    return images ? IMAGES : VECTORS;
  }

  /** Pieces of rows of one kind. */
  public static Pieces of(boolean images, int most, Progress progress) {
    return new Pieces(most, images ? 1 : FULL, progress);
  }

  /** Whom to tell how far work is. */
  @FunctionalInterface
  public interface Progress {
    /** Begins to tell of work on so many rows; the result hears how many are done. */
    LongConsumer of(String what, int rows);
  }

  /** Runs a piece. */
  @FunctionalInterface
  interface Piece {
    /**
     * Runs rows.
     *
     * @param at number of the first among those that are wanted
     * @param count how many are wanted
     * @param size how many run
     */
    void run(int at, int count, int size);
  }

  /**
   * Rows of an endless sequence, in its own pieces and whole ones: rounding depends on how many
   * rows run together, so that a row has the same bits however it is asked for. A piece may begin
   * before the first row.
   */
  void ofSequence(long first, int n, Piece piece) {
    run("Drawing rows", -(int) (first % most), n, left -> most, piece);
  }

  /**
   * Rows of a sequence that have a beginning and an end of their own; the last piece is shorter.
   */
  void ofWalk(int n, Piece piece) {
    run("Drawing rows", 0, n, left -> Math.min(left, most), piece);
  }

  /** Rows that are given; the last piece is as small as what is left, filled up. */
  void ofGiven(int n, Piece piece) {
    run("Rows", 0, n, left -> Math.min((left + multiple - 1) / multiple * multiple, most), piece);
  }

  private void run(String what, int begin, int n, IntUnaryOperator sizeOf, Piece piece) {
    LongConsumer done = progress.of(what, n);
    for (int at = begin; at < n; ) {
      interruptible();
      done.accept(Math.max(0, at));
      int size = sizeOf.applyAsInt(n - at);
      piece.run(at, Math.min(size, n - at), size);
      at += size;
    }
  }

  /** Some rows, the last of which is there again until there are as many as the size. */
  static float[][] rows(float[][] rows, int at, int count, int size) {
    float[][] piece = Arrays.copyOfRange(rows, at, at + size);
    Arrays.fill(piece, count, size, rows[at + count - 1]);
    return piece;
  }

  /**
   * Ends work if the thread is interrupted.
   *
   * @throws CancellationException if it is
   */
  public static void interruptible() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("Interrupted");
    }
  }
}
