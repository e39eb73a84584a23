package weka.classifiers.functions;

import static org.cdrl.weka.console.NumberOptions.require;

import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.cdrl.Sampler;
import org.cdrl.table.TableTrainer;
import org.cdrl.weka.console.ProgressLines;
import org.cdrl.weka.console.SchemeException;
import org.cdrl.weka.instances.InstanceColumns;
import org.cdrl.weka.learning.Citations;
import org.cdrl.weka.learning.ClassPredictor;
import org.cdrl.weka.learning.ClassProblem;
import org.cdrl.weka.learning.Engine;
import org.cdrl.weka.learning.LearnedModel;
import org.cdrl.weka.learning.LearningClassifier;
import org.cdrl.weka.learning.ModelHolder;
import org.cdrl.weka.learning.PartwiseTraining;
import org.cdrl.weka.learning.TrainingReport;
import weka.core.AdditionalMeasureProducer;
import weka.core.Capabilities;
import weka.core.Capabilities.Capability;
import weka.core.Instance;
import weka.core.Instances;
import weka.core.OptionMetadata;
import weka.core.TechnicalInformation;
import weka.core.TechnicalInformationHandler;
import weka.core.WeightedInstancesHandler;

/**
 * Classifies by a generative model: one is learned of all attributes, and a class is as probable as
 * the row is likely under it.
 *
 * <p>Numeric classes are predicted by conditional sampling; with a class of one value, or as asked,
 * the model tells what is normal from what is not. See {@link #globalInfo}.
 */
public class CDRL extends LearningClassifier
    implements WeightedInstancesHandler,
        AdditionalMeasureProducer,
        TechnicalInformationHandler,
        ModelHolder {
  private static final long serialVersionUID = 1;

  private int folds = 2;
  private boolean oneClass = false;
  private double contamination = .05;
  private int draws = 20;
  private String rules = "";

  /** What is predicted before anything was learned; null before there were data. */
  private double[] prior;

  /** Null before the first step, and where there is nothing to learn from. */
  private LearnedModel model;

  /** Null if training cannot go on. */
  private PartwiseTraining run;

  /** Whether the model that was built tells the normal from the anomalous. */
  private boolean detects;

  /** Null while nothing is trained. */
  private transient ClassProblem problem;

  /** Iterations since the last call of {@link #initializeClassifier}. */
  private transient int sinceCall;

  /** With the defaults; rows that are predicted together are as many as the engine runs. */
  public CDRL() {
    m_BatchSize = String.valueOf(Sampler.ROWS_AT_ONCE);
  }

  /** What the scheme does, for Weka's windows. */
  public String globalInfo() {
    return "Energy-based classifier. Learns one generative model of all attributes (Cooperative"
        + " Diffusion Recovery Likelihood): a sequence of energies, one per noise level."
        + " An initializer proposes the row that a noised one came from.\n\n"
        + "Nominal class: its probabilities follow from Bayes' rule, log p(class | row) ="
        + " log p(row | class) + log p(class) + constant. How well the initializer finds the row"
        + " again under a class bounds log p(row | class); linear discriminants and the distance"
        + " from near training rows of the class stand beside it. Their weights, and one bias per"
        + " class, are fitted by logistic regression to rows that were held out, so that"
        + " probabilities are calibrated.\n\n"
        + "Numeric class: it is drawn several times given the other attributes; the mean is"
        + " predicted.\n\n"
        + "One-class mode (a class with one value, or the option oneClass): learns rows of"
        + " the first class value, and calls the most anomalous share of them, and whatever is"
        + " more anomalous, the second value (an anomaly; unclassified if the class has one value"
        + " only).\n\n"
        + "Nominal, numeric and date attributes need no preparation, and missing values are"
        + " modelled as they are. Training time hardly depends on the number of rows. For"
        + " more information see\n\n"
        + getTechnicalInformation();
  }

  @Override
  public TechnicalInformation getTechnicalInformation() {
    return Citations.cdrl();
  }

  @Override
  public Capabilities getCapabilities() {
    Capabilities can = super.getCapabilities();
    can.disableAll();
    can.enable(Capability.NOMINAL_ATTRIBUTES);
    can.enable(Capability.NUMERIC_ATTRIBUTES);
    can.enable(Capability.DATE_ATTRIBUTES);
    can.enable(Capability.MISSING_VALUES);
    can.enable(Capability.UNARY_CLASS);
    can.enable(Capability.BINARY_CLASS);
    can.enable(Capability.MISSING_CLASS_VALUES);
    if (!oneClass) {
      can.enable(Capability.NOMINAL_CLASS);
      can.enable(Capability.NUMERIC_CLASS);
      can.enable(Capability.DATE_CLASS);
    }
    return can;
  }

  @Override
  public void buildClassifier(Instances instances) throws Exception {
    model = null;
    run = null;
    prior = null;
    initializeClassifier(instances);
    while (next()) {
      // Until all is done, or the pause.
    }
    done();
  }

  /** Begins a run, or goes on with one that was begun and kept. */
  @Override
  public void initializeClassifier(Instances instances) throws Exception {
    getCapabilities().testWithFail(instances);
    checkOptions();
    if (isRequireGPU()) {
      Engine.requireGpu();
    }
    sinceCall = 0;
    problem = ClassProblem.of(instances, oneClass, isProtect());
    int length = getIterations();
    if (model != null && run != null) {
      if (run.settings().iterations() != length) {
        throw new SchemeException(
            "A run that was begun with "
                + described(run.settings().iterations())
                + " iterations cannot go on with "
                + described(length)
                + ", for learning rates follow from their number; build the classifier anew");
      }
      return;
    }
    model = null;
    run = null;
    detects = problem.detects();
    prior = problem.prior();
    if (!problem.isLearnable()) {
      System.err.println(
          "CDRL: no attribute but the class varies; the class "
              + (problem.rows().classAttribute().isNominal() ? "frequencies are" : "mean is")
              + " predicted");
      return;
    }
    InstanceColumns columns = Engine.run(this::columns);
    run = new PartwiseTraining(columns, problem.conditions(), settings(length), folds, rules);
  }

  private InstanceColumns columns() {
    InstanceColumns all = InstanceColumns.of(problem.rows());
    return isProtect() ? all.withoutRareValues(problem.rows()) : all;
  }

  private static String described(int iterations) {
    return iterations == 0 ? "the default number of" : Integer.toString(iterations);
  }

  @Override
  protected void checkOptions() throws SchemeException {
    super.checkOptions();
    require(folds == 0 || folds >= 2, "calibrationFolds (-calibration)", folds, "0, or 2 or more");
    require(
        contamination > 0 && contamination < 1,
        "contamination (-contamination)",
        contamination,
        "between 0 and 1");
    require(draws >= 1, "draws (-draws)", draws, "1 or more");
    try {
      TableTrainer.create().rules(rules);
    } catch (IllegalArgumentException e) {
      throw new SchemeException("rules (-rules): " + e.getMessage());
    }
  }

  /**
   * Trains one step.
   *
   * @return whether there was a step to train in this call
   */
  @Override
  public boolean next() throws Exception {
    int pause = getPauseAfter();
    if (run == null || run.isComplete() || pause > 0 && sinceCall >= pause) {
      return false;
    }
    int most = getStepIterations();
    if (pause > 0) {
      most = most == 0 ? pause - sinceCall : Math.min(most, pause - sinceCall);
    }
    int before = run.done();
    model = run.advance(problem.rows(), most, getResume() || most > 0, ProgressLines.ofNextModel());
    sinceCall += run.done() - before;
    if (run.isComplete()) {
      model.tellShortfall();
    }
    return true;
  }

  /** Drops what only further training needs, unless {@code resume} is set. */
  @Override
  public void done() throws Exception {
    problem = null;
    if (!getResume()) {
      run = null;
    }
  }

  @Override
  public double[] distributionForInstance(Instance row) throws Exception {
    return predict(List.of(row))[0];
  }

  @Override
  public double[][] distributionsForInstances(Instances batch) throws Exception {
    return predict(batch);
  }

  @Override
  public boolean implementsMoreEfficientBatchPrediction() {
    return true;
  }

  private double[][] predict(List<Instance> rows) throws Exception {
    if (model == null) {
      if (prior == null) {
        throw new SchemeException("No model has been built yet");
      }
      return rows.stream().map(row -> prior.clone()).toArray(double[][]::new);
    }
    return Engine.run(() -> predictor().distributions(rows));
  }

  private ClassPredictor predictor() {
    return new ClassPredictor(model, detects, contamination, draws, getSeed());
  }

  @Override
  public LearnedModel learnedModel() {
    return model;
  }

  private Map<String, Double> measures() {
    return new TrainingReport(model).measures();
  }

  @Override
  public Enumeration<String> enumerateMeasures() {
    return Collections.enumeration(measures().keySet());
  }

  @Override
  public double getMeasure(String name) {
    Double measure = measures().get(name);
    if (measure == null) {
      throw new IllegalArgumentException("CDRL has no measure \"" + name + "\"");
    }
    return measure;
  }

  @Override
  public String toString() {
    if (model == null) {
      return prior == null
          ? "CDRL: no model built yet."
          : "CDRL: nothing was learned (no iterations, or no attribute but the class varies);"
              + " predicts "
              + Arrays.toString(prior);
    }
    return new TrainingReport(model).text(run, predictor().describe());
  }

  @OptionMetadata(
      displayName = "calibrationFolds",
      description =
          "Parts of the rows, of which one calibrates probabilities and is learned "
              + "from the middle of training on; at least 2, or 0 to calibrate on rows that "
              + "were trained on, which makes probabilities too sure. From 1000 rows on a "
              + "tenth of the rows is held out instead. (default 2)",
      commandLineParamName = "calibration",
      commandLineParamSynopsis = "-calibration <number>",
      displayOrder = 6)
  public int getCalibrationFolds() {
    return folds;
  }

  public void setCalibrationFolds(int folds) {
    this.folds = folds;
  }

  @OptionMetadata(
      displayName = "oneClass",
      description =
          "Learn rows of the first class value only and find anomalies "
              + "among others: the second class value stands for anomalies, and its "
              + "probability is above one half beyond the threshold. (default false)",
      commandLineParamName = "one-class",
      commandLineParamSynopsis = "-one-class",
      commandLineParamIsFlag = true,
      displayOrder = 7)
  public boolean isOneClass() {
    return oneClass;
  }

  public void setOneClass(boolean oneClass) {
    this.oneClass = oneClass;
  }

  @OptionMetadata(
      displayName = "contamination",
      description =
          "One-class mode: the share of normal rows that may be called anomalous, "
              + "between 0 and 1. Raise it to find more anomalies, at more false alarms. "
              + "(default 0.05)",
      commandLineParamName = "contamination",
      commandLineParamSynopsis = "-contamination <share>",
      displayOrder = 8)
  public double getContamination() {
    return contamination;
  }

  public void setContamination(double contamination) {
    this.contamination = contamination;
  }

  @OptionMetadata(
      displayName = "draws",
      description =
          "Numeric class: draws per prediction, whose mean is predicted. The square"
              + " root of their number divides the noise; time grows in proportion. "
              + "(default 20)",
      commandLineParamName = "draws",
      commandLineParamSynopsis = "-draws <number>",
      displayOrder = 9)
  public int getDraws() {
    return draws;
  }

  public void setDraws(int draws) {
    this.draws = draws;
  }

  @OptionMetadata(
      displayName = "rules",
      description =
          "Rules between attributes that drawn and filled rows keep, beside those that are found; "
              + "with semicolons between them, such as 'start <= end; not city -> state'; 'none' in "
              + "front leaves out those that are found. (default: those that are found)",
      commandLineParamName = "rules",
      commandLineParamSynopsis = "-rules <text>",
      displayOrder = 10)
  public String getRules() {
    return rules;
  }

  public void setRules(String rules) {
    this.rules = rules;
  }

  /** Runs the scheme from the command line. */
  public static void main(String[] args) {
    CDRL classifier = new CDRL();
    classifier.run(classifier, args);
  }
}
