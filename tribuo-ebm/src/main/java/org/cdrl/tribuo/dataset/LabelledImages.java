package org.cdrl.tribuo.dataset;

import org.cdrl.image.ImageSet;

/**
 * A source whose examples are images. The first factor of the images is the label of the examples;
 * the others are metadata of the examples, under their names. Features have the names of {@link
 * PixelNames}, with values from 0 (black, no feature) to 255 (white).
 */
public interface LabelledImages {
  /** The images in the order of the examples; they belong to the source. */
  ImageSet images();
}
