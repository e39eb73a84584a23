package org.cdrl.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.cdrl.files.WholeFile;

/** Images as PNG. */
public final class PngFile {
  private PngFile() {}

  /** Writes a PNG file. */
  public static void write(Path file, BufferedImage image) throws IOException {
    WholeFile.write(file, out -> encode(image, out));
  }

  /** An image as the address of an image in a page. */
  public static String dataUri(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    encode(image, out);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
  }

  private static void encode(BufferedImage image, OutputStream out) throws IOException {
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("This Java runtime cannot write PNG images");
    }
  }
}
