package org.cdrl.tribuo;

import org.cdrl.config.ImageArchitecture;

/** Which networks learn images. */
public enum ImageNetworks {
  /** Small ones for images of any size, which get a black margin up to a multiple of 8. */
  SMALL(null),
  /** The paper's for CIFAR-10: 32 x 32, colour. */
  CIFAR10(ImageArchitecture.cifar10()),
  /** The paper's for ImageNet: 32 x 32, colour. */
  IMAGENET32(ImageArchitecture.imagenet32()),
  /** The paper's for CIFAR-10 with one resolution more: 64 x 64, colour. */
  CELEBA64(ImageArchitecture.celeba64());

  private final ImageArchitecture fixed;

  ImageNetworks(ImageArchitecture fixed) {
    this.fixed = fixed;
  }

  /** Whether they have a width and fit images of any size. */
  public boolean fitAnySize() {
    return fixed == null;
  }

  /**
   * The networks for images of a size.
   *
   * @param energyWidth channels at full resolution, where the networks have none of their own
   */
  public ImageArchitecture of(int height, int width, int channels, int energyWidth) {
    return fixed != null ? fixed : ImageArchitecture.smallFor(height, width, channels, energyWidth);
  }
}
