package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.util.IOUtil;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tribuo.datasource.IDXDataSource;

/**
 * The shape of images. Names of features number the values of an image and do not tell how long its
 * rows are; the file that Tribuo's IDXDataSource read does.
 *
 * @param height rows of pixels
 * @param width pixels per row
 * @param channels values of a pixel
 * @param source that has the images
 */
record ImageShape(int height, int width, int channels, String source) {
  private static final String FEATURES_PATH = "featuresPath";

  /** Looks for such a source in a provenance; empty without one, or if its file is gone. */
  static Optional<ImageShape> of(ObjectProvenance provenance) {
    if (provenance.getClassName().equals(IDXDataSource.class.getName())) {
      return path(provenance).flatMap(ImageShape::read);
    }
    for (Pair<String, Provenance> part : provenance) {
      if (part.getB() instanceof ObjectProvenance inner) {
        Optional<ImageShape> found = of(inner);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> path(ObjectProvenance source) {
    for (Pair<String, Provenance> part : source) {
      if (part.getA().equals(FEATURES_PATH) && part.getB() instanceof PrimitiveProvenance<?> path) {
        return Optional.of(path.getValue().toString());
      }
    }
    return Optional.empty();
  }

  private static Optional<ImageShape> read(String path) {
    InputStream file = IOUtil.getInputStreamForLocation(path);
    if (file == null) {
      // It is gone; what the names tell must do.
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(file)) {
      int dimensions = in.readInt() & 0xff;
      if (dimensions < 3 || dimensions > 4) {
        return Optional.empty();
      }
      in.readInt();
      int height = in.readInt();
      int width = in.readInt();
      return Optional.of(new ImageShape(height, width, dimensions == 3 ? 1 : in.readInt(), path));
    } catch (IOException e) {
      // It is not what was read; what the names tell must do.
      return Optional.empty();
    }
  }

  /**
   * Refuses images of another shape than a trainer's.
   *
   * @throws IllegalArgumentException naming both
   */
  void require(int wantedHeight, int wantedWidth, int wantedChannels) {
    if (height != wantedHeight || width != wantedWidth || channels != wantedChannels) {
      throw new IllegalArgumentException(
          "The images of "
              + source
              + " are "
              + height
              + " x "
              + width
              + " x "
              + channels
              + ", but the trainer is for "
              + wantedHeight
              + " x "
              + wantedWidth
              + " x "
              + wantedChannels
              + " (height x width x channels); build one for theirs");
    }
  }
}
