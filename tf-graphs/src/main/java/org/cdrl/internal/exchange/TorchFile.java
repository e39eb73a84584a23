package org.cdrl.internal.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import net.razorvine.pickle.PickleException;

/** A file that PyTorch's {@code save} wrote: a zip archive of a pickle and the tensors' numbers. */
final class TorchFile implements Closeable {
  /** The pickle of the largest published checkpoint has half a megabyte. */
  private static final long PICKLE_LIMIT = 4L << 20;

  /** How often all numbers of the archive may be read, for tensors may share storages. */
  private static final int SHARES = 4;

  private final Path path;
  private final ZipFile zip;
  private final String prefix;
  private final Object content;

  /** Bytes that may still be read for tensors. */
  private long left;

  private TorchFile(Path path, ZipFile zip, String prefix, Object content) {
    this.path = path;
    this.zip = zip;
    this.prefix = prefix;
    this.content = content;
    this.left = SHARES * path.toFile().length();
  }

  /**
   * Opens a file.
   *
   * @throws IOException saying what is wrong with it
   */
  static TorchFile open(Path path) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (ZipException e) {
      throw new IOException(
          path
              + " is no PyTorch file: it is no zip archive ("
              + e.getMessage()
              + "); files of PyTorch before 1.6 must be saved anew",
          e);
    }
    try {
      requireStored(path, zip);
      List<? extends ZipEntry> pickles =
          Collections.list(zip.entries()).stream()
              .filter(entry -> entry.getName().matches("[^/]*/data\\.pkl"))
              .toList();
      if (pickles.size() != 1) {
        throw new IOException(
            path + " is no PyTorch file: it has " + pickles.size() + " entries data.pkl");
      }
      String name = pickles.get(0).getName();
      byte[] pickle = read(path, zip, pickles.get(0), PICKLE_LIMIT);
      String prefix = name.substring(0, name.length() - "data.pkl".length());
      return new TorchFile(path, zip, prefix, unpickle(path, pickle));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static Object unpickle(Path path, byte[] pickle) throws IOException {
    try {
      return new SafeUnpickler().loads(pickle);
    } catch (PickleException e) {
      throw new IOException("The pickle in " + path + " is refused. " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new IOException("The pickle in " + path + " is damaged: " + e.getMessage(), e);
    }
  }

  /**
   * Fails unless the archive is as PyTorch writes it: entries of different names, none compressed,
   * that have room in the file. Others could unpack to more than memory holds.
   */
  private static void requireStored(Path path, ZipFile zip) throws IOException {
    Set<String> names = new HashSet<>();
    long bytes = 0;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!names.add(entry.getName())) {
        throw new IOException(path + " is damaged: it has two entries " + entry.getName());
      }
      if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
        throw new IOException(
            path
                + " is no PyTorch file, or is damaged: "
                + entry.getName()
                + " is compressed, which PyTorch never does");
      }
      bytes += entry.getSize();
    }
    if (bytes > path.toFile().length()) {
      throw new IOException(path + " is damaged: its entries are larger than the file");
    }
  }

  private static byte[] read(Path path, ZipFile zip, ZipEntry entry, long limit)
      throws IOException {
    if (entry.getSize() > limit) {
      throw new IOException(
          path
              + ": "
              + entry.getName()
              + " has "
              + entry.getSize()
              + " bytes, more than "
              + limit
              + ", the most that is read");
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readAllBytes();
    }
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    if (bytes.length != entry.getSize() || checksum.getValue() != entry.getCrc()) {
      throw new IOException(
          path
              + " is damaged: the checksum of "
              + entry.getName()
              + " does not fit its content. If PyTorch wrote it without checksums"
              + " (set_crc32_options), save it anew with them");
    }
    return bytes;
  }

  /** What was saved: maps, lists, numbers, texts, and {@link SafeUnpickler.Tensor}s. */
  Object content() {
    return content;
  }

  /**
   * The numbers of a tensor.
   *
   * @throws IllegalArgumentException if one of them is not finite
   */
  NamedTensor read(String name, SafeUnpickler.Tensor tensor) throws IOException {
    SafeUnpickler.Storage storage = tensor.storage();
    ZipEntry entry = zip.getEntry(prefix + "data/" + storage.key());
    if (entry == null) {
      throw new IOException(path + " has no data of storage " + storage.key());
    }
    long size = Math.multiplyExact(storage.size(), (long) storage.type().bytes);
    if (entry.getSize() != size) {
      throw new IOException(
          path + ": storage " + storage.key() + " has " + entry.getSize() + " bytes, not " + size);
    }
    left -= size;
    if (left < 0) {
      throw new IOException(path + " is no checkpoint: its tensors share their numbers too often");
    }
    byte[] bytes = read(path, zip, entry, Integer.MAX_VALUE - 16);
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int[] shape = tensor.shape();
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    int[] at = new int[shape.length];
    for (int n = 0; n < values.length; n++) {
      long position = tensor.offset();
      for (int axis = 0; axis < at.length; axis++) {
        position += at[axis] * tensor.stride()[axis];
      }
      values[n] = number(numbers, storage.type(), (int) position);
      for (int axis = at.length - 1; axis >= 0 && ++at[axis] == shape[axis]; axis--) {
        at[axis] = 0;
      }
    }
    return new NamedTensor(shape, values).requireFinite(name);
  }

  private static float number(ByteBuffer numbers, SafeUnpickler.Numbers type, int n) {
    return switch (type) {
      case FLOAT -> numbers.getFloat(4 * n);
      case DOUBLE -> (float) numbers.getDouble(8 * n);
      case BFLOAT16 -> Float.intBitsToFloat(numbers.getShort(2 * n) << 16);
      case HALF -> half(numbers.getShort(2 * n));
      case LONG -> numbers.getLong(8 * n);
      case INT -> numbers.getInt(4 * n);
      case BOOL -> numbers.get(n);
    };
  }

  private static float half(short bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double magnitude =
        exponent == 0
            ? fraction * 0x1p-24
            : exponent == 31
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : (1024 + fraction) * Math.pow(2, exponent - 25);
    return (float) (bits < 0 ? -magnitude : magnitude);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
