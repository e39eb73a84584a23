package org.cdrl.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.cdrl.Sampler;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.feature.FeatureNetwork;
import org.cdrl.feature.Features;
import org.cdrl.feature.ImageClassifier;
import org.cdrl.feature.SavedNetwork;
import org.cdrl.image.FittedImages;
import org.cdrl.image.ImageRows;
import org.cdrl.image.ImageSet;
import org.cdrl.metrics.FrechetDistance;
import org.cdrl.metrics.InceptionScore;
import org.cdrl.metrics.KernelDistance;
import org.cdrl.metrics.PrecisionRecall;
import org.cdrl.tribuo.source.ImageFiles;
import org.cdrl.value.Attribute;
import org.cdrl.value.Condition;

/** Tells how good a model's images are, and whether it knows others. */
final class JudgeCommand implements Command<JudgeCommand.Request> {
  private static final String IMAGES = "images";
  private static final String AGAINST = "against";
  private static final String FEATURES = "features";
  private static final String INPUT = "input";
  private static final String OUTPUT = "output";
  private static final String PROBABILITIES = "probabilities";
  private static final String BYTES = "bytes";

  /** Images that tell what is usual, at most. */
  private static final int USUAL = 500;

  /** Images that have a standard error, at least. */
  private static final int FEWEST = 2;

  private static final int CLASSIFIER_ITERATIONS = 500;

  private static final int DEFAULT_COUNT = 500;

  /**
   * What is asked for.
   *
   * @param images name of the set of real images
   * @param against names of sets that the model should find anomalous
   * @param count how many images of each set
   * @param features a network of the user's; null for a small classifier
   * @param names in that network; null to find them by what it is
   */
  record Request(
      Path model,
      String images,
      List<String> against,
      int count,
      ImageDrawing drawing,
      Path features,
      SavedNetwork.Names names) {}

  @Override
  public String name() {
    return "judge";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.JUDGE;
  }

  @Override
  public String summary() {
    return "compares a model's images with real ones";
  }

  @Override
  public String description() {
    return "Compares images that a model draws with real ones, by features of a network of yours"
        + " (--features), or of a small classifier that is trained on the real images; and prints"
        + " how well images of other sets (--against) are told from real ones: by energies and denoising"
        + " errors, by how typical they are of real images, and by distances from real images. Figures of the small"
        + " classifier are no FID.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public CommandOptions options() {
    return ImageDrawing.options()
        .add(
            Section.REQUIRED,
            CommonOptions.images(IMAGES, "Real images; the same kinds as 'cdrl train-images'."))
        .add(
            Section.COMMON,
            CommonOptions.images(
                AGAINST,
                "Images that the model should find anomalous: of the same kinds, or made of the real"
                    + " ones: "
                    + Strangers.labels()
                    + ". May be repeated."),
            CommonOptions.count("images of each set", Integer.toString(DEFAULT_COUNT)),
            CommonOptions.read(
                FEATURES,
                "PATH",
                "A SavedModel (folder) or frozen graph (.pb) that computes features; TF-GAN's and"
                    + " the FID's Inception networks need no names."))
        .add(
            Section.EXPERT,
            CommonOptions.value(
                INPUT, "NAME", "Input of the network of --features, as in ExpandDims:0."),
            CommonOptions.value(OUTPUT, "NAME", "Its features, as in pool_3:0."),
            CommonOptions.value(PROBABILITIES, "NAME", "Its class probabilities."),
            CommonOptions.flag(BYTES, "Its input has values 0..255; default -1..1."));
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    return new Request(
        arguments.operand(),
        arguments.required(IMAGES),
        arguments.texts(AGAINST),
        arguments.integer(CommonOptions.COUNT, DEFAULT_COUNT, 10),
        ImageDrawing.of(arguments),
        arguments.path(FEATURES, null),
        names(arguments));
  }

  /** Names in the network of features; null to find them by what the network is. */
  private static SavedNetwork.Names names(Arguments arguments) throws UsageException {
    if (!arguments.has(FEATURES)) {
      arguments.refuse(List.of(INPUT, OUTPUT, PROBABILITIES, BYTES), "without --" + FEATURES);
    }
    if (!arguments.has(INPUT) && !arguments.has(OUTPUT)) {
      arguments.refuse(List.of(PROBABILITIES, BYTES), "without --" + INPUT + " and --" + OUTPUT);
      return null;
    }
    return new SavedNetwork.Names(
        arguments.required(INPUT),
        arguments.required(OUTPUT),
        arguments.text(PROBABILITIES),
        arguments.has(BYTES));
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    PrintStream out = console.out();
    try (ImageModel model = request.drawing.open(request.model);
        ImageSet set = open(request.images, model)) {
      if (!request.against.isEmpty()) {
        strangers(request, model, set, out);
      }
      int some = Math.min(request.count, set.size());
      float[][] real = new ImageRows(set, model.image(), false).rows(0, some);
      try (FeatureNetwork network =
          network(request, model, set, IntStream.range(0, some).toArray(), real)) {
        Features ofReal = network.of(real);
        Features ofDrawn = network.of(sampled(model, request.drawing, some));
        out.printf(
            Locale.ROOT,
            "by the features of %s, %d images each:%n  Frechet distance %.4f%n  kernel distance"
                + " %.6f%n",
            network.name(),
            some,
            FrechetDistance.distance(ofReal.values(), ofDrawn.values()),
            KernelDistance.distance(ofReal.values(), ofDrawn.values()));
        PrecisionRecall both =
            PrecisionRecall.of(ofReal.values(), ofDrawn.values(), PrecisionRecall.NEIGHBOURS);
        out.printf(Locale.ROOT, "  precision %.3f, recall %.3f%n", both.precision(), both.recall());
        if (ofDrawn.probabilities() != null) {
          out.printf(
              Locale.ROOT,
              "  exp E KL of its classes %.3f drawn, %.3f real%n",
              InceptionScore.of(ofDrawn.probabilities()),
              InceptionScore.of(ofReal.probabilities()));
        }
      }
    }
  }

  private static ImageSet open(String name, ImageModel model) throws IOException {
    return ImageFiles.open(name, model.image().size(), model.image().channels());
  }

  /** Images of all classes in turn, as guidance needs a class. */
  private static float[][] sampled(ImageModel model, ImageDrawing drawing, int n)
      throws UsageException {
    Sampler sampler = drawing.sampler(model);
    List<Attribute> attributes = model.model().attributes();
    if (attributes.isEmpty() || !drawing.drawing().given().isEmpty()) {
      return sampler.draw(n);
    }
    Attribute first = attributes.get(0);
    return sampler.given(row -> Condition.of(first.name(), (int) (row % first.size()))).draw(n);
  }

  /**
   * The network of the user, or a classifier.
   *
   * @param numbers of the images that a classifier is trained on
   */
  private static FeatureNetwork network(
      Request request, ImageModel model, ImageSet set, int[] numbers, float[][] images)
      throws IOException {
    if (request.features != null) {
      return SavedNetwork.load(request.features, model.image(), request.names);
    }
    if (set.factors().isEmpty()) {
      throw new IllegalArgumentException(
          "These images have no classes to train a classifier on; give --" + FEATURES);
    }
    return new ImageClassifier(
        model.image(),
        images,
        Arrays.stream(numbers).map(n -> set.value(n, 0)).toArray(),
        set.factors().get(0).labels().size(),
        CLASSIFIER_ITERATIONS,
        request.drawing.drawing().seed(),
        Execution.DEFAULT);
  }

  /** Tells strangers from some of the set's images; others tell what is usual. */
  private static void strangers(Request request, ImageModel model, ImageSet set, PrintStream out)
      throws IOException {
    int n = Math.min(request.count, set.size() / 2);
    if (n < FEWEST) {
      throw new IllegalArgumentException(
          "--"
              + AGAINST
              + " takes at least "
              + 2 * FEWEST
              + " real images; "
              + request.images
              + " has "
              + set.size());
    }
    int[] shuffled = shuffled(set.size());
    int[] numbers = Arrays.copyOfRange(shuffled, n, Math.min(set.size(), n + USUAL));
    ImageRows rows = new ImageRows(set, model.image(), false);
    float[][] ordinary = rows.rows(Arrays.stream(shuffled, 0, n));
    float[][] usual = rows.rows(Arrays.stream(numbers));
    try (FeatureNetwork network = network(request, model, set, numbers, usual)) {
      Separation separation = new Separation(model.model(), usual, ordinary, network);
      for (String name : request.against) {
        Optional<Strangers> made = Strangers.named(name);
        separation.print(
            name,
            made.isPresent()
                ? made.get().of(ordinary, model.image())
                : others(name, model.image(), n),
            out);
      }
    }
  }

  /** The numbers of images in an order of their own: files may have them class by class. */
  private static int[] shuffled(int size) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(numbers, new Random(1));
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static float[][] others(String name, ImageArchitecture image, int n) throws IOException {
    try (ImageSet set =
        new FittedImages(
            ImageFiles.open(name, image.size(), image.channels()),
            image.size(),
            image.channels())) {
      return new ImageRows(set, image, false).rows(0, Math.min(n, set.size()));
    }
  }
}
