package org.cdrl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads numpy's {@code .npz} files (zip archives of {@code .npy} arrays) for tests.
 *
 * <p>Arrays are in C order, little endian, of type float16/32/64, int32/64, bool or unicode, and
 * come back flat; {@link #shape} tells their shape. Names are those given to numpy, which may hold
 * slashes, without the {@code .npy} of the archive entry.
 */
public final class Npz {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  private record Array(String dtype, int[] shape, int size, ByteBuffer data) {}

  private final Path file;
  private final Map<String, Array> arrays;

  private Npz(Path file, Map<String, Array> arrays) {
    this.file = file;
    this.arrays = arrays;
  }

  /** Reads all arrays of a file. */
  public static Npz read(Path file) throws IOException {
    Map<String, Array> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        ZipEntry entry = e.nextElement();
        String name = entry.getName();
        if (!name.endsWith(".npy")) {
          throw new IOException(file + ": entry " + name + " is not a .npy array");
        }
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        arrays.put(name.substring(0, name.length() - 4), parse(file + ": " + name, bytes));
      }
    }
    return new Npz(file, arrays);
  }

  /** The names of all arrays, in the order of the file. */
  public Set<String> names() {
    return Collections.unmodifiableSet(arrays.keySet());
  }

  /** Whether there is an array of that name. */
  public boolean has(String name) {
    return arrays.containsKey(name);
  }

  /** The shape of an array; of length 0 for a scalar. */
  public int[] shape(String name) {
    return array(name).shape.clone();
  }

  /** The elements of an array of any numeric type, as floats. */
  public float[] floats(String name) {
    double[] doubles = doubles(name);
    float[] out = new float[doubles.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) doubles[i];
    }
    return out;
  }

  /** The elements of an array of any numeric type, as doubles. */
  public double[] doubles(String name) {
    Array array = array(name);
    ByteBuffer data = array.data;
    double[] out = new double[array.size];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          switch (array.dtype) {
            case "<f2" -> halfToDouble(data.getShort(2 * i));
            case "<f4" -> data.getFloat(4 * i);
            case "<f8" -> data.getDouble(8 * i);
            case "<i4" -> data.getInt(4 * i);
            case "<i8" -> data.getLong(8 * i);
            case "|b1" -> data.get(i);
            default -> throw wrongType(name, array, "numbers");
          };
    }
    return out;
  }

  /** The elements of an array of an integer type or of bools (0 and 1). */
  public long[] longs(String name) {
    Array array = array(name);
    long[] out = new long[array.size];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          switch (array.dtype) {
            case "<i4" -> array.data.getInt(4 * i);
            case "<i8" -> array.data.getLong(8 * i);
            case "|b1" -> array.data.get(i);
            default -> throw wrongType(name, array, "integers");
          };
    }
    return out;
  }

  /** The elements of a unicode array. */
  public String[] strings(String name) {
    Array array = array(name);
    if (!array.dtype.startsWith("<U")) {
      throw wrongType(name, array, "strings");
    }
    int width = elementBytes(array.dtype);
    String[] out = new String[array.size];
    byte[] bytes = new byte[width];
    for (int i = 0; i < out.length; i++) {
      array.data.get(i * width, bytes);
      String text = new String(bytes, UTF_32LE);
      int end = text.length();
      while (end > 0 && text.charAt(end - 1) == 0) {
        end--;
      }
      out[i] = text.substring(0, end);
    }
    return out;
  }

  private Array array(String name) {
    Array array = arrays.get(name);
    if (array == null) {
      throw new NoSuchElementException(file + " has no array '" + name + "'");
    }
    return array;
  }

  private IllegalStateException wrongType(String name, Array array, String wanted) {
    return new IllegalStateException(
        file + ": array '" + name + "' of type " + array.dtype + " does not hold " + wanted);
  }

  private static Array parse(String where, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (byte b : MAGIC) {
      if (buffer.get() != b) {
        throw new IOException(where + ": not a .npy array");
      }
    }
    int major = buffer.get();
    buffer.get(); // minor version
    if (major != 1 && major != 2) {
      throw new IOException(where + ": .npy version " + major + " is not supported");
    }
    byte[] headerBytes = new byte[major == 1 ? buffer.getShort() & 0xffff : buffer.getInt()];
    buffer.get(headerBytes);
    String header = new String(headerBytes, StandardCharsets.ISO_8859_1);
    String dtype = field(DESCR, header, where);
    int elementBytes = elementBytes(dtype);
    if (elementBytes < 0) {
      throw new IOException(where + ": type " + dtype + " is not supported");
    }
    String shapeText = field(SHAPE, header, where).replace(" ", "");
    int[] shape = new int[0];
    if (!shapeText.isEmpty()) {
      String[] parts = shapeText.split(","); // drops the empty part after "3,"
      shape = new int[parts.length];
      for (int i = 0; i < parts.length; i++) {
        shape[i] = Integer.parseInt(parts[i]);
      }
    }
    if (field(ORDER, header, where).equals("True") && shape.length > 1) {
      throw new IOException(where + ": Fortran order is not supported");
    }
    int size = 1;
    for (int extent : shape) {
      size = Math.multiplyExact(size, extent);
    }
    if (buffer.remaining() != (long) size * elementBytes) {
      throw new IOException(
          where
              + ": "
              + buffer.remaining()
              + " bytes of data do not fit shape ("
              + shapeText
              + ")");
    }
    return new Array(dtype, shape, size, buffer.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  private static String field(Pattern pattern, String header, String where) throws IOException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new IOException(where + ": cannot parse the header " + header);
    }
    return matcher.group(1);
  }

  /** Bytes per element, or -1 for a type that is not supported. */
  private static int elementBytes(String dtype) {
    return switch (dtype) {
      case "|b1" -> 1;
      case "<f2" -> 2;
      case "<f4", "<i4" -> 4;
      case "<f8", "<i8" -> 8;
      default -> dtype.matches("<U\\d+") ? 4 * Integer.parseInt(dtype.substring(2)) : -1;
    };
  }

  private static double halfToDouble(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude;
    if (exponent == 0) {
      magnitude = Math.scalb((double) fraction, -24);
    } else if (exponent < 31) {
      magnitude = Math.scalb((double) (fraction | 0x400), exponent - 25);
    } else {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
