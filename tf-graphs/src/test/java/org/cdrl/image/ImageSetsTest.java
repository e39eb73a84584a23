package org.cdrl.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.cdrl.config.ImageArchitecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetsTest {
  @TempDir Path folder;

  private Path idx(String name, boolean gzip, int[] header, int... bytes) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream packed = gzip ? new GZIPOutputStream(raw) : raw;
        DataOutputStream out = new DataOutputStream(packed)) {
      for (int number : header) {
        out.writeInt(number);
      }
      for (int value : bytes) {
        out.writeByte(value);
      }
    }
    return file;
  }

  @Test
  void idxFilesPlainAndPacked() throws IOException {
    int[] header = {0x803, 2, 2, 3};
    int[] pixels = {0, 1, 2, 3, 4, 255, 9, 8, 7, 6, 5, 4};
    Path labels = idx("labels", true, new int[] {0x801, 2}, 7, 0);
    for (boolean gzip : new boolean[] {false, true}) {
      try (IdxImages set = IdxImages.open(idx("images" + gzip, gzip, header, pixels), labels)) {
        assertEquals(2, set.size());
        assertEquals(2, set.height());
        byte[] second = new byte[6];
        set.read(1, second);
        assertArrayEquals(new byte[] {9, 8, 7, 6, 5, 4}, second);
        assertEquals(7, set.value(0, 0));
        assertEquals(8, set.factors().get(0).labels().size());
      }
    }
    Path cut = idx("cut", true, header, 1, 2, 3);
    IOException e = assertThrows(IOException.class, () -> IdxImages.open(cut, null));
    assertTrue(e.getMessage().contains("19 bytes"), e.getMessage());
  }

  @Test
  void cifarFilesHavePlanes() throws IOException {
    byte[] records = new byte[2 * 3073];
    records[3073] = 3;
    records[3073 + 1 + 5] = 10; // red of pixel 5
    records[3073 + 1 + 1024 + 5] = 20;
    records[3073 + 1 + 2048 + 5] = (byte) 200;
    Path file = folder.resolve("batch.bin");
    Files.write(file, records);
    try (CifarImages set = CifarImages.open(List.of(file, file))) {
      assertEquals(4, set.size());
      byte[] image = new byte[3072];
      Thread.currentThread().interrupt();
      set.read(3, image);
      assertTrue(Thread.interrupted(), "an interruption takes nothing away");
      assertArrayEquals(
          new byte[] {10, 20, (byte) 200}, java.util.Arrays.copyOfRange(image, 15, 18));
      assertEquals("cat", set.factors().get(0).labels().get(set.value(3, 0)));
    }
  }

  @Test
  void foldersAreClassesAndTheMiddleIsScaled() throws IOException {
    for (String name : new String[] {"dark", "light"}) {
      Path sub = Files.createDirectory(folder.resolve(name));
      BufferedImage image = new BufferedImage(12, 8, BufferedImage.TYPE_INT_RGB);
      for (int x = 2; x < 10; x++) {
        for (int y = 0; y < 8; y++) {
          image.setRGB(x, y, name.equals("dark") ? 0x102030 : 0xffffff);
        }
      }
      ImageIO.write(image, "png", sub.resolve("a.png").toFile());
      ImageIO.write(image, "png", sub.resolve("b.png").toFile());
    }
    Files.writeString(folder.resolve("light").resolve("c.png"), "no image");
    try (FolderImages set = FolderImages.open(folder, 4, 3)) {
      assertEquals(List.of("dark", "light"), set.factors().get(0).labels());
      byte[] image = new byte[48];
      set.read(0, image);
      for (int v = 0; v < 48; v++) {
        assertEquals(0x10 * (1 + v % 3), image[v]);
      }
      int[] classes = IntStream.range(0, set.size()).map(n -> set.value(n, 0)).toArray();
      assertArrayEquals(new int[] {0, 1, 0, 1, 1}, classes, "classes take turns");
      UncheckedIOException unreadable =
          assertThrows(UncheckedIOException.class, () -> set.read(4, image));
      assertTrue(unreadable.getMessage().contains("c.png"), unreadable.getMessage());
    }
  }

  @Test
  void smallImagesGetAMarginAndMayBeMirrored() throws IOException {
    byte[] bytes = new byte[36];
    bytes[0] = (byte) 255;
    MemoryImages set = new MemoryImages(6, 6, 1, new byte[][] {bytes}, List.of(), new int[1][0]);
    ImageArchitecture image = ImageArchitecture.small(8, 1);
    float[] row = new float[64];
    ImageRows rows = new ImageRows(set, image, true);
    rows.read(0, 0, row);
    assertEquals(1, row[9]);
    assertEquals(-1, row[0]);
    int mirrored = 0;
    for (int occasion = 1; occasion <= 100; occasion++) {
      rows.read(0, occasion, row);
      mirrored += row[14] == 1 ? 1 : 0;
      assertEquals(1, row[9] + row[14] + 1, "one of both corners is white");
    }
    assertTrue(mirrored > 30 && mirrored < 70, mirrored + " of 100 were mirrored");
  }

  @Test
  void spritesTellWhatTheyShow() {
    ImageArchitecture image = ImageArchitecture.small(Sprites.SIDE, 3);
    Sprites set = Sprites.without(300, 1, new Sprites.Pair(1, 2), new Sprites.Pair(0, 4));
    float[][] rows = new ImageRows(set, image, false).rows(0, 300);
    for (int n = 0; n < rows.length; n++) {
      int[] seen = Sprites.recognize(rows[n]);
      int[] causes = {set.value(n, 0), set.value(n, 1), set.value(n, 2), set.value(n, 3)};
      assertArrayEquals(causes, seen);
      assertTrue(seen[0] != 1 || seen[1] != 2, "the pair is held out");
      assertTrue(seen[0] != 0 || seen[1] != 4, "and the other one");
    }
    assertEquals(null, Sprites.recognize(new float[image.values()]));
  }

  @Test
  void imagesOfOtherSizesAndColoursAreFitted() throws IOException {
    byte[] green = new byte[12];
    green[1] = (byte) 200;
    green[9] = (byte) 100;
    MemoryImages set = new MemoryImages(2, 2, 3, new byte[][] {green}, List.of(), new int[1][0]);
    byte[] image = new byte[36];
    try (FittedImages grey = new FittedImages(set, 7, 1)) {
      assertEquals(6, grey.width());
      grey.read(0, image);
    }
    // Luma 117.4 of the green pixel in a corner, 29.9 of the red one in the other.
    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 6; x++) {
        int luma = y < 3 && x < 3 ? 117 : y >= 3 && x >= 3 ? 30 : 0;
        assertEquals(luma, image[y * 6 + x]);
      }
    }
    MemoryImages one =
        new MemoryImages(1, 1, 1, new byte[][] {{(byte) 250}}, List.of(), new int[1][0]);
    try (FittedImages coloured = new FittedImages(one, 1, 3)) {
      byte[] pixel = new byte[3];
      coloured.read(0, pixel);
      assertArrayEquals(new byte[] {(byte) 250, (byte) 250, (byte) 250}, pixel);
    }
  }
}
