package org.cdrl.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cdrl.tribuo.protos.PixelFeaturesProto;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.VariableInfo;
import org.tribuo.hash.HashedFeatureMap;

/**
 * How features are pixels. A feature's name is the number of its value in the image's rows from 0
 * on, perhaps with zeros before it, as Tribuo's IDXDataSource names them; or pixel.ROW.COLUMN, with
 * .r, .g or .b where there are colours. A feature that an example lacks is black.
 *
 * @param height rows of pixels
 * @param width pixels per row
 * @param channels 1 for grey, 3 for red, green and blue
 * @param black value of a black pixel
 * @param white value of a white one
 * @param digits of names that are numbers with zeros before them, 1 without those; 0 for names that
 *     begin with "pixel"
 */
record PixelFeatures(int height, int width, int channels, double black, double white, int digits) {
  private static final Logger LOG = Logger.getLogger(PixelFeatures.class.getName());
  private static final Pattern PLACE = Pattern.compile("pixel\\.(\\d+)\\.(\\d+)(?:\\.([rgb]))?");
  private static final String COLORS = "rgb";
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
    PixelFeatures pixels = new PixelFeatures(height, width, channels, black, white, 0);
    int digits = 0;
    int last = -1;
    for (VariableInfo feature : features) {
      String name = feature.getName();
      last = Math.max(last, pixels.index(name));
      if (!name.startsWith("pixel")) {
        digits = digits == 0 || digits == name.length() ? name.length() : 1;
      }
    }
    PixelFeatures named = new PixelFeatures(height, width, channels, black, white, digits);
    for (VariableInfo feature : features) {
      named.requireOfThisSize(feature.getName());
    }
    if (digits > 0 && pixels.values() - 1 - last >= 2 * width * channels) {
      LOG.warning(
          "No feature is named after number "
              + last
              + ", but images of "
              + named.size()
              + " have values up to "
              + (pixels.values() - 1)
              + ": unless their lower rows are all black, they have another size, and height, width"
              + " or channels are wrong");
    }
    return named;
  }

  /** Names with zeros before them are as long as the largest number needs. */
  private void requireOfThisSize(String name) {
    boolean filledUp = name.length() > 1 && name.startsWith("0");
    if (filledUp && name.length() < String.valueOf(values()).length()) {
      throw new IllegalArgumentException(
          "Feature \""
              + name
              + "\" is of images with fewer than "
              + (int) Math.pow(10, name.length())
              + " values, but those of "
              + size()
              + " have "
              + values()
              + "; height, width and channels must be those of the images");
    }
  }

  private String size() {
    return height + " x " + width + " x " + channels;
  }

  static PixelFeatures of(PixelFeaturesProto proto) {
    return new PixelFeatures(
        proto.getHeight(),
        proto.getWidth(),
        proto.getChannels(),
        proto.getBlack(),
        proto.getWhite(),
        proto.getDigits());
  }

  PixelFeaturesProto toProto() {
    return PixelFeaturesProto.newBuilder()
        .setHeight(height)
        .setWidth(width)
        .setChannels(channels)
        .setBlack(black)
        .setWhite(white)
        .setDigits(digits)
        .build();
  }

  int values() {
    return height * width * channels;
  }

  /** The image of an example, values 0..255, [height, width, channels]. */
  byte[] image(Example<?> example) {
    byte[] image = new byte[values()];
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
      image[index(feature.getName())] = (byte) Math.round(MOST * share);
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
    int top = (size - height) / 2;
    int left = (size - width) / 2;
    List<Feature> features = new ArrayList<>();
    for (int n = 0; n < values(); n++) {
      int y = n / channels / width;
      int x = n / channels % width;
      double value = row[((top + y) * size + left + x) * channels + n % channels];
      double share = Math.min(1, Math.max(0, (value + 1) / 2));
      if (share > 0) {
        features.add(new Feature(name(n), black + share * (white - black)));
      }
    }
    if (features.isEmpty()) {
      features.add(new Feature(name(0), black));
    }
    return features;
  }

  private String name(int n) {
    if (digits > 0) {
      return String.format(Locale.ROOT, "%0" + digits + "d", n);
    }
    int pixel = n / channels;
    String color = channels == 1 ? "" : "." + COLORS.charAt(n % channels);
    return "pixel." + pixel / width + "." + pixel % width + color;
  }

  private int index(String name) {
    Matcher place = PLACE.matcher(name);
    long index = -1;
    if (place.matches()) {
      int row = number(place.group(1));
      int column = number(place.group(2));
      boolean colored = place.group(3) != null;
      if (row < height && column < width && colored == (channels == 3)) {
        index =
            ((long) row * width + column) * channels
                + (colored ? COLORS.indexOf(place.group(3)) : 0);
      }
    } else if (name.matches("\\d+")) {
      index = number(name);
    }
    if (index < 0 || index >= values()) {
      throw new IllegalArgumentException(
          "Feature \""
              + name
              + "\" is no pixel of images of "
              + size()
              + "; its name must be a number below "
              + values()
              + ", or pixel.ROW.COLUMN"
              + (channels == 1 ? "" : ".r, .g or .b"));
    }
    return (int) index;
  }

  /** A number that may be too large to be a place. */
  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
