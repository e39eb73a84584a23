package org.cdrl.internal.exchange;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of named tensors in the safetensors format: the header's length, a JSON header that tells
 * type, shape and place of every tensor, and the numbers.
 *
 * @param tensors by name
 * @param metadata texts by name
 */
public record SafeTensors(Map<String, NamedTensor> tensors, Map<String, String> metadata) {
  /** The header of the largest network has 100 kB; the format allows 100 MB. */
  private static final long HEADER_LIMIT = 4 << 20;

  /**
   * Reads a file; only float32 tensors are.
   *
   * @throws IOException saying what is wrong with it
   */
  public static SafeTensors read(Path file) throws IOException {
    long size = Files.size(file);
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(raw)) {
      long length = size < 8 ? -1 : Long.reverseBytes(in.readLong());
      if (length < 2 || length > size - 8) {
        throw new IOException(file + " is no safetensors file, or is cut off");
      }
      if (length > HEADER_LIMIT) {
        throw new IOException(
            file + " has a header of " + length + " bytes; at most " + HEADER_LIMIT + " are read");
      }
      byte[] header = in.readNBytes((int) length);
      long rest = size - 8 - length;
      if (rest > Integer.MAX_VALUE - 16) {
        throw new IOException(file + " is larger than 2 GiB, the most that is read");
      }
      ByteBuffer data = ByteBuffer.wrap(in.readNBytes((int) rest)).order(ByteOrder.LITTLE_ENDIAN);
      return parse(new String(header, StandardCharsets.UTF_8), data);
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | ArithmeticException
        | UnsupportedOperationException
        | IndexOutOfBoundsException
        | NullPointerException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private static SafeTensors parse(String header, ByteBuffer data) {
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Place> described = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> entry :
        JsonParser.parseString(header).getAsJsonObject().entrySet()) {
      JsonObject about = entry.getValue().getAsJsonObject();
      if (entry.getKey().equals("__metadata__")) {
        about.entrySet().forEach(m -> metadata.put(m.getKey(), m.getValue().getAsString()));
        continue;
      }
      String type = about.get("dtype").getAsString();
      if (!type.equals("F32")) {
        throw new IllegalArgumentException(
            entry.getKey() + " has numbers of type " + type + "; only F32 is read");
      }
      int[] shape = ints(about, "shape");
      int[] place = ints(about, "data_offsets");
      int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
      if (place.length != 2 || place[1] - place[0] != Math.multiplyExact(4, count)) {
        throw new IllegalArgumentException(
            entry.getKey() + " has the wrong number of bytes for its shape");
      }
      described.put(entry.getKey(), new Place(shape, place[0], count));
    }
    requireWhole(described, data.capacity());
    described.forEach((name, place) -> tensors.put(name, place.read(name, data)));
    return new SafeTensors(tensors, metadata);
  }

  /** Where a tensor's numbers are: from byte {@code begin}, four bytes each. */
  private record Place(int[] shape, int begin, int count) {
    NamedTensor read(String name, ByteBuffer data) {
      float[] values = new float[count];
      data.slice(begin, 4 * count).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return new NamedTensor(shape, values).requireFinite(name);
    }
  }

  /**
   * Fails unless the tensors lie one after the other and fill the data, as the format asks. Many
   * that share their numbers would take more memory than the file has.
   */
  private static void requireWhole(Map<String, Place> described, int size) {
    List<Map.Entry<String, Place>> inOrder = new ArrayList<>(described.entrySet());
    inOrder.sort(
        Comparator.<Map.Entry<String, Place>>comparingInt(entry -> entry.getValue().begin())
            .thenComparingInt(entry -> entry.getValue().count()));
    long end = 0;
    for (Map.Entry<String, Place> entry : inOrder) {
      if (entry.getValue().begin() != end) {
        throw new IllegalArgumentException(
            entry.getKey()
                + " begins at byte "
                + entry.getValue().begin()
                + ", but the tensor before it ends at "
                + end);
      }
      end += 4L * entry.getValue().count();
    }
    if (end != size) {
      throw new IllegalArgumentException(
          "its tensors have " + end + " bytes, but " + size + " follow the header");
    }
  }

  private static int[] ints(JsonObject about, String name) {
    var array = about.get(name).getAsJsonArray();
    int[] values = new int[array.size()];
    for (int n = 0; n < values.length; n++) {
      values[n] = array.get(n).getAsInt();
      if (values[n] < 0) {
        throw new IllegalArgumentException(name + " is negative");
      }
    }
    return values;
  }

  /** Writes what {@link #read} reads. */
  public void write(OutputStream out) throws IOException {
    JsonObject header = new JsonObject();
    JsonObject texts = new JsonObject();
    metadata.forEach(texts::addProperty);
    header.add("__metadata__", texts);
    int offset = 0;
    for (Map.Entry<String, NamedTensor> entry : tensors.entrySet()) {
      JsonObject about = new JsonObject();
      about.addProperty("dtype", "F32");
      about.add("shape", array(entry.getValue().shape()));
      int end = Math.addExact(offset, Math.multiplyExact(4, entry.getValue().values().length));
      about.add("data_offsets", array(offset, end));
      header.add(entry.getKey(), about);
      offset = end;
    }
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    // The numbers begin at a multiple of 8.
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length).array());
    out.write(padded);
    for (NamedTensor tensor : tensors.values()) {
      ByteBuffer bytes =
          ByteBuffer.allocate(4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(tensor.values());
      out.write(bytes.array());
    }
  }

  private static com.google.gson.JsonArray array(int... values) {
    com.google.gson.JsonArray array = new com.google.gson.JsonArray();
    Arrays.stream(values).forEach(array::add);
    return array;
  }
}
