package org.cdrl.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.cdrl.tribuo.dataset.PixelNames;
import org.cdrl.tribuo.protos.PixelFeaturesProto;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.VariableInfo;
import org.tribuo.hash.HashedFeatureMap;

/**
 * How features are pixels. A feature that an example lacks is black.
 *
 * @param names of the features
 * @param black value of a black pixel
 * @param white value of a white one
 */
record PixelFeatures(PixelNames names, double black, double white) {
  private static final Logger LOG = Logger.getLogger(PixelFeatures.class.getName());
  private static final int MOST = 255;

  /**
   * Features as a data set names them.
   *
   * @throws IllegalArgumentException naming a feature that is no pixel
   */
  static PixelFeatures of(
      FeatureMap features, int height, int width, int channels, double black, double white) {
    if (features instanceof HashedFeatureMap) {
      throw new IllegalArgumentException(
          "The features are hashed, but pixels are found by their names; train without a"
              + " HashingTrainer");
    }
    PixelNames places = new PixelNames(height, width, channels, 0);
    int digits = 0;
    int last = -1;
    for (VariableInfo feature : features) {
      String name = feature.getName();
      last = Math.max(last, places.index(name));
      if (!name.startsWith("pixel")) {
        digits = digits == 0 || digits == name.length() ? name.length() : 1;
      }
    }
    PixelFeatures named =
        new PixelFeatures(new PixelNames(height, width, channels, digits), black, white);
    for (VariableInfo feature : features) {
      named.requireOfThisSize(feature.getName());
    }
    if (digits > 0 && places.values() - 1 - last >= 2 * width * channels) {
      LOG.warning(
          "No feature is named after number "
              + last
              + ", but images of "
              + places
              + " have values up to "
              + (places.values() - 1)
              + ": unless their lower rows are all black, they have another size, and height, width"
              + " or channels are wrong");
    }
    return named;
  }

  /** Names with zeros before them are as long as the largest number needs. */
  private void requireOfThisSize(String name) {
    boolean filledUp = name.length() > 1 && name.startsWith("0");
    if (filledUp && name.length() < String.valueOf(names.values()).length()) {
      throw new IllegalArgumentException(
          "Feature \""
              + name
              + "\" is of images with fewer than "
              + (int) Math.pow(10, name.length())
              + " values, but those of "
              + names
              + " have "
              + names.values()
              + "; height, width and channels must be those of the images");
    }
  }

  static PixelFeatures of(PixelFeaturesProto proto) {
    return new PixelFeatures(
        new PixelNames(proto.getHeight(), proto.getWidth(), proto.getChannels(), proto.getDigits()),
        proto.getBlack(),
        proto.getWhite());
  }

  PixelFeaturesProto toProto() {
    return PixelFeaturesProto.newBuilder()
        .setHeight(names.height())
        .setWidth(names.width())
        .setChannels(names.channels())
        .setBlack(black)
        .setWhite(white)
        .setDigits(names.digits())
        .build();
  }

  /** The image of an example, values 0..255, [height, width, channels]. */
  byte[] image(Example<?> example) {
    byte[] image = new byte[names.values()];
    for (Feature feature : example) {
      double share = (feature.getValue() - black) / (white - black);
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "Feature \""
                + feature.getName()
                + "\" is "
                + feature.getValue()
                + ", but pixels are from "
                + black
                + " (black) to "
                + white
                + " (white); these are settings of the trainer");
      }
      requireOfThisSize(feature.getName());
      image[names.index(feature.getName())] = (byte) Math.round(MOST * share);
    }
    return image;
  }

  /**
   * The features of an image that are not black; of one that is all black the first, for Tribuo has
   * no example without features.
   *
   * @param row values in [-1, 1] or a little beyond, a square of {@code size} with the image in its
   *     middle
   */
  List<Feature> features(float[] row, int size) {
    int width = names.width();
    int channels = names.channels();
    int top = (size - names.height()) / 2;
    int left = (size - width) / 2;
    List<Feature> features = new ArrayList<>();
    for (int n = 0; n < names.values(); n++) {
      int y = n / channels / width;
      int x = n / channels % width;
      double value = row[((top + y) * size + left + x) * channels + n % channels];
      double share = Math.min(1, Math.max(0, (value + 1) / 2));
      if (share > 0) {
        features.add(new Feature(names.name(n), black + share * (white - black)));
      }
    }
    if (features.isEmpty()) {
      features.add(new Feature(names.name(0), black));
    }
    return features;
  }
}
