package org.cdrl.image;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.cdrl.RowSource;
import org.cdrl.TrainingData;
import org.cdrl.config.ImageArchitecture;

/**
 * A set of images as rows to learn from: values in [-1, 1], smaller images with a black margin,
 * mirrored at random if wanted.
 */
public final class ImageRows implements RowSource {
  /** Images whose pixels count for the fingerprint. */
  private static final int FINGERPRINTED = 64;

  /** Sizes are multiples of 8: a margin of 8 or more is no filling up but another image. */
  private static final int WIDEST_MARGIN = 8;

  private final ImageSet set;
  private final ImageArchitecture architecture;
  private final boolean mirror;
  private final byte[] image;

  /**
   * Fits a set to networks.
   *
   * @param architecture whose size is at least that of the images, with as many channels
   * @param mirror whether left and right may be exchanged in training, at random; not for digits or
   *     letters
   * @throws IllegalArgumentException if the images do not fit
   */
  public ImageRows(ImageSet set, ImageArchitecture architecture, boolean mirror) {
    if (set.height() > architecture.size() || set.width() > architecture.size()) {
      throw new IllegalArgumentException(
          "Images of "
              + set.height()
              + " x "
              + set.width()
              + " do not fit into networks for "
              + architecture.size()
              + " x "
              + architecture.size());
    }
    if (architecture.size() - Math.max(set.height(), set.width()) >= WIDEST_MARGIN) {
      throw new IllegalArgumentException(
          "The images are "
              + set.height()
              + " x "
              + set.width()
              + ", much smaller than the networks' "
              + architecture.size()
              + " x "
              + architecture.size()
              + "; scale them, or use networks of their size");
    }
    if (set.channels() != architecture.channels()) {
      throw new IllegalArgumentException(
          "The images are "
              + kind(set.channels())
              + ", but the networks are for "
              + kind(architecture.channels())
              + " ones");
    }
    this.set = set;
    this.architecture = architecture;
    this.mirror = mirror;
    this.image = new byte[set.values()];
  }

  private static String kind(int channels) {
    return channels == 1 ? "grey" : "coloured";
  }

  /** These rows with all of the set's factors as condition attributes. */
  public TrainingData data() {
    return data(set.factors().stream().map(Factor::name).toList());
  }

  /**
   * These rows with some of the set's factors as condition attributes.
   *
   * @throws IllegalArgumentException if the set has no such factor
   */
  public TrainingData data(List<String> factors) {
    List<String> names = set.factors().stream().map(Factor::name).toList();
    TrainingData data = TrainingData.of(this);
    for (String name : factors) {
      int f = names.indexOf(name);
      if (f < 0) {
        throw new IllegalArgumentException("There is no factor " + name + " among " + names);
      }
      int[] values = new int[set.size()];
      for (int n = 0; n < values.length; n++) {
        values[n] = set.value(n, f);
      }
      Factor factor = set.factors().get(f);
      data = data.attribute(factor.name(), values, factor.labels());
    }
    return data;
  }

  /**
   * Rows first .. last-1 as they are.
   *
   * @throws IllegalArgumentException if there are no such rows
   */
  public float[][] rows(int first, int last) {
    if (first < 0 || first >= last || last > set.size()) {
      throw new IllegalArgumentException(
          "There are images 0 to " + (set.size() - 1) + ", but not " + first + " to " + (last - 1));
    }
    return rows(IntStream.range(first, last));
  }

  /** Rows of these numbers as they are, in this order. */
  public float[][] rows(IntStream numbers) {
    return numbers
        .mapToObj(
            n -> {
              float[] row = new float[architecture.values()];
              read(n, 0, row);
              return row;
            })
        .toArray(float[][]::new);
  }

  @Override
  public int size() {
    return set.size();
  }

  @Override
  public List<String> columns() {
    return architecture.columns();
  }

  @Override
  public void read(int row, long occasion, float[] into) {
    set.read(row, image);
    boolean mirrored =
        mirror
            && occasion > 0
            && new SplittableRandom(occasion * 0x9E3779B97F4A7C15L + row).nextBoolean();
    int side = architecture.size();
    int channels = architecture.channels();
    int top = (side - set.height()) / 2;
    int left = (side - set.width()) / 2;
    Arrays.fill(into, -1);
    for (int y = 0; y < set.height(); y++) {
      for (int x = 0; x < set.width(); x++) {
        int from = mirrored ? set.width() - 1 - x : x;
        for (int c = 0; c < channels; c++) {
          into[((top + y) * side + left + x) * channels + c] =
              Pixels.value(image[(y * set.width() + from) * channels + c]);
        }
      }
    }
  }

  @Override
  public long fingerprint() {
    CRC32 crc = new CRC32();
    for (int n = 0; n < FINGERPRINTED; n++) {
      set.read((int) ((long) n * set.size() / FINGERPRINTED), image);
      crc.update(image);
    }
    return crc.getValue() * 31 + set.size() + (mirror ? 1 : 0);
  }
}
