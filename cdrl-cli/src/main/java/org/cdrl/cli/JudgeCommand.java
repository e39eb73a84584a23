package org.cdrl.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.cdrl.AnomalyScale;
import org.cdrl.Sampler;
import org.cdrl.config.Method;
import org.cdrl.feature.FeatureNetwork;
import org.cdrl.feature.Features;
import org.cdrl.feature.ImageClassifier;
import org.cdrl.feature.SavedNetwork;
import org.cdrl.image.ImageRows;
import org.cdrl.image.ImageSet;
import org.cdrl.metrics.FrechetDistance;
import org.cdrl.metrics.InceptionScore;
import org.cdrl.metrics.KernelDistance;
import org.cdrl.metrics.PrecisionRecall;
import org.cdrl.metrics.RocCurve;
import org.cdrl.tribuo.source.ImageFiles;
import org.cdrl.value.Attribute;
import org.cdrl.value.Condition;

/** Tells how good a model's images are, and whether its energy knows anomalies. */
final class JudgeCommand implements Command<JudgeCommand.Request> {
  private static final String IMAGES = "images";
  private static final String AGAINST = "against";
  private static final String FEATURES = "features";
  private static final String INPUT = "input";
  private static final String OUTPUT = "output";
  private static final String PROBABILITIES = "probabilities";
  private static final String BYTES = "bytes";
  private static final int DENOISING_DRAWS = 2;
  private static final int CLASSIFIER_ITERATIONS = 500;

  private static final int DEFAULT_COUNT = 500;

  /**
   * What is asked for.
   *
   * @param images name of the set of real images
   * @param against names of sets that the energy should find anomalous
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
        + " how well the energy separates images of other sets (--against). Figures of the small"
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
                "Images that the energy should find anomalous, or \"noise\". May be repeated."),
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
      int some = Math.min(request.count, set.size());
      float[][] real = new ImageRows(set, model.image(), false).rows(0, some);
      try (FeatureNetwork network = network(request, model, set, real)) {
        if (!request.against.isEmpty()) {
          anomalies(model, real, request.against, request.count, out);
        }
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

  private static FeatureNetwork network(
      Request request, ImageModel model, ImageSet set, float[][] real) throws IOException {
    if (request.features != null) {
      return SavedNetwork.load(request.features, model.image(), request.names);
    }
    if (set.factors().isEmpty()) {
      throw new IllegalArgumentException(
          "These images have no classes to train a classifier on; give --" + FEATURES);
    }
    int[] labels = IntStream.range(0, real.length).map(r -> set.value(r, 0)).toArray();
    return new ImageClassifier(
        model.image(),
        real,
        labels,
        set.factors().get(0).labels().size(),
        CLASSIFIER_ITERATIONS,
        request.drawing.drawing().seed());
  }

  /** Areas under the ROC curve, by the energies and by how badly noised images are found again. */
  private static void anomalies(
      ImageModel model, float[][] real, List<String> others, int n, PrintStream out)
      throws IOException {
    double[][] ofReal = evidence(model, real);
    int levels = ofReal[0].length;
    double[] weights = new double[levels];
    Arrays.fill(weights, 1. / levels);
    AnomalyScale scale = AnomalyScale.of(weights, ofReal);
    Map<String, double[]> ordinary = scores(model, real, ofReal, scale);
    for (String other : others) {
      float[][] anomalous;
      if (other.equals("noise")) {
        anomalous = noise(n, model.image().values());
      } else {
        try (ImageSet set = open(other, model)) {
          anomalous = new ImageRows(set, model.image(), false).rows(0, Math.min(n, set.size()));
        }
      }
      Map<String, double[]> theirs = scores(model, anomalous, evidence(model, anomalous), scale);
      out.println(other + ": areas under the ROC curve");
      theirs.forEach(
          (by, score) ->
              out.printf(
                  Locale.ROOT, "  by %-28s %.3f%n", by, RocCurve.area(ordinary.get(by), score)));
    }
  }

  /** How anomalous images are, by what: higher is more anomalous. */
  private static Map<String, double[]> scores(
      ImageModel model, float[][] images, double[][] evidence, AnomalyScale scale) {
    Map<String, double[]> scores = new LinkedHashMap<>();
    float[][] logs = model.model().sampler().logDensities(images);
    for (int i = 1; i <= logs.length; i++) {
      float[] ofLevel = logs[i - 1];
      scores.put("the energy of level " + i, perImage(images.length, r -> -ofLevel[r]));
    }
    scores.put(
        "their sum",
        perImage(images.length, r -> -Arrays.stream(logs).mapToDouble(level -> level[r]).sum()));
    boolean denoises = model.model().config().method() == Method.CDRL;
    if (denoises) {
      scores.put(
          "denoising errors",
          perImage(images.length, r -> Arrays.stream(evidence[r]).map(Math::exp).sum()));
    }
    scores.put(
        denoises ? "denoising errors, one scale" : "energies, one scale",
        perImage(images.length, r -> scale.score(evidence[r])));
    return scores;
  }

  /**
   * What there is against images by level: logarithms of denoising errors, or, without an
   * initializer (DRL), -log p. Higher is more anomalous.
   *
   * @return [n][levels]
   */
  private static double[][] evidence(ImageModel model, float[][] images) {
    Sampler sampler = model.model().sampler();
    boolean denoises = model.model().config().method() == Method.CDRL;
    float[][] told =
        denoises ? sampler.denoisingErrors(images, DENOISING_DRAWS) : sampler.logDensities(images);
    double[][] evidence = new double[images.length][told.length];
    for (int r = 0; r < images.length; r++) {
      for (int i = 0; i < told.length; i++) {
        evidence[r][i] = denoises ? Math.log(told[i][r]) : -told[i][r];
      }
    }
    return evidence;
  }

  private static float[][] noise(int n, int values) {
    SplittableRandom random = new SplittableRandom(1);
    float[][] images = new float[n][values];
    for (float[] image : images) {
      for (int v = 0; v < values; v++) {
        image[v] = (float) (2 * random.nextDouble() - 1);
      }
    }
    return images;
  }

  private static double[] perImage(int n, IntToDoubleFunction score) {
    return IntStream.range(0, n).mapToDouble(score).toArray();
  }
}
