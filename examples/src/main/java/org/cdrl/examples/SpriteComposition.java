package org.cdrl.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.cdrl.config.ImageDefaults;
import org.cdrl.config.Method;
import org.cdrl.image.ImageGrid;
import org.cdrl.image.ImageRows;
import org.cdrl.image.Sprites;
import org.cdrl.report.PngFile;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;

/**
 * Composition with a ground truth: a model of sprites, told shape and colour each on its own, never
 * sees one colour of each shape, and is then asked for every pair. What an image shows is
 * recognised exactly.
 *
 * <p>{@code examples/run SpriteComposition [--bfloat16] [seed=1] [minutes=40] [iterations=2500]
 * [folder=.]} writes the model and images of the unseen pairs.
 */
public final class SpriteComposition {
  private static final int SPRITES = 20_000;
  private static final int OF_A_PAIR = 20;
  private static final List<String> SHAPES = Sprites.FACTORS.get(0).labels();
  private static final List<String> COLORS = Sprites.FACTORS.get(1).labels();

  /** The colour that no training image of a shape has, in the order of shapes, by the seed. */
  private static final int[][] UNSEEN = {{1, 2, 0}, {3, 2, 4}, {5, 0, 3}};

  private SpriteComposition() {}

  /** Trains, composes and counts. */
  public static void main(String[] args) throws IOException {
    List<String> given = new ArrayList<>(List.of(args));
    boolean bfloat16 = given.remove("--bfloat16");
    int seed = given.size() > 0 ? Integer.parseInt(given.get(0)) : 1;
    double minutes = given.size() > 1 ? Double.parseDouble(given.get(1)) : 40;
    int iterations = given.size() > 2 ? Integer.parseInt(given.get(2)) : 2500;
    Path folder = Files.createDirectories(Path.of(given.size() > 3 ? given.get(3) : "."));
    ImageArchitecture image = ImageArchitecture.smallFor(Sprites.SIDE, Sprites.SIDE, 3, 32);
    CdrlConfig config =
        ImageDefaults.of(image, Method.CDRL)
            .seed(seed)
            .iterations(iterations)
            .pretrainingIterations(300)
            // Half of what is known is hidden, so that shape and colour are met alone, too.
            .conditionDropout(.5)
            .build();
    int[] unseen = UNSEEN[Math.floorMod(seed - 1, UNSEEN.length)];
    Sprites.Pair[] heldOut = new Sprites.Pair[unseen.length];
    for (int shape = 0; shape < unseen.length; shape++) {
      heldOut[shape] = new Sprites.Pair(shape, unseen[shape]);
    }
    Sprites set = Sprites.without(SPRITES, seed, heldOut);
    TrainingListener listener = new Log(Duration.ofSeconds((long) (60 * minutes)));
    try (CdrlModel model =
        CdrlTrainer.of(config)
            .execution(Execution.DEFAULT.threads(1).mixedPrecision(bfloat16))
            .rollBacks(3)
            .fit(new ImageRows(set, image, false).data(List.of("shape", "color")), listener)) {
      model.save(folder.resolve("sprites.cdrl"));
      Sampler any = model.sampler().batch(60);
      allPairs(any);
      for (Sprites.Pair pair : heldOut) {
        Pictures pictures = new Pictures(image, folder, pair);
        pictures.draw("composed", composed(any, pair));
        pictures.draw("composed, every level once", composed(any, pair).drawPasses(1));
        Condition both = shape(pair).and("color", COLORS.get(pair.color()));
        pictures.draw("as one condition", any.given(both));
        pictures.draw("as one condition, guidance 2", any.given(both).guidance(2));
      }
    }
  }

  private static Condition shape(Sprites.Pair pair) {
    return Condition.of("shape", SHAPES.get(pair.shape()));
  }

  private static Sampler composed(Sampler any, Sprites.Pair pair) {
    Condition color = Condition.of("color", COLORS.get(pair.color()));
    return any.compose(Concept.of(shape(pair)), Concept.of(color));
  }

  private static int right(float[][] drawn, Sprites.Pair pair) {
    int right = 0;
    for (float[] image : drawn) {
      int[] seen = Sprites.recognize(image);
      right += seen != null && seen[0] == pair.shape() && seen[1] == pair.color() ? 1 : 0;
    }
    return right;
  }

  /** Prints how many of every pair are right, composed, a line for each shape. */
  private static void allPairs(Sampler any) {
    int sum = 0;
    System.out.printf(Locale.ROOT, "right, of %d each: %s%n", OF_A_PAIR, COLORS);
    for (int shape = 0; shape < SHAPES.size(); shape++) {
      StringBuilder line = new StringBuilder(SHAPES.get(shape)).append(':');
      for (int color = 0; color < COLORS.size(); color++) {
        Sprites.Pair pair = new Sprites.Pair(shape, color);
        int right = right(composed(any, pair).draw(OF_A_PAIR), pair);
        line.append(' ').append(right);
        sum += right;
      }
      System.out.println(line);
    }
    System.out.printf(
        Locale.ROOT, "in all %d of %d%n", sum, OF_A_PAIR * SHAPES.size() * COLORS.size());
  }

  /** Draws a pair, counts what is right and keeps the images. */
  private record Pictures(ImageArchitecture image, Path folder, Sprites.Pair pair) {
    private static final int DRAWN = 60;

    void draw(String how, Sampler sampler) throws IOException {
      String name = COLORS.get(pair.color()) + ' ' + SHAPES.get(pair.shape()) + ", " + how;
      float[][] drawn = sampler.draw(DRAWN);
      System.out.printf(Locale.ROOT, "%s: %d of %d%n", name, right(drawn, pair), DRAWN);
      Path file = folder.resolve("sprites-" + name.replaceAll("\\W+", "-") + ".png");
      PngFile.write(file, ImageGrid.of(image, drawn, 20, 2));
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
