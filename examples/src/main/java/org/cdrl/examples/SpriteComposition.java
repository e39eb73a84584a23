package org.cdrl.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.cdrl.CdrlConfig;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.Concept;
import org.cdrl.Condition;
import org.cdrl.ImageArchitecture;
import org.cdrl.Sampler;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.cdrl.image.ImageRows;
import org.cdrl.image.PictureGrid;
import org.cdrl.image.Sprites;

/**
 * Composition with a ground truth: a model of sprites, told shape and colour each on its own, is
 * trained without blue discs and then asked for them. What a picture shows is recognised exactly.
 *
 * <p>{@code examples/run SpriteComposition [--bfloat16] [minutes=20] [iterations=1500] [folder=.]}
 * writes the model and its grids.
 */
public final class SpriteComposition {
  private static final int SPRITES = 4000;
  private static final int DISC = 1;
  private static final int BLUE = 2;
  private static final int DRAWN = 100;

  private SpriteComposition() {}

  /** Trains, composes and counts. */
  public static void main(String[] args) throws IOException {
    List<String> given = new ArrayList<>(List.of(args));
    boolean bfloat16 = given.remove("--bfloat16");
    double minutes = given.size() > 0 ? Double.parseDouble(given.get(0)) : 20;
    int iterations = given.size() > 1 ? Integer.parseInt(given.get(1)) : 1500;
    Path folder = Path.of(given.size() > 2 ? given.get(2) : ".");
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
            .teachingIterations(300)
            .conditionDropout(.3)
            .energyLearningRate(1e-3)
            .initializerLearningRate(1e-3)
            .threads(1)
            .mixedPrecision(bfloat16)
            .build();
    Sprites set = Sprites.without(SPRITES, 1, DISC, BLUE);
    try (CdrlModel model =
        CdrlTrainer.of(config).fit(new ImageRows(set, image, false).data(), new Clock(minutes))) {
      model.save(folder.resolve("sprites.cdrl"));
      Condition disc = Condition.of("shape", "disc");
      Condition blue = Condition.of("color", "blue");
      Sampler sampler = model.sampler().batch(50);
      show("as composed", sampler.compose(Concept.of(disc), Concept.of(blue)), image, folder);
      show("as one condition", sampler.given(disc.and("color", "blue")), image, folder);
      show(
          "as one, guided by 1",
          sampler.given(disc.and("color", "blue")).guidance(1),
          image,
          folder);
    }
  }

  private static void show(String how, Sampler sampler, ImageArchitecture image, Path folder)
      throws IOException {
    float[][] drawn = sampler.draw(DRAWN);
    int discs = 0;
    int blues = 0;
    int both = 0;
    for (float[] picture : drawn) {
      int[] seen = Sprites.recognize(picture);
      boolean disc = seen != null && seen[0] == DISC;
      boolean blue = seen != null && seen[1] == BLUE;
      discs += disc ? 1 : 0;
      blues += blue ? 1 : 0;
      both += disc && blue ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "blue discs %s: %d of %d (discs %d, blue %d)%n",
        how,
        both,
        DRAWN,
        discs,
        blues);
    ImageIO.write(
        PictureGrid.of(image, drawn, 20, 2),
        "png",
        folder.resolve("sprites-" + how.replaceAll("\\W+", "-") + ".png").toFile());
  }

  /** Tells how training goes, and ends it in time. */
  private record Clock(double minutes) implements TrainingListener {
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
      return progress.elapsed().toSeconds() < 60 * minutes;
    }
  }
}
