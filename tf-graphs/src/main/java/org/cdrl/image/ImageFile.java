package org.cdrl.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads PNG and JPEG files whose size is looked at before their pixels are unpacked. */
public final class ImageFile {
  /** A photograph has 50 million; a file of some kilobytes may unpack to billions. */
  private static final long MOST_PIXELS = 100_000_000;

  private ImageFile() {}

  /**
   * Reads an image.
   *
   * @throws IOException if it is neither PNG nor JPEG, too large, or damaged; without the file's
   *     name
   */
  public static BufferedImage read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("it is no file");
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("it is neither PNG nor JPEG");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width * height > MOST_PIXELS) {
          throw new IOException(
              "it has "
                  + width
                  + " x "
                  + height
                  + " pixels, more than the "
                  + MOST_PIXELS
                  + " that are read");
        }
        return reader.read(0);
      } catch (RuntimeException e) {
        throw new IOException("it is damaged: " + e, e);
      } finally {
        reader.dispose();
      }
    }
  }
}
