package org.cdrl.image;

import java.io.Closeable;
import java.util.List;

/**
 * A set of images of one size, read one at a time, so that memory does not grow with their number.
 * Not safe for use by several threads.
 */
public interface ImageSet extends Closeable {
  /** The number of images. */
  int size();

  /** Rows of pixels. */
  int height();

  /** Pixels per row. */
  int width();

  /** 1 for grey, 3 for red, green and blue. */
  int channels();

  /**
   * Reads an image.
   *
   * @param n 0 .. size-1
   * @param into its values 0..255 as unsigned bytes, [height, width, channels]
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  void read(int n, byte[] into);

  /** What is known of the images; empty if nothing is. */
  List<Factor> factors();

  /**
   * The value of a factor.
   *
   * @param n 0 .. size-1
   * @return its label's number, or -1 where it is not known
   */
  int value(int n, int factor);

  /** The number of values of an image. */
  default int values() {
    return height() * width() * channels();
  }
}
