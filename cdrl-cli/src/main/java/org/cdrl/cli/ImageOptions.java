package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.cdrl.tribuo.ResumableTrainer;
import org.cdrl.tribuo.source.ImageDataSource;
import org.cdrl.tribuo.source.ImageFiles;

/**
 * The options about images to learn from.
 *
 * @param images files or folder that have them, or how many sprites
 * @param size that the images of a folder are scaled to
 * @param channels of a folder's images
 */
record ImageOptions(String images, int size, int channels) implements OptionedData {
  /** The images. */
  ImageDataSource source() throws IOException {
    int sprites = ImageFiles.sprites(images);
    return sprites > 0
        ? ImageDataSource.sprites(sprites)
        : ImageDataSource.of(Path.of(images), size, channels);
  }

  @Override
  public ImageDataSource source(ResumableTrainer<?, ?> trainer) throws IOException {
    return source();
  }
}
