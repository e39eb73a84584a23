package org.cdrl.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Colour images in the binary files of CIFAR-10, plain or in gzip. */
public final class CifarImages implements ImageSet {
  private static final int SIDE = 32;
  private static final int PIXELS = SIDE * SIDE;
  private static final int RECORD = 1 + 3 * PIXELS;
  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private final List<Unpacked> files = new ArrayList<>();
  private final List<Integer> firsts = new ArrayList<>();
  private int size;

  private CifarImages() {}

  /**
   * Opens a set.
   *
   * @param paths for example {@code data_batch_1.bin}, .., in order
   * @throws IOException saying what is wrong with a file
   */
  public static CifarImages open(List<Path> paths) throws IOException {
    CifarImages set = new CifarImages();
    try {
      for (Path path : paths) {
        Unpacked file = Unpacked.open(path);
        set.files.add(file);
        if (file.size() == 0 || file.size() % RECORD != 0) {
          throw new IOException(
              path
                  + " is no file of CIFAR-10: it has "
                  + file.size()
                  + " bytes, no multiple of "
                  + RECORD);
        }
        set.firsts.add(set.size);
        set.size = Math.addExact(set.size, Math.toIntExact(file.size() / RECORD));
      }
      for (int n = 0; n < set.size; n++) {
        if (set.value(n, 0) >= CLASSES.size()) {
          throw new IOException(
              paths
                  + ": image "
                  + (n + 1)
                  + " has the class "
                  + set.value(n, 0)
                  + ", but CIFAR-10 has ten");
        }
      }
      return set;
    } catch (IOException | RuntimeException e) {
      set.close();
      throw e;
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int height() {
    return SIDE;
  }

  @Override
  public int width() {
    return SIDE;
  }

  @Override
  public int channels() {
    return 3;
  }

  private ByteBuffer read(int n, int from, int length) {
    int file = files.size() - 1;
    while (firsts.get(file) > n) {
      file--;
    }
    try {
      return files.get(file).read((long) (n - firsts.get(file)) * RECORD + from, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void read(int n, byte[] into) {
    byte[] planes = read(n, 1, 3 * PIXELS).array();
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      for (int channel = 0; channel < 3; channel++) {
        into[3 * pixel + channel] = planes[channel * PIXELS + pixel];
      }
    }
  }

  @Override
  public List<Factor> factors() {
    return List.of(new Factor("class", CLASSES));
  }

  @Override
  public int value(int n, int factor) {
    return read(n, 0, 1).get() & 255;
  }

  @Override
  public void close() throws IOException {
    for (Unpacked file : files) {
      file.close();
    }
  }
}
