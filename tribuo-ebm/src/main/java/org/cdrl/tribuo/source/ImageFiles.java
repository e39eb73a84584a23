package org.cdrl.tribuo.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cdrl.image.CifarImages;
import org.cdrl.image.FolderImages;
import org.cdrl.image.IdxImages;
import org.cdrl.image.ImageSet;
import org.cdrl.image.Sprites;

/** Finds out what kind of images a file or folder holds. */
public final class ImageFiles {
  /** What names a set that the project draws itself, as in {@code sprites:10000}. */
  private static final String SPRITES = "sprites:";

  private static final int SEED_OF_SPRITES = 1;

  private ImageFiles() {}

  /**
   * Opens a set.
   *
   * @param name an IDX file (its labels are found beside it), a file or folder of CIFAR-10's binary
   *     files, a folder of PNG and JPEG files, a table of grey pixels with the class last, or
   *     "sprites:N"
   * @param side size that images of a folder are scaled to
   * @param channels of a folder's images
   */
  public static ImageSet open(String name, int side, int channels) throws IOException {
    int sprites = sprites(name);
    return sprites > 0 ? sprites(sprites) : open(Path.of(name), side, channels);
  }

  /** So many sprites. */
  static ImageSet sprites(int number) {
    return Sprites.of(number, SEED_OF_SPRITES);
  }

  /**
   * How many sprites a name asks for.
   *
   * @return 0 if it names files
   * @throws IOException if it asks for no number of them
   */
  public static int sprites(String name) throws IOException {
    if (isInFiles(name)) {
      return 0;
    }
    try {
      int number = Integer.parseInt(name.substring(SPRITES.length()));
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same message as for a number that is too small.
    }
    throw new IOException(name + " must be " + SPRITES + " and a number from 1 on");
  }

  /**
   * The files of a set, in the order of its images, with the labels behind.
   *
   * @param set that was opened with the path
   */
  static List<Path> of(Path path, ImageSet set) throws IOException {
    if (set instanceof FolderImages folder) {
      return folder.files();
    }
    if (Files.isDirectory(path)) {
      return batches(path);
    }
    return Stream.concat(Stream.of(path), labels(path).stream()).toList();
  }

  /**
   * Opens a set of files.
   *
   * @param path as above, but no sprites
   */
  static ImageSet open(Path path, int side, int channels) throws IOException {
    if (Files.isDirectory(path)) {
      List<Path> batches = batches(path);
      return batches.isEmpty()
          ? FolderImages.open(path, side, channels)
          : CifarImages.open(batches);
    }
    if (isCifar(path)) {
      return CifarImages.open(List.of(path));
    }
    return isTable(path) ? PixelTable.read(path) : IdxImages.open(path, labels(path).orElse(null));
  }

  private static List<Path> batches(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      // The folder that is published also holds test_batch.bin, which is not to learn from.
      return files
          .filter(ImageFiles::isCifar)
          .filter(file -> !file.getFileName().toString().startsWith("test"))
          .sorted()
          .toList();
    }
  }

  /** Whether a set of this name is in files, and not drawn. */
  public static boolean isInFiles(String name) {
    return !name.startsWith(SPRITES);
  }

  /** Whether a set may read this file, by its name. */
  public static boolean isImage(Path file) {
    return isCifar(file) || FolderImages.isImage(file);
  }

  /** The labels that stand beside images in an IDX file. */
  public static Optional<Path> labels(Path path) {
    if (path.getFileName() == null || isCifar(path) || isTable(path)) {
      return Optional.empty();
    }
    String name = path.getFileName().toString();
    Path labels = path.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
    return !labels.equals(path) && Files.isRegularFile(labels)
        ? Optional.of(labels)
        : Optional.empty();
  }

  private static boolean isTable(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".csv") || name.endsWith(".csv.gz");
  }

  private static boolean isCifar(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".bin") || name.endsWith(".bin.gz");
  }
}
