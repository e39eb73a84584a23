package org.cdrl.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * PNG and JPEG files in a folder. If it has folders with images in it, their names are the classes;
 * else the images have none. The middle square of an image is scaled to the size that is wanted.
 *
 * <p>Classes take turns: the first image of every class, then the second ones, and so on, so that
 * the first n images are of all classes.
 */
public final class FolderImages implements ImageSet {
  private final int side;
  private final int channels;
  private final List<Path> files;
  private final List<String> classes;
  private final int[] classOf;

  private FolderImages(
      int side, int channels, List<Path> files, List<String> classes, int[] classOf) {
    this.side = side;
    this.channels = channels;
    this.files = files;
    this.classes = classes;
    this.classOf = classOf;
  }

  /**
   * Lists the images of a folder, those of a class in alphabetical order; they are read when asked
   * for.
   *
   * @param side height and width that images are scaled to
   * @param channels 1 for grey, 3 for colour
   * @throws IOException if there are none
   */
  public static FolderImages open(Path folder, int side, int channels) throws IOException {
    List<String> classes = new ArrayList<>();
    List<List<Path>> ofClasses = new ArrayList<>();
    for (Path sub : sorted(folder, Files::isDirectory)) {
      List<Path> images = sorted(sub, FolderImages::isImage);
      if (!images.isEmpty()) {
        classes.add(sub.getFileName().toString());
        ofClasses.add(images);
      }
    }
    if (classes.isEmpty()) {
      ofClasses.add(sorted(folder, FolderImages::isImage));
    }
    List<Path> files = new ArrayList<>();
    List<Integer> classOf = new ArrayList<>();
    int most = ofClasses.stream().mapToInt(List::size).max().orElse(0);
    for (int turn = 0; turn < most; turn++) {
      for (int c = 0; c < ofClasses.size(); c++) {
        if (turn < ofClasses.get(c).size()) {
          files.add(ofClasses.get(c).get(turn));
          classOf.add(c);
        }
      }
    }
    if (files.isEmpty()) {
      throw new IOException(folder + " has no PNG or JPEG files, nor folders that have some");
    }
    int[] values = classOf.stream().mapToInt(Integer::intValue).toArray();
    return new FolderImages(side, channels, files, classes, values);
  }

  private static List<Path> sorted(Path folder, java.util.function.Predicate<Path> which)
      throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(which).sorted().toList();
    }
  }

  /** Whether a folder's file is one of its images, by its name. */
  public static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  /** The files, in the order of the images. */
  public List<Path> files() {
    return List.copyOf(files);
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public int height() {
    return side;
  }

  @Override
  public int width() {
    return side;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public void read(int n, byte[] into) {
    Pixels.of(scaled(image(files.get(n))), channels, into);
  }

  private static BufferedImage image(Path file) {
    try {
      return ImageFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(
              file + " cannot be read as an image (" + e.getMessage() + "); take it out", e));
    }
  }

  private BufferedImage scaled(BufferedImage image) {
    int cut = Math.min(image.getWidth(), image.getHeight());
    int left = (image.getWidth() - cut) / 2;
    int top = (image.getHeight() - cut) / 2;
    BufferedImage square = image.getSubimage(left, top, cut, cut);
    // Halving as long as possible averages all pixels, which one interpolation would not.
    while (square.getWidth() >= 2 * side) {
      square = drawn(square, square.getWidth() / 2);
    }
    return drawn(square, side);
  }

  private static BufferedImage drawn(BufferedImage from, int side) {
    BufferedImage to = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = to.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(from, 0, 0, side, side, null);
    graphics.dispose();
    return to;
  }

  @Override
  public List<Factor> factors() {
    return classes.isEmpty() ? List.of() : List.of(new Factor("class", classes));
  }

  @Override
  public int value(int n, int factor) {
    return classOf[n];
  }

  @Override
  public void close() {}
}
