package org.cdrl.examples.tribuo;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.table.AnomalyScorer;
import org.cdrl.table.data.Schema;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.EventConditioning;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.evaluation.AnomalyEvaluator;
import org.tribuo.anomaly.example.GaussianAnomalyDataSource;

/**
 * Learns what expected events look like, finds those that are not, and says which feature gives
 * them away.
 *
 * <p>{@code examples/run tribuo.DetectAnomalies}
 */
public final class DetectAnomalies {
  private static final double[] VARIANCES = {1, .5, .25, 1};
  private static final double[] EXPECTED = {1, 2, 1, 2};

  /** Only A and C are off. */
  private static final double[] ANOMALOUS = {-2, 2, -.5, 2};

  private DetectAnomalies() {}

  /** Tells the story. */
  public static void main(String[] args) {
    // Training takes expected events only, as Tribuo's other detectors.
    Dataset<Event> train = new MutableDataset<>(events(800, 0, 1));
    Dataset<Event> test = new MutableDataset<>(events(1000, .1f, 2));
    System.out.printf(
        Locale.ROOT,
        "Loaded %d events to train, %s, and %d to test, %s%n",
        train.size(),
        train.getOutputInfo().toReadableString(),
        test.size(),
        test.getOutputInfo().toReadableString());

    // One expected event in twenty may be called anomalous. The folds find out what is usual.
    CDRLTrainer<Event> trainer =
        CDRLTrainer.builder(new EventConditioning(.05), Absent.MISSING)
            .iterations(500)
            .batchSize(256)
            .set(VectorArchitecture.ENERGY_WIDTH, 64)
            .set(VectorArchitecture.INITIALIZER_WIDTH, 64)
            .seed(1)
            .build();
    try (CDRLModel<Event> model = trainer.train(train)) {
      System.out.println("Trained " + model);
      System.out.println("\n" + new AnomalyEvaluator().evaluate(model, test));

      // Scores below 0 are anomalies; the most anomalous event is the one with the lowest score.
      List<Prediction<Event>> predictions = model.predict(test);
      Prediction<Event> mostAnomalous =
          predictions.stream()
              .min(Comparator.comparingDouble(p -> p.getOutput().getScore()))
              .orElseThrow();
      Example<Event> example = mostAnomalous.getExample();
      System.out.printf(
          Locale.ROOT,
          "The most anomalous has score %.2f, and is in truth %s: %s%n",
          mostAnomalous.getOutput().getScore(),
          example.getOutput().getType(),
          example);

      // How much less anomalous it would be with another value in one column.
      AnomalyScorer.Explanations why = model.anomalies().explain(model.rows(List.of(example)));
      Schema schema = model.table().schema();
      for (int c = 0; c < schema.size(); c++) {
        System.out.printf(
            Locale.ROOT,
            "  %s: %.2f of its anomaly score; usual would be %.2f%n",
            schema.column(c).name(),
            why.contributions()[0][c],
            why.usual()[0][c]);
      }
    }
  }

  private static GaussianAnomalyDataSource events(int n, float anomalous, long seed) {
    return new GaussianAnomalyDataSource(
        n, EXPECTED, VARIANCES, ANOMALOUS, VARIANCES, anomalous, seed);
  }
}
