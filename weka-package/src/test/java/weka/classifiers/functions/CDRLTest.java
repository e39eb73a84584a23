package weka.classifiers.functions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.table.data.Table;
import org.cdrl.value.TrainingSummary;
import org.cdrl.weka.Clusters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import weka.classifiers.AbstractClassifier;
import weka.classifiers.Classifier;
import weka.classifiers.evaluation.Evaluation;
import weka.classifiers.meta.IterativeClassifierOptimizer;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instances;
import weka.core.SerializedObject;
import weka.core.Utils;
import weka.core.WekaException;
import weka.filters.Filter;
import weka.filters.unsupervised.attribute.Remove;

class CDRLTest {
  /** Quick to train, and no better than it has to be. */
  static CDRL tiny() {
    CDRL cdrl = new CDRL();
    cdrl.setIterations(30);
    cdrl.setNoiseLevels(3);
    cdrl.setLangevinSteps(3);
    cdrl.setNetworkWidth(16);
    cdrl.setCalibrationFolds(0);
    cdrl.setThreads(1);
    cdrl.setDraws(2);
    return cdrl;
  }

  private static CDRL small() {
    CDRL cdrl = tiny();
    cdrl.setIterations(250);
    cdrl.setNoiseLevels(6);
    cdrl.setLangevinSteps(6);
    cdrl.setNetworkWidth(32);
    return cdrl;
  }

  /** Posteriors of two normal clusters are known: log odds are 2 d (x + y). */
  @Test
  void posteriorsAreThoseOfTheTruth() throws Exception {
    Instances train = Clusters.of(300, 150, 1, 1);
    CDRL cdrl = small();
    cdrl.buildClassifier(train);
    Instances test = Clusters.of(300, 150, 1, 2);
    double[][] p = cdrl.distributionsForInstances(test);
    double difference = 0;
    for (int r = 0; r < p.length; r++) {
      double odds = Math.log(150. / 300) + 2 * (test.get(r).value(0) + test.get(r).value(1));
      difference += Math.abs(p[r][1] - 1 / (1 + Math.exp(-odds))) / p.length;
      assertEquals(1, p[r][0] + p[r][1], 1e-6);
    }
    assertTrue(difference < .1, "mean absolute difference " + difference);
    double[] alone = cdrl.distributionForInstance(test.get(7));
    assertArrayEquals(p[7], alone, 1e-4);
    assertTrue(cdrl.toString().contains("CPU:0"), cdrl.toString());
    assertTrue(cdrl.getMeasure("measureTrainingSeconds") > 0);
  }

  @Tag("slow")
  @Test
  void numericClassesArePredictedByTheirConditionalMean() throws Exception {
    Instances train = Clusters.of(150, 150, 1, 1);
    train.setClassIndex(1);
    CDRL cdrl = small();
    cdrl.setDraws(5);
    cdrl.buildClassifier(train);
    Evaluation evaluation = new Evaluation(train);
    Instances test = Clusters.of(50, 50, 1, 2);
    test.setClassIndex(1);
    evaluation.evaluateModel(cdrl, test);
    // Given the cluster, y is normal around -1 or 1: no prediction correlates more than .7.
    assertTrue(evaluation.correlationCoefficient() > .55, evaluation.toSummaryString());
  }

  @Test
  void oneClassModeFindsWhatItWasNotTrainedOn() throws Exception {
    Instances train = Clusters.of(200, 40, 3, 1);
    CDRL cdrl = small();
    cdrl.setOneClass(true);
    cdrl.setContamination(.1);
    cdrl.buildClassifier(train);
    Instances test = Clusters.of(300, 300, 3, 2);
    Evaluation evaluation = new Evaluation(train);
    evaluation.evaluateModel(cdrl, test);
    assertTrue(evaluation.areaUnderROC(1) > .99, evaluation.toClassDetailsString());
    assertEquals(.1, evaluation.falsePositiveRate(1), .08);
  }

  @Tag("slow")
  @Test
  void valuesBeyondMeasureEndNoEvaluation() throws Exception {
    for (int target : new int[] {3, 1}) {
      Instances train = Clusters.of(30, 30, 1, 1);
      train.setClassIndex(target);
      CDRL cdrl = tiny();
      cdrl.buildClassifier(train);
      Instances test = Clusters.of(3, 3, 1, 2);
      test.setClassIndex(target);
      test.get(0).setValue(0, 1e300);
      test.get(1).setValue(0, Double.NEGATIVE_INFINITY);
      Evaluation evaluation = new Evaluation(train);
      evaluation.evaluateModel(cdrl, test);
      assertEquals(0, evaluation.unclassified());
      assertEquals(6, evaluation.numInstances());
      for (double predicted : cdrl.distributionForInstance(test.get(0))) {
        assertTrue(Double.isFinite(predicted), "predicted " + predicted);
      }
    }
  }

  /** Weka's convention where there is no second value: what is anomalous stays unclassified. */
  @Tag("slow")
  @Test
  void unaryClassesLeaveTheAnomalousUnclassified() throws Exception {
    Instances two = Clusters.of(200, 0, 3, 1);
    Instances one = Filter.useFilter(two, withoutClass(two));
    one.insertAttributeAt(new Attribute("class", List.of("normal")), 3);
    one.setClassIndex(3);
    one.forEach(row -> row.setClassValue(0));
    CDRL cdrl = small();
    cdrl.buildClassifier(one);
    one.get(0).setValue(0, 30);
    assertTrue(Utils.isMissingValue(cdrl.classifyInstance(one.get(0))));
    assertEquals(0, cdrl.classifyInstance(one.get(1)));
  }

  private static Remove withoutClass(Instances data) throws Exception {
    Remove remove = new Remove();
    remove.setAttributeIndices("last");
    data.setClassIndex(-1);
    remove.setInputFormat(data);
    return remove;
  }

  /** 20 + 40 iterations with a file in between are 60. */
  @Tag("slow")
  @Test
  void continuedRunsEqualUnbrokenOnes() throws Exception {
    Instances data = Clusters.of(40, 40, 1, 1);
    data.get(3).setMissing(0);
    data.get(5).setMissing(2);
    CDRL unbroken = tiny();
    unbroken.setIterations(60);
    Classifier copy = AbstractClassifier.makeCopy(unbroken);
    unbroken.buildClassifier(data);

    CDRL first = (CDRL) copy;
    first.setResume(true);
    first.setPauseAfter(20);
    first.buildClassifier(data);
    assertTrue(first.toString().contains("20 of 60"), first.toString());
    first.distributionForInstance(data.get(0));

    CDRL second = (CDRL) new SerializedObject(first).getObject();
    second.setPauseAfter(0);
    second.initializeClassifier(new Instances(data));
    while (second.next()) {
      // Goes on.
    }
    second.setResume(false);
    second.done();
    double[][] expected = unbroken.distributionsForInstances(data);
    double[][] continued = second.distributionsForInstances(data);
    for (int r = 0; r < expected.length; r++) {
      assertArrayEquals(expected[r], continued[r]);
    }
    Table drawn = unbroken.learnedModel().table().sampler().draw(3);
    assertArrayEquals(drawn.rows(), second.learnedModel().table().sampler().draw(3).rows());
  }

  @Tag("slow")
  @Test
  void oneClassRunsGoOnWithTheRowsThatTheyBeganWith() throws Exception {
    Instances data = Clusters.of(20, 20, 1, 1);
    CDRL cdrl = tiny();
    cdrl.setOneClass(true);
    cdrl.setResume(true);
    cdrl.setPauseAfter(20);
    cdrl.buildClassifier(data);
    cdrl.initializeClassifier(data);
    assertTrue(cdrl.next());
    assertFalse(cdrl.next());
    assertEquals(30, cdrl.getMeasure("measureIterations"));
  }

  @Test
  void runsCannotChangeTheirLength() throws Exception {
    Instances data = Clusters.of(20, 20, 1, 1);
    CDRL cdrl = tiny();
    cdrl.setResume(true);
    cdrl.setPauseAfter(5);
    cdrl.buildClassifier(data);
    cdrl.setIterations(40);
    String message = message(() -> cdrl.initializeClassifier(data));
    assertTrue(message.contains("30") && message.contains("40"), message);
    cdrl.setIterations(30);
    Instances other = Clusters.of(20, 20, 1, 2);
    cdrl.initializeClassifier(other);
    message = message(cdrl::next);
    assertTrue(message.contains("other data"), message);
  }

  @Tag("slow")
  @Test
  void runsThatWereTooShortToLearnSaySo() throws Exception {
    Instances data = Clusters.of(20, 20, 1, 1);
    CDRL cdrl = new CDRL();
    cdrl.setNetworkWidth(512);
    cdrl.setMinutes(.01);
    cdrl.buildClassifier(data);
    String text = cdrl.toString();
    assertTrue(text.contains("which is too short"), text);
    assertTrue(text.contains("held-out rows"), text);
    assertEquals(1, Arrays.stream(cdrl.distributionForInstance(data.get(0))).sum(), 1e-6);

    cdrl = tiny();
    cdrl.setIterations(TrainingSummary.LEAST_ITERATIONS);
    cdrl.setCalibrationFolds(2);
    cdrl.buildClassifier(data);
    text = cdrl.toString();
    assertFalse(text.contains("too short"), text);
    assertTrue(text.contains("calibrated on held-out rows"), text);
  }

  @Test
  void stopStops() throws Exception {
    CDRL cdrl = tiny();
    cdrl.setIterations(1_000_000);
    Instances data = Clusters.of(20, 20, 1, 1);
    Throwable[] thrown = new Throwable[1];
    Thread training =
        new Thread(
            () -> {
              try {
                cdrl.buildClassifier(data);
              } catch (Throwable t) {
                thrown[0] = t;
              }
            });
    training.start();
    Thread.sleep(1500);
    training.interrupt();
    training.join(20_000);
    assertFalse(training.isAlive());
    assertEquals(InterruptedException.class, thrown[0].getClass());
  }

  @Tag("slow")
  @Test
  void weightsCount() throws Exception {
    Instances data = Clusters.of(60, 60, .5, 1);
    data.forEach(row -> row.setWeight(row.classValue() == 0 ? 1 : 5));
    CDRL cdrl = small();
    cdrl.buildClassifier(data);
    double[][] p = cdrl.distributionsForInstances(data);
    double b = 0;
    for (int r = 0; r < p.length; r++) {
      b += p[r][1] * data.get(r).weight() / data.sumOfWeights();
    }
    assertEquals(5 / 6., b, .05);
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    Instances data = Clusters.of(10, 10, 1, 1);
    CDRL cdrl = tiny();
    cdrl.setNetworkWidth(5);
    assertTrue(message(() -> cdrl.buildClassifier(data)).contains("networkWidth (-width) is 5"));
    cdrl.setNetworkWidth(16);
    cdrl.setContamination(1);
    assertTrue(
        message(() -> cdrl.buildClassifier(data))
            .contains("contamination (-contamination) is 1.0"));
    cdrl.setContamination(.1);

    Instances noClass = new Instances(data);
    noClass.forEach(row -> row.setClassMissing());
    assertTrue(message(() -> cdrl.buildClassifier(noClass)).contains("class labels"));
    assertTrue(message(() -> cdrl.distributionForInstance(data.get(0))).contains("No model"));

    Instances infinite = new Instances(data);
    infinite.get(4).setValue(1, Double.POSITIVE_INFINITY);
    String message = message(() -> cdrl.buildClassifier(infinite));
    assertTrue(message.contains("Row 5") && message.contains("\"y\""), message);
  }

  private static String message(Build build) {
    return assertThrows(WekaException.class, build::run).getMessage();
  }

  private interface Build {
    void run() throws Exception;
  }

  /** As other schemes ask that drive it. */
  @Test
  void beforeTheFirstIterationThePriorIsPredicted() throws Exception {
    Instances data = Clusters.of(30, 10, 1, 1);
    data.get(0).setWeight(11);
    double a = data.get(0).classValue() == 0 ? 40 / 50. : 30 / 50.;
    CDRL cdrl = tiny();
    cdrl.initializeClassifier(data);
    assertArrayEquals(new double[] {a, 1 - a}, cdrl.distributionsForInstances(data)[5], 1e-12);
    assertTrue(cdrl.toString().contains("nothing was learned"), cdrl.toString());
    assertTrue(cdrl.next());
    assertFalse(cdrl.next());
    cdrl.done();
    assertTrue(cdrl.learnedModel() != null);

    data.setClassIndex(0);
    cdrl = tiny();
    cdrl.initializeClassifier(data);
    assertEquals(data.meanOrMode(0), cdrl.distributionForInstance(data.get(3))[0], 1e-12);
  }

  @Tag("slow")
  @Test
  void optimizersFindTheNumberOfIterations() throws Exception {
    IterativeClassifierOptimizer optimizer = new IterativeClassifierOptimizer();
    CDRL cdrl = tiny();
    cdrl.setStepIterations(15);
    optimizer.setIterativeClassifier(cdrl);
    optimizer.setNumFolds(2);
    optimizer.setLookAheadIterations(2);
    Instances data = Clusters.of(40, 40, 3, 1);
    optimizer.buildClassifier(data);
    assertTrue(((CDRL) optimizer.getIterativeClassifier()).learnedModel() != null);
    Evaluation evaluation = new Evaluation(data);
    evaluation.evaluateModel(optimizer, data);
    assertTrue(evaluation.pctCorrect() > 90, evaluation.toSummaryString());
  }

  /** The class frequencies are all there is to know. */
  @Test
  void constantAttributesLeaveTheFrequencies() throws Exception {
    Instances data = Clusters.of(30, 10, 1, 1);
    data.forEach(
        row -> {
          row.setValue(0, 7);
          row.setValue(1, 7);
          row.setValue(2, 1);
        });
    CDRL cdrl = tiny();
    cdrl.buildClassifier(data);
    assertArrayEquals(new double[] {.75, .25}, cdrl.distributionForInstance(data.get(0)), 1e-12);
  }

  @Tag("slow")
  @Test
  void aThousandLabelsAreLearned() throws Exception {
    ArrayList<Attribute> attributes = new ArrayList<>();
    List<String> labels = IntStream.range(0, 1000).mapToObj(n -> "l" + n).toList();
    attributes.add(new Attribute("many", labels));
    attributes.add(new Attribute("class", List.of("a", "b")));
    Instances data = new Instances("many", attributes, 100);
    data.setClassIndex(1);
    for (int r = 0; r < 100; r++) {
      data.add(new DenseInstance(1, new double[] {r % 20 * 7, r % 2}));
    }
    CDRL cdrl = tiny();
    cdrl.buildClassifier(data);
    // A label that was declared, but never seen.
    data.get(0).setValue(0, 999);
    assertEquals(2, cdrl.distributionForInstance(data.get(0)).length);
  }
}
