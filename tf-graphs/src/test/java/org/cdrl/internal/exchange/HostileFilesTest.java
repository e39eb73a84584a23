package org.cdrl.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.cdrl.ModelExchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that were made to take memory, time or another model's place. Every one is refused with a
 * line that says what is wrong, and none takes more memory than a multiple of its size.
 */
class HostileFilesTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path folder;

  private static PickleBytes pickle() {
    return new PickleBytes();
  }

  /** Name, pickle, and a part of what is said of it. */
  private record Hostile(String name, PickleBytes pickle, String said) {}

  private static List<Hostile> pickles() {
    PickleBytes deepLists = pickle();
    PickleBytes deepTuples = pickle().op(")");
    PickleBytes memoBomb = pickle().op(")").op("q").one(0);
    for (int n = 0; n < 200_000; n++) {
      deepLists.op("]");
      deepTuples.op("\u0085");
    }
    for (int n = 1; n < 200_000; n++) {
      deepLists.op("a");
    }
    for (int n = 0; n < 60; n++) {
      memoBomb.op("0").op("h").one(0).op("h").one(0).op("\u0086").op("q").one(0);
    }
    PickleBytes doubling = pickle().op(")").op("q").one(0);
    for (int n = 0; n < 60; n++) {
      doubling.op("h").one(0).op("h").one(0).op("\u0086").op("q").one(0);
    }
    return List.of(
        new Hostile("text of 1 GB", pickle().op("X").four(1 << 30), "1073741824 bytes"),
        new Hostile("text of 4 GB", pickle().op("X").four(-1), "4294967295 bytes"),
        new Hostile("long text of 2^62", pickle().op("\u008d").eight(1L << 62), "141"),
        new Hostile("bytes of 2 GB", pickle().op("B").four(Integer.MAX_VALUE), "66"),
        new Hostile("long bytes", pickle().op("\u008e").eight(1L << 40), "142"),
        new Hostile("array of bytes", pickle().op("\u0096").eight(1L << 40), "150"),
        new Hostile("long of 2 GB", pickle().op("\u008b").four(Integer.MAX_VALUE), "139"),
        new Hostile("old text", pickle().op("T").four(Integer.MAX_VALUE), "84"),
        new Hostile("long frame", pickle().op("\u0095").eight(Long.MAX_VALUE), "damaged"),
        new Hostile("digits", pickle().op("L").text("9".repeat(1 << 20) + "\n"), "76"),
        new Hostile("deep lists", deepLists, "dictionary"),
        new Hostile("deep tuples as a key", pickle().op("}").with(deepTuples).op("Ns"), "key"),
        new Hostile("self list", pickle().op("]").op("q").one(0).op("h").one(0).op("a"), "dict"),
        new Hostile(
            "self list as a key",
            pickle().op("}").op("]").op("q").one(1).op("h").one(1).op("aNs"),
            "key"),
        new Hostile("memo bomb as a key", pickle().op("}").with(doubling).op("Ns"), "key"),
        new Hostile("memo bomb among items", pickle().op("}(").with(doubling).op("Nu"), "key"),
        new Hostile(
            "memo bomb in a set", pickle().op("\u008f(").with(doubling).op("\u0090"), "143"),
        new Hostile("memo bomb frozen", pickle().op("(").with(doubling).op("\u0091"), "145"),
        new Hostile("memo bomb in a dict", pickle().op("(").with(doubling).op("Nd"), "100"),
        new Hostile("memo bomb", memoBomb, "instruction 48"),
        new Hostile("keys without value", pickle().op("}(K").one(1).op("u"), "without a value"),
        new Hostile("items of nothing", pickle().op("K").one(1).op("K").one(1).op("Ns"), "no dict"),
        new Hostile("missing memo", pickle().op("h").one(9), "memo"),
        new Hostile("no mark", pickle().op("t"), "damaged"),
        new Hostile("nothing", pickle(), "damaged"),
        new Hostile("unknown instruction", pickle().op("\u00ff"), "instruction"),
        new Hostile(
            "function",
            pickle().op("c").text("os\nsystem\n").op("(").string("id").op("tR"),
            "os.system"),
        new Hostile("instance", pickle().op("(").string("id").op("i").text("os\nsystem\n"), "105"),
        new Hostile("long name", pickle().op("c").text("a".repeat(1 << 20) + "\nb\n"), "aaa"),
        new Hostile(
            "called tensor type",
            pickle().op("c").text("torch\nFloatStorage\n").op(")R"),
            "called"),
        new Hostile("many axes", pickle().tensor("0", 1, new int[65], new int[65]), "65 axes"),
        new Hostile(
            "repeated numbers",
            pickle().tensor("0", 1, new int[] {1 << 30}, new int[] {0}),
            "beyond"),
        new Hostile(
            "beyond its storage", pickle().tensor("0", 4, new int[] {4}, new int[] {2}), "beyond"),
        new Hostile(
            "overflow",
            pickle().tensor("0", 4, new int[] {1 << 30, 1 << 30, 1 << 30}, new int[] {1, 1, 1}),
            "overflow"),
        new Hostile("cut off", pickle().op("X").one(1), "cut off"));
  }

  @TestFactory
  Stream<DynamicTest> picklesAreRefused() {
    return pickles().stream()
        .map(
            hostile ->
                DynamicTest.dynamicTest(
                    hostile.name(),
                    () -> {
                      Path file = folder.resolve("hostile.pth.tar");
                      new TorchArchive()
                          .add("archive/data.pkl", hostile.pickle().op(".").bytes())
                          .write(file);
                      refused(file, hostile.said());
                    }));
  }

  private static void refused(Path file, String said) {
    assertTimeoutPreemptively(
        SOON,
        () -> {
          String message =
              assertThrows(IOException.class, () -> ModelExchange.read(file, false, 0))
                  .getMessage();
          assertTrue(message.contains(said), message);
          assertTrue(message.contains(file.getFileName().toString()), message);
          assertTrue(message.length() < 1000, message);
        });
  }

  /** A checkpoint of two tiny "networks", as PyTorch would write it. */
  private static TorchArchive checkpoint(float value) {
    byte[] numbers =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(1)
            .putFloat(value)
            .putFloat(3)
            .putFloat(4)
            .array();
    PickleBytes pickle = pickle().op("}(");
    for (String network : List.of("pi", "p")) {
      pickle.string(network + "_state_dict").op("}(");
      pickle.string("module.w").tensor(network, 4, new int[] {2, 2}, new int[] {2, 1});
      pickle.string("b").tensor(network, 4, new int[] {1}, new int[] {1});
      pickle.op("u");
    }
    return new TorchArchive()
        .add("archive/data.pkl", pickle.op("u.").bytes())
        .add("archive/data/pi", numbers)
        .add("archive/data/p", numbers)
        .add("archive/version", "3\n".getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, NamedTensor> energy(Path file) throws IOException {
    return TorchCheckpoint.read(file, TorchCheckpoint.Weights.RAW).energy();
  }

  private static void assertSame(Map<String, NamedTensor> expected, Map<String, NamedTensor> read) {
    assertEquals(expected.keySet(), read.keySet());
    expected.forEach(
        (name, tensor) -> {
          assertArrayEquals(tensor.shape(), read.get(name).shape());
          assertArrayEquals(tensor.values(), read.get(name).values());
        });
  }

  @Test
  void aDamagedByteIsRefusedOrChangesNothing() throws IOException {
    Path file = folder.resolve("whole.pth.tar");
    checkpoint(2).write(file);
    Map<String, NamedTensor> expected = energy(file);
    assertArrayEquals(new float[] {1, 2, 3, 4}, expected.get("w").values());
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(1);
    int refused = 0;
    for (int at = 0; at < bytes.length; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      Path other = Files.write(folder.resolve("damaged.pth.tar"), damaged);
      try {
        assertSame(expected, energy(other));
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > bytes.length / 3, refused + " of " + bytes.length);
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() throws IOException {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Path file = folder.resolve("infinite.pth.tar");
      checkpoint(value).write(file);
      refused(file, "value 1 of w is " + value);
    }
  }

  @Test
  void archivesThatPyTorchDoesNotWriteAreRefused() throws IOException {
    Path file = folder.resolve("archive.pth.tar");
    checkpoint(2).compressed("archive/data/more", new byte[50 << 20]).write(file);
    refused(file, "more is compressed");
    checkpoint(2)
        .add("archive/data/pj", new byte[1])
        .renamed("archive/data/pj", "archive/data/pi")
        .write(file);
    refused(file, "two entries archive/data/pi");
    new TorchArchive().write(file);
    refused(file, "0 entries data.pkl");
    checkpoint(2).add("other/data.pkl", new byte[1]).write(file);
    refused(file, "2 entries data.pkl");
    new TorchArchive().add("archive/data.pkl", new byte[5 << 20]).write(file);
    refused(file, "5242880 bytes");
  }

  @Test
  void tensorsMayNotReadTheSameNumbersForEver() throws IOException {
    PickleBytes pickle = pickle().op("}(").string("pi_state_dict").op("}(");
    for (int n = 0; n < 2000; n++) {
      pickle.string("t" + n).tensor("big", 1 << 18, new int[] {1 << 18}, new int[] {1});
    }
    pickle.op("u").string("p_state_dict").op("}u.");
    Path file = folder.resolve("shared.pth.tar");
    new TorchArchive()
        .add("archive/data.pkl", pickle.bytes())
        .add("archive/data/big", new byte[4 << 18])
        .write(file);
    refused(file, "share their numbers too often");
  }

  private static Path safetensors(String header, int bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).array());
    out.write(text);
    out.write(new byte[bytes]);
    return Files.write(folder.resolve("hostile.safetensors"), out.toByteArray());
  }

  private static String tensor(String name, String shape, long begin, long end) {
    return String.format(
        java.util.Locale.ROOT,
        "\"%s\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[%d,%d]}",
        name,
        shape,
        begin,
        end);
  }

  @Test
  void safetensorsThatAreNotWholeAreRefused() throws IOException {
    List<String> many = new ArrayList<>();
    for (int n = 0; n < 3000; n++) {
      many.add(tensor("t" + n, "250000", 0, 1_000_000));
    }
    refused(safetensors("{" + String.join(",", many) + "}", 1_000_000), "begins at byte 0");
    String first = tensor("a", "2", 0, 8);
    refused(safetensors("{" + first + "," + tensor("b", "2", 4, 12) + "}", 12), "b begins at");
    refused(safetensors("{" + first + "," + tensor("b", "2", 12, 20) + "}", 20), "b begins at");
    refused(safetensors("{" + first + "}", 12), "8 bytes, but 12");
    refused(safetensors("{" + first + "}", 4), "8 bytes, but 4");
    refused(safetensors("{" + tensor("a", "2", 8, 0) + "}", 8), "wrong number of bytes");
    refused(safetensors("{" + tensor("a", "-2", 0, 8) + "}", 8), "negative");
    refused(safetensors("{" + tensor("a", "65536,65536", 0, 0) + "}", 0), "overflow");
    refused(safetensors("{" + tensor("a", "1073741824", 0, 4294967296L) + "}", 0), "damaged");
    refused(safetensors("{" + first.replace("F32", "F64") + "}", 8), "F64");
    refused(safetensors("[".repeat(1 << 20), 0), "damaged");
    refused(safetensors("{\"a\":" + "{\"b\":".repeat(200_000), 0), "damaged");
    refused(safetensors("{\"a\":[" + "0,".repeat(3 << 20) + "0]}", 0), "header");
    refused(safetensors("{}", 0), "no tensor");
    refused(safetensors("null", 0), "damaged");
    byte[] huge = {-1, -1, -1, -1, -1, -1, -1, 127, '{'};
    refused(Files.write(folder.resolve("h.safetensors"), huge), "cut off");
    NamedTensor none = new NamedTensor(new int[] {1}, new float[] {Float.NaN});
    Path file = folder.resolve("nan.safetensors");
    try (OutputStream out = Files.newOutputStream(file)) {
      new SafeTensors(Map.of("energy.w", none), Map.of()).write(out);
    }
    refused(file, "value 0 of energy.w is NaN");
  }

  @BeforeAll
  static void theCheckpointIsReadAtAll() throws IOException {
    Path file = folder.resolve("good.pth.tar");
    checkpoint(2).write(file);
    assertEquals(List.of("w", "b"), List.copyOf(energy(file).keySet()));
  }
}
