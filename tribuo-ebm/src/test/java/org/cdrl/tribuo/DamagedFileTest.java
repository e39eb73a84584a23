package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Model;
import org.tribuo.anomaly.Event;
import org.tribuo.classification.Label;

/** Files that are not what was written are refused, whatever became of them. */
class DamagedFileTest {
  /** Class name and type, in which single flips matter most. */
  private static final int HEAD = 160;

  private final byte[] good = Small.flowersModel().serialize().toByteArray();

  private static void requireRefused(byte[] bytes, String what) {
    assertThrows(
        Exception.class,
        () -> Model.deserializeFromStream(new ByteArrayInputStream(bytes)),
        () -> what + " was read as if nothing were wrong");
  }

  @Tag("slow")
  @Test
  void everyTruncationIsRefused() {
    for (int length = 0; length < good.length; length++) {
      requireRefused(Arrays.copyOf(good, length), "a file cut off after " + length + " bytes");
    }
  }

  @Test
  void flippedBytesAreRefused() {
    Random random = new Random(1);
    for (int n = 0; n < 500; n++) {
      int at = random.nextInt(good.length);
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 + random.nextInt(255));
      requireRefused(bad, "a file with another byte " + at);
    }
    for (int at = 0; at < HEAD; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bad = good.clone();
        bad[at] ^= (byte) (1 << bit);
        requireRefused(bad, "a file with bit " + bit + " of byte " + at + " flipped");
      }
    }
  }

  @Test
  void errorsSayWhatIsWrong(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.pb");
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(file, bad);
    String damaged = assertThrows(IOException.class, () -> CDRLModel.load(file)).getMessage();
    assertTrue(damaged.contains(file.toString()) && damaged.contains("damaged"), damaged);
    Files.write(file, good);
    String other =
        assertThrows(IOException.class, () -> CDRLModel.load(file, Event.class)).getMessage();
    assertTrue(other.contains("Label outputs, not of Event"), other);
    CDRLModel.load(file, Label.class).close();
  }
}
