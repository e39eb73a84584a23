package org.cdrl.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Grey images in the IDX files of MNIST and its relatives, plain or in gzip. */
public final class IdxImages implements ImageSet {
  private static final int IMAGES = 0x00000803;
  private static final int LABELS = 0x00000801;
  private static final int HEADER = 16;

  private final Unpacked file;
  private final int size;
  private final int height;
  private final int width;
  private final byte[] labels;
  private final int classes;

  private IdxImages(Unpacked file, int size, int height, int width, byte[] labels) {
    this.file = file;
    this.size = size;
    this.height = height;
    this.width = width;
    this.labels = labels;
    int most = -1;
    if (labels != null) {
      for (byte label : labels) {
        most = Math.max(most, label & 255);
      }
    }
    classes = most + 1;
  }

  /**
   * Opens a set.
   *
   * @param images for example {@code train-images-idx3-ubyte.gz}
   * @param labels for example {@code train-labels-idx1-ubyte.gz}; null for none
   * @throws IOException saying what is wrong with a file
   */
  public static IdxImages open(Path images, Path labels) throws IOException {
    Unpacked file = Unpacked.open(images);
    try {
      ByteBuffer header = file.read(0, HEADER);
      if (header.getInt() != IMAGES) {
        throw new IOException(images + " is no IDX file of images (bytes with three axes)");
      }
      int size = header.getInt();
      int height = header.getInt();
      int width = header.getInt();
      long expected = HEADER + (long) size * height * width;
      if (size < 1 || height < 1 || width < 1 || file.size() != expected) {
        throw new IOException(
            images + " has " + file.size() + " bytes, but by its header it has " + expected);
      }
      byte[] values = labels == null ? null : labels(labels, size);
      return new IdxImages(file, size, height, width, values);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static byte[] labels(Path path, int size) throws IOException {
    try (Unpacked file = Unpacked.open(path)) {
      ByteBuffer header = file.read(0, 8);
      if (header.getInt() != LABELS) {
        throw new IOException(path + " is no IDX file of labels (bytes with one axis)");
      }
      int count = header.getInt();
      if (count != size) {
        throw new IOException(path + " has " + count + " labels for " + size + " images");
      }
      return file.read(8, size).array();
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public void read(int n, byte[] into) {
    int length = height * width;
    try {
      file.read(HEADER + (long) n * length, length).get(into, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Factor> factors() {
    return labels == null
        ? List.of()
        : List.of(
            new Factor("class", IntStream.range(0, classes).mapToObj(Integer::toString).toList()));
  }

  @Override
  public int value(int n, int factor) {
    return labels[n] & 255;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
