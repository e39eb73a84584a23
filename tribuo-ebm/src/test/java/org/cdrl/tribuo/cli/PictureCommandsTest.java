package org.cdrl.tribuo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of pictures, one after another, on a model that learns for two iterations. */
class PictureCommandsTest {
  @TempDir Path folder;

  private Tool.Result run(String... arguments) {
    Tool.Result result = Tool.run(arguments);
    assertEquals(0, result.code(), result.err());
    return result;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private BufferedImage picture(String name) throws IOException {
    return ImageIO.read(folder.resolve(name).toFile());
  }

  @Test
  void fromPixelsToPictures() throws IOException {
    StringBuilder csv = new StringBuilder();
    for (int n = 0; n < 8; n++) {
      for (int p = 0; p < 64; p++) {
        csv.append(p % 8 < 4 == (n % 2 == 0) ? 16 : 0).append(',');
      }
      csv.append(n % 2 == 0 ? "left" : "right").append('\n');
    }
    Files.writeString(folder.resolve("halves.csv"), csv);
    String model = file("halves.cdrl");
    run(
        "train",
        "--images",
        file("halves.csv"),
        "--width",
        "8",
        "--iterations",
        "2",
        "--batch",
        "4",
        "--threads",
        "1",
        "--out",
        model);

    run(
        "sample",
        model,
        "--grid",
        "--balanced",
        "class",
        "--n",
        "4",
        "--steps",
        "1",
        "--zoom",
        "1",
        "--out",
        file("grid.png"));
    // Two classes side by side, two lines, gaps of 2 between and around.
    assertEquals(2 * 10 + 2, picture("grid.png").getWidth());
    assertEquals(2 * 10 + 2, picture("grid.png").getHeight());

    run(
        "inpaint",
        model,
        "--images",
        file("halves.csv"),
        "--mask",
        "right",
        "--n",
        "1",
        "--draws",
        "1",
        "--steps",
        "1",
        "--zoom",
        "1",
        "--out",
        file("in.png"));
    BufferedImage inpainted = picture("in.png");
    for (int y = 2; y < 10; y++) {
      for (int x = 0; x < 4; x++) {
        assertEquals(
            inpainted.getRGB(2 + x, y), inpainted.getRGB(22 + x, y), "known pixels come back");
      }
    }

    run(
        "interpolate",
        model,
        "--lines",
        "1",
        "--stops",
        "3",
        "--steps",
        "1",
        "--zoom",
        "1",
        "--out",
        file("walk.png"));
    assertEquals(3 * 10 + 2, picture("walk.png").getWidth());
    Tool.Result long2 =
        run(
            "longrun",
            model,
            "--n",
            "2",
            "--moves",
            "4",
            "--stops",
            "2",
            "--steps",
            "1",
            "--out",
            file("long.png"),
            "--curve",
            file("curve.png"));
    assertTrue(long2.out().contains("after 4 steps"), long2.out());
    assertTrue(picture("curve.png").getWidth() > 100);
    run(
        "compose",
        model,
        "--grid",
        "--all",
        "class=left",
        "--not",
        "class=right",
        "--n",
        "2",
        "--steps",
        "1",
        "--out",
        file("composed.png"));

    run("export", model, "--out", file("halves.safetensors"));
    Tool.Result imported = run("import", file("halves.safetensors"), "--out", file("again.cdrl"));
    assertTrue(imported.out().contains("size=8"), imported.out());
    run(
        "sample",
        file("again.cdrl"),
        "--grid",
        "--given",
        "class=left",
        "--n",
        "1",
        "--steps",
        "1",
        "--out",
        file("left.png"));
  }
}
