package org.cdrl.tribuo.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.cdrl.tribuo.output.WholeFile;

/** Picture files. */
public final class Picture {
  private Picture() {}

  /** Writes a PNG file. */
  public static void write(Path file, BufferedImage image) throws IOException {
    WholeFile.write(
        file,
        out -> {
          if (!ImageIO.write(image, "png", out)) {
            throw new IOException("This Java runtime cannot write PNG pictures");
          }
        });
  }
}
