package org.cdrl.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.cdrl.CdrlModel;
import org.cdrl.Sampler;
import org.cdrl.Typicality;
import org.cdrl.config.Method;
import org.cdrl.feature.FeatureNetwork;
import org.cdrl.metrics.NeighbourDistance;
import org.cdrl.metrics.RocCurve;

/**
 * How well a model tells other images from usual ones, by everything that it knows of them, and how
 * well distances from usual images do.
 */
final class Separation {
  /** Images that the networks take together. */
  private static final int PIECE = 64;

  private final Sampler sampler;
  private final boolean denoises;
  private final float[][] usual;
  private final float[][] usualFeatures;
  private final FeatureNetwork network;
  private final Typicality typicality;
  private final Map<String, double[]> ordinary;

  /**
   * Learns what is usual.
   *
   * @param usual images to compare with
   * @param ordinary others of the same set, which strangers are told from
   * @param network which was not trained on the ordinary ones
   */
  Separation(CdrlModel model, float[][] usual, float[][] ordinary, FeatureNetwork network) {
    this.sampler = model.sampler().batch(PIECE);
    this.denoises = model.config().method() == Method.CDRL;
    this.usual = usual;
    this.network = network;
    usualFeatures = network.of(usual).values();
    typicality = Typicality.of(Typicality.evidence(sampler, usual));
    this.ordinary = scores(ordinary);
  }

  /** Prints the areas under the ROC curves of strangers, with their standard errors. */
  void print(String name, float[][] strangers, PrintStream out) {
    out.println(name + ": areas under the ROC curve, standard errors");
    scores(strangers)
        .forEach(
            (by, scores) -> {
              double[] of = ordinary.get(by);
              double error = RocCurve.standardError(of, scores);
              out.printf(
                  Locale.ROOT, "  by %-44s %.3f +- %.3f%n", by, RocCurve.area(of, scores), error);
            });
  }

  /** How anomalous images are, by what: higher is more anomalous. */
  private Map<String, double[]> scores(float[][] images) {
    Map<String, double[]> scores = new LinkedHashMap<>();
    int n = images.length;
    float[][] energies = sampler.logDensities(images);
    for (int i = 0; i < energies.length; i++) {
      float[] level = energies[i];
      scores.put("the energy of level " + (i + 1), perImage(n, r -> -level[r]));
    }
    scores.put(
        "the energies' sum",
        perImage(n, r -> -Arrays.stream(energies).mapToDouble(level -> level[r]).sum()));
    float[][] evidence = Typicality.evidence(sampler, images);
    if (denoises) {
      for (int i = 0; i < energies.length; i++) {
        int level = i;
        scores.put("the denoising error of level " + (i + 1), perImage(n, r -> evidence[r][level]));
      }
      scores.put(
          "the denoising errors' sum",
          perImage(
              n,
              r ->
                  IntStream.range(0, energies.length)
                      .mapToDouble(i -> Math.exp(evidence[r][i]))
                      .sum()));
    }
    scores.put("roughness", perImage(n, r -> evidence[r][energies.length]));
    scores.put("typicality", typicality.scores(evidence));
    int k = Math.min(NeighbourDistance.NEIGHBOUR, usual.length);
    String nearest = "neighbour " + k + " by ";
    scores.put(nearest + "pixels", NeighbourDistance.of(usual, images, k));
    scores.put(
        nearest + "features of " + network.name(),
        NeighbourDistance.of(usualFeatures, network.of(images).values(), k));
    return scores;
  }

  private static double[] perImage(int n, IntToDoubleFunction score) {
    return IntStream.range(0, n).mapToDouble(score).toArray();
  }
}
