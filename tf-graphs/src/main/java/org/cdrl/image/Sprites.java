package org.cdrl.image;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Small images with known causes, drawn when they are read: one figure on black, with a shape, a
 * colour, a size and a position. What an image shows can be told exactly ({@link #recognize}), so
 * that composed conditions can be checked.
 */
public final class Sprites implements ImageSet {
  /** Height and width. */
  public static final int SIDE = 16;

  /** Names of the factors in their order. */
  public static final List<Factor> FACTORS =
      List.of(
          new Factor("shape", List.of("square", "disc", "cross")),
          new Factor("color", List.of("red", "green", "blue", "yellow", "magenta", "cyan")),
          new Factor("size", List.of("small", "large")),
          new Factor(
              "position", List.of("upper-left", "upper-right", "lower-left", "lower-right")));

  /** Several, so that leaving out one pair leaves enough to learn that shapes have any colour. */
  private static final float[][] COLORS = {
    {1, -.6f, -.6f}, {-.6f, 1, -.6f}, {-.6f, -.6f, 1}, {1, 1, -.6f}, {1, -.6f, 1}, {-.6f, 1, 1}
  };

  /** Large enough that a disc is no square. */
  private static final int[] RADII = {4, 6};

  /** A pixel belongs to the figure where its brightest channel is above this. */
  private static final float FIGURE = 0;

  private final int size;
  private final long seed;
  private final Set<Pair> heldOut;

  private Sprites(int size, long seed, Set<Pair> heldOut) {
    this.size = size;
    this.seed = seed;
    this.heldOut = heldOut;
  }

  /** A shape and a colour, by their numbers among {@link #FACTORS}. */
  public record Pair(int shape, int color) {}

  /** So many images of all combinations. */
  public static Sprites of(int size, long seed) {
    return new Sprites(size, seed, Set.of());
  }

  /** So many images without some pairs of shape and colour. */
  public static Sprites without(int size, long seed, Pair... heldOut) {
    return new Sprites(size, seed, Set.of(heldOut));
  }

  /** One image's causes: values of the first factors, and the figure's middle. */
  private record Figure(int shape, int color, int size, int x, int y) {}

  /** The quarter of the image that a figure's middle lies in. */
  private static int position(int x, int y) {
    return (y < SIDE / 2 ? 0 : 2) + (x < SIDE / 2 ? 0 : 1);
  }

  private Figure figure(int n) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + n);
    int shape;
    int color;
    do {
      shape = random.nextInt(3);
      color = random.nextInt(COLORS.length);
    } while (heldOut.contains(new Pair(shape, color)));
    int large = random.nextInt(2);
    int margin = RADII[large] + 1;
    int room = SIDE - 2 * margin;
    return new Figure(
        shape, color, large, margin + random.nextInt(room + 1), margin + random.nextInt(room + 1));
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

  @Override
  public void read(int n, byte[] into) {
    Figure figure = figure(n);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean inside =
            inside(figure.shape(), RADII[figure.size()], x - figure.x(), y - figure.y());
        for (int c = 0; c < 3; c++) {
          float value = inside ? COLORS[figure.color()][c] : -1;
          into[(y * SIDE + x) * 3 + c] = (byte) Pixels.pixel(value);
        }
      }
    }
  }

  private static boolean inside(int shape, int radius, int dx, int dy) {
    int x = Math.abs(dx);
    int y = Math.abs(dy);
    return switch (shape) {
      case 0 -> Math.max(x, y) < radius;
      case 1 -> x * x + y * y < (radius - .4) * (radius - .4);
      default -> Math.max(x, y) < radius && Math.min(x, y) < radius / 2;
    };
  }

  @Override
  public List<Factor> factors() {
    return FACTORS;
  }

  @Override
  public int value(int n, int factor) {
    Figure figure = figure(n);
    return switch (factor) {
      case 0 -> figure.shape();
      case 1 -> figure.color();
      case 2 -> figure.size();
      default -> position(figure.x(), figure.y());
    };
  }

  /**
   * What an image shows: the figure, in any size and place, that differs least from it, and the
   * colour closest to the mean of its bright pixels.
   *
   * @param image values in [-1, 1], [SIDE, SIDE, 3]
   * @return a value per factor; null if even the closest figure is off in more than a quarter of
   *     its pixels
   */
  public static int[] recognize(float[] image) {
    boolean[] lit = new boolean[SIDE * SIDE];
    double[] sums = new double[4];
    for (int p = 0; p < lit.length; p++) {
      float most = Math.max(image[3 * p], Math.max(image[3 * p + 1], image[3 * p + 2]));
      lit[p] = most > FIGURE;
      for (int c = 0; lit[p] && c < 3; c++) {
        sums[c] += image[3 * p + c];
      }
      sums[3] += lit[p] ? 1 : 0;
    }
    int color = closest(sums);
    int[] best = null;
    int fewest = Integer.MAX_VALUE;
    for (int shape = 0; shape < 3; shape++) {
      for (int large = 0; large < 2; large++) {
        int radius = RADII[large];
        for (int y = radius; y < SIDE - radius; y++) {
          for (int x = radius; x < SIDE - radius; x++) {
            int off = 0;
            int area = 0;
            for (int p = 0; p < lit.length; p++) {
              boolean inside = inside(shape, radius, p % SIDE - x, p / SIDE - y);
              area += inside ? 1 : 0;
              off += inside != lit[p] ? 1 : 0;
            }
            if (off < fewest && 4 * off <= area) {
              fewest = off;
              best = new int[] {shape, color, large, position(x, y)};
            }
          }
        }
      }
    }
    return best;
  }

  /** The colour closest to the mean of pixels: their sums, and how many they are. */
  private static int closest(double[] sums) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int color = 0; color < COLORS.length; color++) {
      double distance = 0;
      for (int c = 0; c < 3; c++) {
        distance += Math.pow(sums[c] / Math.max(1, sums[3]) - COLORS[color][c], 2);
      }
      if (distance < least) {
        least = distance;
        best = color;
      }
    }
    return best;
  }

  @Override
  public void close() {}
}
