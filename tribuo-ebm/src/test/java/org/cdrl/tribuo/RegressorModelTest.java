package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cdrl.config.Chains;
import org.cdrl.config.Optimisation;
import org.cdrl.tribuo.conditioning.RegressorConditioning;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.evaluation.RegressionEvaluation;
import org.tribuo.regression.evaluation.RegressionEvaluator;
import org.tribuo.test.Helpers;

/** A model of targets: two, one certain and one that is noisy where the input is large. */
class RegressorModelTest {
  private static CDRLModel<Regressor> model;

  private static MutableDataset<Regressor> data(int n, long seed) {
    Random random = new Random(seed);
    List<Example<Regressor>> examples = new ArrayList<>();
    for (int r = 0; r < n; r++) {
      double x = 4 * random.nextDouble() - 2;
      double noise = x > 0 ? 1 : .1;
      Regressor targets =
          new Regressor(
              new String[] {"line", "noisy"},
              new double[] {3 * x + .1 * random.nextGaussian(), x + noise * random.nextGaussian()});
      examples.add(Small.example(targets, Map.of("x", x)));
    }
    return Small.data(examples, new RegressionFactory());
  }

  @BeforeAll
  static void train() {
    model =
        Small.trainer(new RegressorConditioning(20, 1))
            .iterations(400)
            .set(Chains.LANGEVIN_STEPS, 8)
            .set(Optimisation.AVERAGE_DECAY, .98)
            .validation(0)
            .folds(0)
            .build()
            .train(data(300, 1));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void meansOfDrawsPredictTargets() {
    RegressionEvaluation evaluation = new RegressionEvaluator().evaluate(model, data(100, 2));
    double r2 = evaluation.r2(new Regressor("line", 0));
    assertTrue(r2 > .8, evaluation.toString());
  }

  @Test
  void variancesTellWhereTargetsAreUncertain() {
    double left = 0;
    double right = 0;
    for (double x = .5; x < 2; x += .1) {
      left += noisyVariance(-x);
      right += noisyVariance(x);
    }
    assertTrue(right > 2 * left, left + " and " + right);
  }

  private static double noisyVariance(double x) {
    Regressor unknown = new RegressionFactory().getUnknownOutput();
    Prediction<Regressor> prediction = model.predict(Small.example(unknown, Map.of("x", x)));
    return prediction.getOutput().getDimension("noisy").orElseThrow().getVariance();
  }

  @Test
  void predictionsDependOnTheExampleAlone() {
    MutableDataset<Regressor> data = data(5, 3);
    List<Prediction<Regressor>> together = model.predict((Dataset<Regressor>) data);
    for (int n = 0; n < data.size(); n++) {
      Regressor alone = model.predict(data.getExample(n)).getOutput();
      Regressor among = together.get(n).getOutput();
      for (int k = 0; k < 2; k++) {
        assertEquals(alone.getValues()[k], among.getValues()[k], .01);
      }
    }
  }

  @Test
  void targetsThatAreNotKnownAreNotAnomalous() {
    MutableDataset<Regressor> known = data(50, 5);
    double[] usual = model.score(known);
    Regressor unknown = new RegressionFactory().getUnknownOutput();
    List<Example<Regressor>> asked = new ArrayList<>();
    known.forEach(
        example -> asked.add(Small.example(unknown, Map.of("x", example.lookup("x").getValue()))));
    double[] scores = model.score(Small.data(asked, new RegressionFactory()));
    double most = Arrays.stream(usual).max().orElseThrow();
    double median = Arrays.stream(scores).sorted().toArray()[scores.length / 2];
    assertTrue(median < most, median + " and " + most);
  }

  @Test
  void storedModelsPredictTheSame() {
    MutableDataset<Regressor> data = data(10, 4);
    try (CDRLModel<Regressor> read =
        (CDRLModel<Regressor>) Helpers.testModelProtoSerialization(model, Regressor.class, data)) {
      List<Prediction<Regressor>> before = model.predict((Dataset<Regressor>) data);
      List<Prediction<Regressor>> after = read.predict((Dataset<Regressor>) data);
      for (int n = 0; n < before.size(); n++) {
        assertTrue(before.get(n).getOutput().fullEquals(after.get(n).getOutput()));
      }
    }
  }

  @Test
  void samplesFollowAGivenTarget() {
    double mean =
        model.sampler().given(new Regressor("line", 4.5)).examples(50).stream()
            .mapToDouble(example -> example.lookup("x").getValue())
            .average()
            .orElseThrow();
    assertEquals(1.5, mean, .5);
  }
}
