package org.cdrl.tribuo.source;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.ConfigurableName;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.cdrl.image.Factor;
import org.cdrl.image.ImageSet;
import org.cdrl.tribuo.dataset.ExampleSource;
import org.cdrl.tribuo.dataset.LabelledImages;
import org.cdrl.tribuo.dataset.PixelNames;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * Images in files, or drawn sprites, as examples whose features are pixels: pixel.ROW.COLUMN, with
 * .r, .g or .b where there are colours, from 0 (black, no feature) to 255 (white). Images are read
 * when they are asked for, so that memory does not grow with their number. The first thing that is
 * known of them, such as their class, is the output; the others are metadata of the examples. Not
 * safe for use by several threads.
 */
public final class ImageDataSource implements ExampleSource<Label>, LabelledImages, AutoCloseable {
  @ConfigurableName private String name = "";

  @Config(
      description =
          "An IDX file of images (its labels are found beside it), a file or folder of CIFAR-10's"
              + " binary files, a folder of PNG and JPEG files (folders in it are classes), or a CSV"
              + " file of grey pixels with the class last. Default none: sprites.")
  private Path path;

  @Config(description = "How many sprites to draw, where there is no path, at least 1. Default 0.")
  private int sprites = 0;

  @Config(
      description =
          "Height and width that the images of a folder are scaled to, 2 to 512. Default 32.")
  private int size = 32;

  @Config(description = "1 if the images of a folder are grey, 3 (default) if coloured.")
  private int channels = 3;

  private ImageSet images;
  private PixelNames names;
  private FileProvenance provenance;

  /** For OLCUT. */
  private ImageDataSource() {}

  private ImageDataSource(Path path, int sprites, int size, int channels) throws IOException {
    this.path = path;
    this.sprites = sprites;
    this.size = size;
    this.channels = channels;
    postConfig();
  }

  /**
   * Images in files.
   *
   * @param size that the images of a folder are scaled to
   * @param channels of a folder's images, 1 for grey, 3 for colour
   * @throws IOException if they cannot be read
   */
  public static ImageDataSource of(Path path, int size, int channels) throws IOException {
    return new ImageDataSource(path, 0, size, channels);
  }

  /** So many sprites: images of 16 x 16 in colour with a known shape, colour, size and position. */
  public static ImageDataSource sprites(int number) throws IOException {
    return new ImageDataSource(null, number, 32, 3);
  }

  @Override
  public void postConfig() throws IOException {
    require(
        path == null == sprites > 0 && sprites >= 0,
        "sprites",
        path == null ? "must be at least 1 without a path" : "cannot be given with a path");
    require(size >= 2 && size <= 512, "size", "must be from 2 to 512, not " + size);
    require(channels == 1 || channels == 3, "channels", "must be 1 or 3, not " + channels);
    if (path == null) {
      images = ImageFiles.sprites(sprites);
    } else if (Files.exists(path)) {
      images = ImageFiles.open(path, size, channels);
    } else {
      throw new NoSuchFileException(path.toString());
    }
    names = new PixelNames(images.height(), images.width(), images.channels(), 0);
    provenance =
        new FileProvenance(
            this, path == null ? List.of() : ImageFiles.of(path, images), null, null);
  }

  private void require(boolean good, String setting, String what) {
    if (!good) {
      throw new PropertyException(name, setting, setting + " " + what);
    }
  }

  @Override
  public ImageSet images() {
    return images;
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public Label output(int n) {
    int value = images.factors().isEmpty() ? -1 : images.value(n, 0);
    return value < 0
        ? LabelFactory.UNKNOWN_LABEL
        : new Label(images.factors().get(0).labels().get(value));
  }

  @Override
  public Example<Label> example(int n) {
    Example<Label> example = new ArrayExample<>(output(n));
    byte[] image = new byte[images.values()];
    images.read(n, image);
    for (int v = 0; v < image.length; v++) {
      if (image[v] != 0) {
        example.add(new Feature(names.name(v), Byte.toUnsignedInt(image[v])));
      }
    }
    if (example.size() == 0) {
      example.add(new Feature(names.name(0), 0)); // Tribuo has no example without features.
    }
    for (int f = 1; f < images.factors().size(); f++) {
      Factor factor = images.factors().get(f);
      if (images.value(n, f) >= 0) {
        example.setMetadataValue(factor.name(), factor.labels().get(images.value(n, f)));
      }
    }
    return example;
  }

  /** Reads all images once. */
  @Override
  public FeatureMap features() {
    PixelStatistics statistics = new PixelStatistics(images.values());
    byte[] image = new byte[images.values()];
    for (int n = 0; n < images.size(); n++) {
      images.read(n, image);
      statistics.add(image);
    }
    return statistics.features(names);
  }

  @Override
  public OutputFactory<Label> getOutputFactory() {
    return new LabelFactory();
  }

  @Override
  public DataSourceProvenance getProvenance() {
    return provenance;
  }

  /** Closes the files; no example can be made any more. */
  @Override
  public void close() throws IOException {
    images.close();
  }

  @Override
  public String toString() {
    return path == null ? sprites + " sprites" : path.toString();
  }
}
