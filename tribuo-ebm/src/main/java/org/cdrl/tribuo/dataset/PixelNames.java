package org.cdrl.tribuo.dataset;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of features that are pixels: the number of a value in the image's rows from 0 on, perhaps
 * with zeros before it, as Tribuo's IDXDataSource names them; or pixel.ROW.COLUMN, with .r, .g or
 * .b where there are colours.
 *
 * @param height rows of pixels
 * @param width pixels per row
 * @param channels 1 for grey, 3 for red, green and blue
 * @param digits of names that are numbers with zeros before them, 1 without those; 0 for names that
 *     begin with "pixel"
 */
public record PixelNames(int height, int width, int channels, int digits) {
  private static final Pattern PLACE = Pattern.compile("pixel\\.(\\d+)\\.(\\d+)(?:\\.([rgb]))?");
  private static final String COLORS = "rgb";

  /** The number of values of an image. */
  public int values() {
    return height * width * channels;
  }

  /**
   * The name of a value.
   *
   * @param n 0 .. values-1, in [height, width, channels]
   */
  public String name(int n) {
    if (digits > 0) {
      return String.format(Locale.ROOT, "%0" + digits + "d", n);
    }
    int pixel = n / channels;
    String color = channels == 1 ? "" : "." + COLORS.charAt(n % channels);
    return "pixel." + pixel / width + "." + pixel % width + color;
  }

  /**
   * The value that has a name, of either form.
   *
   * @return 0 .. values-1, in [height, width, channels]
   * @throws IllegalArgumentException if it names no value of such images
   */
  public int index(String name) {
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
              + this
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

  /** The size of the images. */
  @Override
  public String toString() {
    return height + " x " + width + " x " + channels;
  }
}
