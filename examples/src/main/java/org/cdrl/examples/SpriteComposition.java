package org.cdrl.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.Sampler;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.image.ImageGrid;
import org.cdrl.image.ImageRows;
import org.cdrl.image.Sprites;
import org.cdrl.report.PngFile;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;

/**
 * Composition with a ground truth: a model of sprites, told shape and colour each on its own, is
 * trained without blue discs and then asked for them. What an image shows is recognised exactly.
 *
 * <p>{@code examples/run SpriteComposition [--bfloat16] [minutes=20] [iterations=5000] [folder=.]}
 * writes the model and its grids.
 */
public final class SpriteComposition {
  private static final int SPRITES = 20_000;
  private static final int DISC = 1;
  private static final int BLUE = 2;
  private static final int DRAWN = 200;
  private static final int SHOWN = 100;
  private static final int OF_A_PAIR = 20;

  private SpriteComposition() {}

  /** Trains, composes and counts. */
  public static void main(String[] args) throws IOException {
    List<String> given = new ArrayList<>(List.of(args));
    boolean bfloat16 = given.remove("--bfloat16");
    double minutes = given.size() > 0 ? Double.parseDouble(given.get(0)) : 20;
    int iterations = given.size() > 1 ? Integer.parseInt(given.get(1)) : 5000;
    Path folder = Files.createDirectories(Path.of(given.size() > 2 ? given.get(2) : "."));
    ImageArchitecture image =
        new ImageArchitecture(
            Sprites.SIDE,
            3,
            32,
            List.of(1, 2, 2),
            1,
            32,
            List.of(1, 1, 1),
            2,
            List.of(8, 4),
            .1,
            false);
    CdrlConfig config =
        CdrlConfig.images(image)
            .iterations(iterations)
            .pretrainingIterations(300)
            // Half of what is known is hidden, so that shape and colour are met alone, too.
            .conditionDropout(.5)
            .energyLearningRate(1e-3)
            .initializerLearningRate(1e-3)
            // Without it the energy ran away once, after 2,700 iterations in float32.
            .gapLimit(.2)
            .build();
    Sprites set = Sprites.without(SPRITES, 1, new Sprites.Pair(DISC, BLUE));
    TrainingListener listener = new Log(Duration.ofSeconds((long) (60 * minutes)));
    try (CdrlModel model =
        CdrlTrainer.of(config)
            .execution(Execution.DEFAULT.threads(1).mixedPrecision(bfloat16))
            .rollBacks(3)
            .fit(new ImageRows(set, image, false).data(List.of("shape", "color")), listener)) {
      model.save(folder.resolve("sprites.cdrl"));
      Condition disc = Condition.of("shape", "disc");
      Condition blue = Condition.of("color", "blue");
      Condition both = disc.and("color", "blue");
      Sampler any = model.sampler().batch(100);
      Album album = new Album(image, folder);
      Sampler composed = any.compose(Concept.of(disc), Concept.of(blue));
      album.discs("blue", "composed", composed);
      album.discs("blue", "composed, every level once", composed.drawPasses(1));
      // A shape shows in fewer pixels than a colour does, and has to be insisted on.
      album.discs(
          "blue",
          "composed, every level once, disc with weight 5, blue with 2",
          any.compose(new Concept(disc, 5), new Concept(blue, 2)).drawPasses(1));
      album.discs("blue", "as one condition", any.given(both));
      album.discs("blue", "as one condition, guidance 2", any.given(both).guidance(2));
      album.discs("blue", "as one condition, guidance 3", any.given(both).guidance(3));
      // A pair that was learned, to compare with.
      Condition learned = disc.and("color", "red");
      album.discs("red", "as one condition, guidance 2", any.given(learned).guidance(2));
      pairs(any);
    }
  }

  /** Counts what is right of every pair, composed. */
  private static void pairs(Sampler any) {
    List<String> shapes = Sprites.FACTORS.get(0).labels();
    List<String> colors = Sprites.FACTORS.get(1).labels();
    for (int s = 0; s < shapes.size(); s++) {
      for (int c = 0; c < colors.size(); c++) {
        Concept shape = Concept.of(Condition.of("shape", shapes.get(s)));
        Concept color = Concept.of(Condition.of("color", colors.get(c)));
        int right = 0;
        for (float[] image : any.compose(shape, color).draw(OF_A_PAIR)) {
          int[] seen = Sprites.recognize(image);
          right += seen != null && seen[0] == s && seen[1] == c ? 1 : 0;
        }
        System.out.printf(
            Locale.ROOT, "%s %s: %d of %d%n", colors.get(c), shapes.get(s), right, OF_A_PAIR);
      }
    }
  }

  /** Draws, counts and keeps images. */
  private record Album(ImageArchitecture image, Path folder) {
    void discs(String color, String how, Sampler sampler) throws IOException {
      int wanted = Sprites.FACTORS.get(1).labels().indexOf(color);
      float[][] drawn = sampler.draw(DRAWN);
      int discs = 0;
      int colored = 0;
      int both = 0;
      for (float[] image : drawn) {
        int[] seen = Sprites.recognize(image);
        boolean disc = seen != null && seen[0] == DISC;
        boolean right = seen != null && seen[1] == wanted;
        discs += disc ? 1 : 0;
        colored += right ? 1 : 0;
        both += disc && right ? 1 : 0;
      }
      System.out.printf(
          Locale.ROOT,
          "%s discs, %s: %d of %d (discs %d, %s %d)%n",
          color,
          how,
          both,
          DRAWN,
          discs,
          color,
          colored);
      String name = "sprites-" + (color + " " + how).replaceAll("\\W+", "-") + ".png";
      float[][] shown = Arrays.copyOf(drawn, SHOWN);
      PngFile.write(folder.resolve(name), ImageGrid.of(image, shown, 20, 2));
    }
  }

  /** Tells how training goes, and ends it in time. */
  private record Log(Duration limit) implements TrainingListener {
    @Override
    public int interval() {
      return 50;
    }

    @Override
    public boolean goOn(TrainingProgress progress) {
      System.out.printf(
          Locale.ROOT,
          "%s %d of %d, energy gap %.2f, initializer %.3f, %d s%n",
          progress.phase(),
          progress.iteration(),
          progress.iterations(),
          progress.energyGap(),
          progress.initializerLoss(),
          progress.elapsed().toSeconds());
      return progress.elapsed().compareTo(limit) < 0;
    }
  }
}
