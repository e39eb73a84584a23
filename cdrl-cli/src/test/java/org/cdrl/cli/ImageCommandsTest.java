package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.cdrl.CdrlModel;
import org.cdrl.tribuo.CDRLImageModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of images, one after another, on a model that learns for two iterations. */
class ImageCommandsTest {
  @TempDir static Path folder;

  private static String model;

  @BeforeAll
  static void train() throws IOException {
    StringBuilder csv = new StringBuilder();
    for (int n = 0; n < 8; n++) {
      for (int p = 0; p < 64; p++) {
        csv.append(p % 8 < 4 == (n % 2 == 0) ? 16 : 0).append(',');
      }
      csv.append(n % 2 == 0 ? "left" : "right").append('\n');
    }
    Files.writeString(folder.resolve("halves.csv"), csv);
    model = file("halves.cdrl");
    run(
        "train-images",
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
  }

  private static Tool.Result run(String... arguments) {
    Tool.Result result = Tool.run((Object[]) arguments);
    assertEquals(0, result.code(), result.err());
    return result;
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static BufferedImage image(String name) throws IOException {
    return ImageIO.read(folder.resolve(name).toFile());
  }

  @Test
  void imagesAreDrawnAndCompleted() throws IOException {
    run(
        "sample",
        model,
        "--balanced",
        "class",
        "--count",
        "4",
        "--steps",
        "1",
        "--zoom",
        "1",
        "--out",
        file("grid.png"));
    // Two classes side by side, two lines, gaps of 2 between and around.
    assertEquals(2 * 10 + 2, image("grid.png").getWidth());
    assertEquals(2 * 10 + 2, image("grid.png").getHeight());

    run(
        "inpaint",
        model,
        "--images",
        file("halves.csv"),
        "--mask",
        "right",
        "--count",
        "1",
        "--draws",
        "1",
        "--steps",
        "1",
        "--zoom",
        "1",
        "--out",
        file("in.png"));
    BufferedImage inpainted = image("in.png");
    for (int y = 2; y < 10; y++) {
      for (int x = 0; x < 4; x++) {
        assertEquals(
            inpainted.getRGB(2 + x, y), inpainted.getRGB(22 + x, y), "known pixels come back");
      }
    }

    String judge = "judge " + model + " --images " + file("halves.csv") + " --count 10";
    String network = judge + " --features none.pb";
    String unnamed = " cannot be given without --input and --output";
    assertTrue(say(2, network + " --bytes").contains("--bytes" + unnamed));
    assertTrue(say(2, network + " --probabilities p:0").contains("--probabilities" + unnamed));
    assertTrue(say(2, network + " --input x:0").contains("--output is missing"));
    assertTrue(say(2, judge + " --input x:0").contains("--input cannot be given without"));
  }

  @Test
  void strangersAreToldFromImages() {
    String told =
        say(
            0,
            "judge "
                + model
                + " --images "
                + file("halves.csv")
                + " --count 10 --steps 1 --against noise --against mixed --against shifted"
                + " --against blurred --against "
                + file("halves.csv"));
    for (String by :
        new String[] {
          "the energy of level 6",
          "the energies' sum",
          "the denoising error of level 1",
          "typicality",
          "neighbour 4 by pixels",
          "neighbour 4 by features of small classifier"
        }) {
      assertEquals(
          5, told.split("by " + by + " +[01]\\.\\d{3} \\+- 0\\.\\d{3}", -1).length - 1, told);
    }
    assertTrue(
        say(1, "judge " + model + " --images sprites:1 --against noise")
            .contains("at least 4 real"));
  }

  @Test
  void imagesAreScored() throws IOException {
    String score = "score " + model + " --images " + file("halves.csv") + " --out ";
    assertTrue(say(0, score + file("scores.csv")).contains("Wrote scores of 8 images"));
    List<String> lines = Files.readAllLines(folder.resolve("scores.csv"));
    assertEquals("image,anomaly_score,anomaly_share", lines.get(0));
    assertEquals(9, lines.size());
    for (int n = 1; n <= 8; n++) {
      String[] cells = lines.get(n).split(",");
      assertEquals(Integer.toString(n), cells[0]);
      assertTrue(Double.parseDouble(cells[1]) >= 0 && Double.parseDouble(cells[2]) < 1);
    }
    double first = Double.parseDouble(lines.get(1).split(",")[1]);
    double same = Double.parseDouble(lines.get(3).split(",")[1]);
    assertEquals(first, same, 1e-3 * first, "the same image again, but for rounding");
    assertTrue(say(2, score + "- --explain").contains("--explain cannot be given with --images"));
    run("export", model, "--out", file("told.safetensors"));
    run("import", file("told.safetensors"), "--out", file("imported.cdrl"));
    String imported = "score " + file("imported.cdrl") + " --images sprites:1 --out -";
    assertTrue(say(1, imported).contains("does not tell what images are usual"));
  }

  @Tag("slow")
  @Test
  void imagesAreFollowedComposedAndTakenElsewhere() throws IOException {
    run(
        "interpolate",
        model,
        "--count",
        "1",
        "--stops",
        "3",
        "--steps",
        "1",
        "--zoom",
        "1",
        "--out",
        file("walk.png"));
    assertEquals(3 * 10 + 2, image("walk.png").getWidth());
    run(
        "compose",
        model,
        "--all",
        "class=left",
        "--not",
        "class=right",
        "--count",
        "2",
        "--steps",
        "1",
        "--passes",
        "1",
        "--out",
        file("composed.png"));

    run("export", model, "--out", file("halves.safetensors"));
    Tool.Result imported = run("import", file("halves.safetensors"), "--out", file("again.cdrl"));
    assertTrue(imported.out().contains("size=8"), imported.out());
    run(
        "sample",
        file("again.cdrl"),
        "--given",
        "class=left",
        "--count",
        "1",
        "--steps",
        "1",
        "--out",
        file("left.png"));
  }

  @Test
  void longChainsGoOnWhereAFileKeepsThem() throws IOException {
    String longrun = "longrun " + model + " --count 2 --steps 1 --zoom 1 --seed 4 --kernel hmc";
    String kept = longrun + " --state " + file("chains.json") + " --chain-steps ";
    String real = " --images " + file("halves.csv");
    String whole =
        say(
            0,
            longrun
                + real
                + " --chain-steps 120 --out "
                + file("long.png")
                + " --curve "
                + file("curve.png"));
    assertTrue(image("curve.png").getWidth() > 100);
    // Two lines, at 0, 10, 100 and 120 steps.
    assertEquals(4 * 10 + 2, image("long.png").getWidth());
    say(0, kept + "60 --out " + file("begun.png"));
    // Ends between two records, so that the file keeps the one before, at 120.
    say(0, kept + "125 --out " + file("begun.png"));
    String resumed = say(0, kept + "120 --out " + file("resumed.png") + real);
    assertEquals(table(whole), table(resumed));
    assertEquals(-1, Files.mismatch(folder.resolve("long.png"), folder.resolve("resumed.png")));

    String fewer = say(2, kept + "60 --out " + file("begun.png"));
    assertTrue(fewer.contains("have made 120 already"), fewer);
    String other = say(2, kept.replace("hmc", "mala") + "130 --out " + file("begun.png"));
    assertTrue(other.contains("keeps other chains (2 chains, level 1, hmc"), other);
    Files.writeString(folder.resolve("text.json"), "text");
    String none = say(1, longrun + " --state " + file("text.json") + " --out " + file("begun.png"));
    assertTrue(none.contains("is no file of long chains"), none);
    String kernel = say(2, longrun + "x --out " + file("begun.png"));
    assertTrue(kernel.contains("must be ula, mala or hmc"), kernel);
    String rounded = say(2, longrun + " --bfloat16 --out " + file("begun.png"));
    assertTrue(rounded.contains("which compares energies that it rounds"), rounded);
    String pulled = longrun.replace("hmc", "mala") + " --recovery --level 6 --chain-steps 20";
    String told = say(0, pulled + real + " --out " + file("pulled.png"));
    assertTrue(table(told).contains("real"), told);
  }

  /** Without what was written where. */
  private static String table(String told) {
    return told.lines()
        .filter(line -> !line.startsWith("Wrote"))
        .collect(java.util.stream.Collectors.joining("\n"));
  }

  @Tag("slow")
  @Test
  void configurationMakesTheSameModelAgain() throws IOException {
    String config = file("halves.xml");
    String told = say(0, "info " + model + " --as-config " + config);
    assertTrue(told.contains("org.cdrl.tribuo.source.ImageDataSource"), told);
    assertTrue(told.contains("with trainer and source"), told);
    String again = "train-images --quiet --out " + file("same.cdrl") + " --config " + config;
    String from = again + " --trainer trainer --source source";
    say(0, from);
    String draw = " --count 2 --steps 1 --zoom 1 --out ";
    say(0, "sample " + model + draw + file("one.png"));
    say(0, "sample " + file("same.cdrl") + draw + file("two.png"));
    assertEquals(
        -1, Files.mismatch(folder.resolve("one.png"), folder.resolve("two.png")), "the same bits");
    assertTrue(say(1, from + " --set trainer.height=9").contains("are 8 x 8 x 1, but the trainer"));
    String tables = "train --config " + config + " --source source --trainer trainer --out ";
    assertTrue(
        say(2, tables + file("t.cdrl")).contains("is a CDRLImageTrainer and no CDRLTrainer"));
  }

  private static String say(int code, String line) {
    Tool.Result result = Tool.run((Object[]) line.split(" "));
    assertEquals(code, result.code(), result.err());
    return result.out() + result.err();
  }

  @Tag("slow")
  @Test
  void foldersAreLearnedLengthenedAndJudged() throws IOException {
    for (int n = 0; n < 12; n++) {
      BufferedImage half = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
      for (int p = 0; p < 64; p++) {
        half.setRGB(p % 8, p / 8, p % 8 < 4 == (n % 2 == 0) ? 0xffffff : 0x101010 * (n / 2));
      }
      Path sub = Files.createDirectories(folder.resolve(n % 2 == 0 ? "set/left" : "set/right"));
      ImageIO.write(half, "png", sub.resolve(n + ".png").toFile());
    }
    String train = "train-images --images " + file("set") + " --out " + file("model.cdrl");
    String fresh = train + " --width 8 --batch 4 --threads 1 --grey --checkpoint " + file("state");
    assertTrue(
        say(2, fresh + " --size 10").contains("--size is \"10\" but must be a multiple of 8"));
    String said = say(0, fresh + " --size 8 --iterations 2 --quiet").strip();
    assertTrue(said.startsWith("Wrote " + file("model.cdrl") + " after 2 iterations and 1"), said);
    assertTrue(said.contains("The energy learned for 2 iterations, which is too short"), said);
    assertTrue(say(1, fresh + " --size 8").contains("state is not empty: --resume continues"));
    String again =
        "train-images --out "
            + file("model.cdrl")
            + " --quiet --resume "
            + file("state")
            + " --iterations ";
    say(0, again + 3);
    try (CDRLImageModel tribuo = CDRLImageModel.load(folder.resolve("model.cdrl"))) {
      CdrlModel longer = tribuo.engine();
      assertEquals(3, longer.config().optimisation().iterations());
      assertEquals(1, longer.summary().pretrainingIterations());
      assertEquals(3, longer.summary().iterations());
    }
    assertTrue(say(1, again + 2).contains("ask for more"));

    String judged =
        say(
            0,
            "judge " + file("model.cdrl") + " --images " + file("set") + " --count 12 --steps 1");
    assertTrue(judged.contains("small classifier, 12 images each"), judged);
    String compose = "compose " + file("model.cdrl") + " --steps 1 --all class=left";
    say(0, compose + " --concept-weight 3 --batch 4 --zoom 1 --count 4 --out " + file("c.png"));
    assertEquals(10 + 2, image("c.png").getHeight());
    String missing = say(1, compose + " --out " + file("none/c.png"));
    assertTrue(missing.contains("there is no folder"), missing);
    String beyond =
        say(
            1,
            "inpaint "
                + file("model.cdrl")
                + " --first 12 --out "
                + file("in.png")
                + " --images "
                + file("set"));
    assertTrue(beyond.contains("There are images 0 to 11"), beyond);
  }
}
