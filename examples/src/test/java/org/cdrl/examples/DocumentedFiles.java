package org.cdrl.examples;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Small made-up files with the names and forms of those that documents take for the reader's own.
 */
final class DocumentedFiles {
  private DocumentedFiles() {}

  static void write(Path folder) throws IOException {
    Path data = Files.createDirectories(folder.resolve("examples").resolve("data"));
    for (String name : new String[] {"flats.csv", "new-flats.csv"}) {
      Files.copy(Path.of("data", name), data.resolve(name));
    }
    Files.writeString(folder.resolve("people.csv"), people());
    Files.writeString(folder.resolve("iris.arff"), flowers(1, 20, 20, 20, 0));
    Files.writeString(folder.resolve("new.arff"), flowers(2, 4, 4, 4, 0));
    Files.writeString(folder.resolve("holes.arff"), flowers(3, 20, 20, 20, .1));
    Files.writeString(folder.resolve("unbalanced.arff"), flowers(4, 30, 30, 10, 0));
    Files.write(folder.resolve("digits.csv.gz"), packed(digits()));
    for (String name : new String[] {"train", "t10k", "kmnist/t10k", "fashion-mnist/t10k"}) {
      images(folder.resolve(name + "-images-idx3-ubyte.gz"), 28, 60);
      labels(folder.resolve(name + "-labels-idx1-ubyte.gz"), 60);
    }
    for (String name : new String[] {"data_batch_1", "test_batch_first1000"}) {
      Files.write(folder.resolve(name + ".bin.gz"), packed(coloured()));
    }
  }

  private static String people() {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder rows = new StringBuilder("age,sex,job,income\n");
    for (int n = 0; n < 3000; n++) {
      int age = random.nextInt(18, 80);
      String job = random.nextInt(age) < 25 ? "clerk" : "nurse";
      String sex = random.nextBoolean() ? "f" : "m";
      long income = Math.round((20 + .4 * age + random.nextInt(20)) * 1000);
      rows.append(age + "," + sex + "," + job + "," + income + "\n");
    }
    return rows.toString();
  }

  private static String flowers(long seed, int setosa, int versicolor, int virginica, double gaps) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder arff = new StringBuilder("@relation iris\n");
    for (String name : new String[] {"sepallength", "sepalwidth", "petallength", "petalwidth"}) {
      arff.append("@attribute " + name + " numeric\n");
    }
    arff.append("@attribute class {Iris-setosa,Iris-versicolor,Iris-virginica}\n@data\n");
    String[] labels = {"Iris-setosa", "Iris-versicolor", "Iris-virginica"};
    int[] rows = {setosa, versicolor, virginica};
    for (int c = 0; c < labels.length; c++) {
      for (int r = 0; r < rows[c]; r++) {
        for (double centre : new double[] {5 + .7 * c, 3.3 - .3 * c, 1.5 + 2 * c, .3 + .9 * c}) {
          double value = Math.max(.1, centre + .3 * random.nextGaussian());
          String cell = Double.toString(Math.round(10 * value) / 10.);
          arff.append((random.nextDouble() < gaps ? "?" : cell) + ",");
        }
        arff.append(labels[c] + "\n");
      }
    }
    return arff.toString();
  }

  /** Lines of 64 pixels and a class. */
  private static byte[] digits() {
    StringBuilder lines = new StringBuilder();
    for (int n = 0; n < 200; n++) {
      for (int pixel = 0; pixel < 64; pixel++) {
        lines.append(16 * shade(n, pixel / 8, pixel % 8, 8) / 255).append(',');
      }
      lines.append(n % 10).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** A bar whose height is the class, somewhere. */
  private static int shade(int n, int y, int x, int side) {
    int left = n / 10 % (side / 2);
    boolean inside = x >= left && x < left + side / 4 && y < (n % 10 + 1) * side / 11 + 1;
    return inside ? 255 : 0;
  }

  private static void images(Path file, int side, int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int header : new int[] {0x803, count, side, side}) {
      out.writeInt(header);
    }
    for (int n = 0; n < count; n++) {
      for (int pixel = 0; pixel < side * side; pixel++) {
        out.writeByte(shade(n, pixel / side, pixel % side, side));
      }
    }
    Files.createDirectories(file.getParent());
    Files.write(file, packed(bytes.toByteArray()));
  }

  /** CIFAR-10's form: a class, and 32 x 32 pixels of red, of green and of blue. */
  private static byte[] coloured() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int n = 0; n < 60; n++) {
      bytes.write(n % 10);
      for (int value = 0; value < 3 * 32 * 32; value++) {
        bytes.write(shade(n, value / 32 % 32, value % 32, 32) >> value / (32 * 32));
      }
    }
    return bytes.toByteArray();
  }

  private static void labels(Path file, int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0x801);
    out.writeInt(count);
    for (int n = 0; n < count; n++) {
      out.writeByte(n % 10);
    }
    Files.write(file, packed(bytes.toByteArray()));
  }

  private static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
