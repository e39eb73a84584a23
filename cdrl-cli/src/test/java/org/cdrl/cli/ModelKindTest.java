package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Commands that draw rows or images do what the model is for. F in a line is the folder with the
 * models.
 */
class ModelKindTest {
  @TempDir static Path folder;

  @BeforeAll
  static void aModelOfEachKind() throws IOException {
    Path table = Files.writeString(folder.resolve("shapes.csv"), TinyModels.shapes(1));
    TinyModels.train(table, List.of("shape"), folder.resolve("table.cdrl"), builder -> builder);
    StringBuilder pixels = new StringBuilder();
    for (int n = 0; n < 8; n++) {
      pixels.append((n % 2 == 0 ? "16,0," : "0,16,").repeat(32));
      pixels.append(n % 2 == 0 ? "even\n" : "odd\n");
    }
    Files.writeString(folder.resolve("stripes.csv"), pixels);
    Tool.Result trained =
        run(
            "train-images --images F/stripes.csv --width 8 --iterations 1 --batch 4 --threads 1"
                + " --quiet --out F/images.cdrl");
    assertEquals(0, trained.code(), trained.err());
  }

  private static Tool.Result run(String line) {
    return Tool.run((Object[]) line.replace("F/", folder + "/").split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sample F/table.cdrl --clip --out - | --clip cannot be given: F/table.cdrl is a model of a"
            + " table",
        "compose F/table.cdrl --zoom 2 --out - | --zoom cannot be given: F/table.cdrl is a model of"
            + " a table",
        "sample F/images.cdrl --no-missing --out F/x.png | --no-missing cannot be given:"
            + " F/images.cdrl is a model of images",
        "sample F/images.cdrl --delimiter tab --out F/x.png | --delimiter cannot be given",
        "sample F/images.cdrl --out F/x.csv | --out is \"F/x.csv\" but must be a name that ends in"
            + " .png",
        "sample F/images.cdrl --out - | --out is \"-\" but must be a name that ends in .png",
        "sample F/images.cdrl --count 0 --out F/x.png | --count is \"0\" but must be",
        "compose F/images.cdrl --all class=odd --given class=odd --out F/x.png | --given cannot be"
            + " given with --all",
        "sample F/images.cdrl --given odd --out F/x.png | --given is \"odd\" but must be"
      })
  void whatDoesNotGoWithTheModelIsRefused(String line, String message) {
    Tool.Result result = run(line);
    assertEquals(Cdrl.WRONG_USAGE, result.code(), result.err());
    assertTrue(result.err().contains(message.replace("F/", folder + "/")), result.err());
    assertTrue(Files.notExists(folder.resolve("x.png")));
  }

  @Test
  void imagesDrawnInPartsAreThoseOfTheWhole() throws IOException {
    String sample = "sample F/images.cdrl --steps 1 --zoom 1 --threads 1 --seed 3 ";
    assertEquals(0, run(sample + "--count 2 --out F/whole.png").code());
    assertEquals(0, run(sample + "--first 1 --count 1 --out F/part.png").code());
    BufferedImage whole = ImageIO.read(folder.resolve("whole.png").toFile());
    BufferedImage part = ImageIO.read(folder.resolve("part.png").toFile());
    for (int p = 0; p < 64; p++) {
      int x = 2 + p % 8;
      int y = 2 + p / 8;
      assertEquals(part.getRGB(x, y), whole.getRGB(10 + x, y), "pixel " + p);
    }
  }
}
