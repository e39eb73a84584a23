package weka.classifiers.functions;

import static org.cdrl.weka.console.NumberOptions.require;

import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.cdrl.table.AnomalyScorer;
import org.cdrl.table.Imputer;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Table;
import org.cdrl.value.TrainingSummary;
import org.cdrl.weka.console.CommandLine;
import org.cdrl.weka.console.NumberOptions;
import org.cdrl.weka.console.OutputFiles;
import org.cdrl.weka.console.ProgressLines;
import org.cdrl.weka.console.SchemeException;
import org.cdrl.weka.instances.InstanceColumns;
import org.cdrl.weka.learning.Citations;
import org.cdrl.weka.learning.Engine;
import org.cdrl.weka.learning.LearnedModel;
import org.cdrl.weka.learning.ModelHolder;
import org.cdrl.weka.learning.PartwiseTraining;
import org.cdrl.weka.learning.TrainingSettings;
import weka.classifiers.Classifier;
import weka.classifiers.IterativeClassifier;
import weka.classifiers.RandomizableClassifier;
import weka.classifiers.evaluation.Evaluation;
import weka.core.AdditionalMeasureProducer;
import weka.core.Capabilities;
import weka.core.Capabilities.Capability;
import weka.core.Instance;
import weka.core.Instances;
import weka.core.OptionMetadata;
import weka.core.TechnicalInformation;
import weka.core.TechnicalInformationHandler;
import weka.core.Utils;
import weka.core.WeightedInstancesHandler;

/**
 * Classifies by energies: one generative model is learned of all attributes, and a class is as
 * probable as the row is likely under it.
 *
 * <p>Numeric classes are predicted by conditional sampling; with a class of one value, or as asked,
 * the model tells what is normal from what is not. See {@link #globalInfo}.
 */
public class CDRL extends RandomizableClassifier
    implements IterativeClassifier,
        WeightedInstancesHandler,
        AdditionalMeasureProducer,
        TechnicalInformationHandler,
        ModelHolder {
  private static final long serialVersionUID = 1;

  /** Rows that are predicted together by default: as many as the engine runs at a time. */
  private static final String BATCH = "1024";

  /**
   * Classes of so few rows are told as well after fewer iterations than rows need that are drawn,
   * and a cross-validation trains dozens of models; see docs/benchmarks/weka.md.
   */
  private static final int FEW_ROWS = 850;

  private static final int FEWEST_ITERATIONS = 300;

  private static final Map<String, Class<?>> NUMBERS =
      Map.of("S", int.class, "num-decimal-places", int.class, "batch-size", int.class);

  private int iterations = 0;
  private double minutes = 0;
  private int levels = 0;
  private int langevinSteps = 0;
  private int width = 0;
  private int threads = 0;
  private int folds = 2;
  private boolean oneClass = false;
  private double contamination = .05;
  private int draws = 20;
  private boolean resume = false;
  private int pause = 0;
  private int step = 0;
  private boolean requireGpu = false;

  /** What is predicted before anything was learned; null before there were data. */
  private double[] prior;

  /** Null before the first step, and where there is nothing to learn from. */
  private LearnedModel model;

  /** Null if training cannot go on. */
  private PartwiseTraining run;

  /** Whether the model that was built tells the normal from the anomalous. */
  private boolean detects;

  private transient Instances data;

  /** Iterations since the last call of {@link #initializeClassifier}. */
  private transient int sinceCall;

  /** With the defaults. */
  public CDRL() {
    m_BatchSize = BATCH;
  }

  /** What the scheme does, for Weka's windows. */
  public String globalInfo() {
    return "Energy-based classifier. Learns one generative model of all attributes (Cooperative"
        + " Diffusion Recovery Likelihood): a sequence of energies, one per noise level, of"
        + " which each tells how likely a row is given the class.\n\n"
        + "Nominal class: its probabilities follow from Bayes' rule, log p(class | row) ="
        + " log p(row | class) + log p(class) + constant, with one weight per noise level"
        + " and one bias per class fitted by logistic regression to rows that were held out,"
        + " so that probabilities are calibrated.\n\n"
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
    sinceCall = 0;
    data = new Instances(instances);
    data.deleteWithMissingClass();
    if (model != null && run != null) {
      int length = length(data.size());
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
    detects = oneClass || data.classAttribute().isNominal() && data.numClasses() == 1;
    if (detects && data.numClasses() > 1) {
      data.removeIf(row -> row.classValue() != 0);
    }
    if (data.isEmpty()) {
      throw new SchemeException(
          detects && instances.numClasses() > 1
              ? "There is nothing to learn from: no row has the first class value, \""
                  + instances.classAttribute().value(0)
                  + "\""
              : "There is nothing to learn from: no row has a class");
    }
    prior = prior(data);
    if (!learnable(data)) {
      System.err.println(
          "CDRL: no attribute but the class varies; the class "
              + (data.classAttribute().isNominal() ? "frequencies are" : "mean is")
              + " predicted");
      return;
    }
    boolean condition = data.classAttribute().isNominal() && !detects;
    run =
        new PartwiseTraining(
            Engine.run(() -> InstanceColumns.of(data)),
            condition ? List.of(data.classAttribute().name()) : List.of(),
            settings(length(data.size())),
            folds);
  }

  private static String described(int iterations) {
    return iterations == 0 ? "the default number of" : Integer.toString(iterations);
  }

  private TrainingSettings settings(int length) {
    return new TrainingSettings(length, minutes, levels, langevinSteps, width, threads, getSeed());
  }

  /**
   * Iterations for this many rows; 0 for as many as the engine takes, which has drawing in mind.
   */
  private int length(int rows) {
    boolean tellsClasses = data.classAttribute().isNominal() && !detects;
    return iterations == 0 && minutes == 0 && tellsClasses && rows < FEW_ROWS
        ? FEWEST_ITERATIONS + 2 * rows
        : iterations;
  }

  @Override
  public void setOptions(String[] options) throws Exception {
    NumberOptions.requireReadable(this, NUMBERS, options);
    super.setOptions(options);
  }

  /** Runs the classifier from the command line. */
  @Override
  public void run(Object classifier, String[] options) {
    CommandLine.run(
        () -> {
          NumberOptions.requireReadable(classifier, NUMBERS, options);
          OutputFiles.require(options, List.of("t", "T"), List.of("d", "threshold-file"));
          System.out.println(Evaluation.evaluateModel((Classifier) classifier, options));
        });
  }

  private void checkOptions() throws Exception {
    settings(iterations).check();
    require(
        minutes == 0 || pause == 0 && step == 0,
        "minutes (-minutes)",
        minutes,
        "0 where a run has pauses (-pause) or steps (-step)");
    require(folds == 0 || folds >= 2, "calibrationFolds (-calibration)", folds, "0, or 2 or more");
    require(
        contamination > 0 && contamination < 1,
        "contamination (-contamination)",
        contamination,
        "between 0 and 1");
    require(draws >= 1, "draws (-draws)", draws, "1 or more");
    require(pause >= 0, "pauseAfter (-pause)", pause, "0 for no pause, or more");
    require(step >= 0, "stepIterations (-step)", step, "0 for all that are left, or more");
    require(
        getBatchSize().matches("0*[1-9]\\d{0,8}"),
        "batchSize (-batch-size)",
        getBatchSize(),
        "a whole number, 1 or more");
    if (requireGpu) {
      Engine.requireGpu();
    }
  }

  /** Whether any attribute but a nominal class varies. */
  private boolean learnable(Instances rows) {
    for (int a = 0; a < rows.numAttributes(); a++) {
      var stats = rows.attributeStats(a);
      boolean gaps = stats.missingCount > 0 && stats.missingCount < rows.size();
      if (a != rows.classIndex() && (stats.distinctCount > 1 || gaps)) {
        return true;
      }
    }
    return false;
  }

  private static double[] prior(Instances rows) {
    if (rows.classAttribute().isNumeric()) {
      return new double[] {rows.meanOrMode(rows.classIndex())};
    }
    double[] counts = new double[rows.numClasses()];
    rows.forEach(row -> counts[(int) row.classValue()] += row.weight());
    Utils.normalize(counts);
    return counts;
  }

  /**
   * Trains one step.
   *
   * @return whether there was a step to train in this call
   */
  @Override
  public boolean next() throws Exception {
    if (run == null || run.isComplete() || pause > 0 && sinceCall >= pause) {
      return false;
    }
    int most = step;
    if (pause > 0) {
      most = most == 0 ? pause - sinceCall : Math.min(most, pause - sinceCall);
    }
    int before = run.done();
    model = run.advance(data, most, resume || most > 0, ProgressLines.ofNextModel());
    sinceCall += run.done() - before;
    if (run.isComplete()) {
      model.tellShortfall();
    }
    return true;
  }

  /** Drops what only further training needs, unless {@code resume} is set. */
  @Override
  public void done() throws Exception {
    data = null;
    if (!resume) {
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
    return Engine.run(
        () -> {
          int classIndex = classIndex();
          double[][] cells = new double[rows.size()][];
          for (int r = 0; r < cells.length; r++) {
            cells[r] = model.columns().cells(rows.get(r));
            // Where the anomalous is told, all rows that were learned had the first class value,
            // and
            // a missing one would be anomalous.
            cells[r][classIndex] = detects ? 0 : Double.NaN;
          }
          Table table = new Table(model.columns().schema(), cells);
          if (detects) {
            return anomalous(table);
          }
          return model.columns().schema().column(classIndex).isNumeric()
              ? means(table, classIndex)
              : model
                  .table()
                  .classifier(model.columns().schema().column(classIndex).name())
                  .probabilities(table);
        });
  }

  private int classIndex() {
    return model.columns().header().classIndex();
  }

  private double[][] means(Table table, int classIndex) {
    Imputer.Imputation filled =
        model
            .table()
            .imputer()
            .draws(draws)
            .seed(getSeed())
            .alike(true)
            .conditions(false)
            .fill(table);
    return IntStream.range(0, table.size())
        .mapToDouble(row -> filled.mean(row, classIndex))
        .mapToObj(mean -> new double[] {model.columns().value(classIndex, mean)})
        .toArray(double[][]::new);
  }

  /** Half at the threshold; from there to 0 and 1 so slowly that ranks are kept far out. */
  private double[][] anomalous(Table table) {
    AnomalyScorer scorer = model.table().anomalies();
    double threshold = scorer.threshold(1 - contamination);
    boolean second = model.columns().header().numClasses() > 1;
    return Arrays.stream(scorer.score(table).scores())
        .mapToObj(
            score -> {
              double beyond = score - threshold;
              double p = .5 + .5 * beyond / (1 + Math.abs(beyond));
              return second ? new double[] {1 - p, p} : new double[] {beyond > 0 ? 0 : 1};
            })
        .toArray(double[][]::new);
  }

  @Override
  public LearnedModel learnedModel() {
    return model;
  }

  private Map<String, Double> measures() {
    Map<String, Double> measures = new LinkedHashMap<>();
    TrainingSummary summary = model == null ? null : model.table().engine().summary();
    measures.put("measureIterations", summary == null ? 0 : (double) summary.iterations());
    measures.put("measureTrainingSeconds", summary == null ? 0 : summary.seconds());
    measures.put("measureEnergyGap", summary == null ? 0 : summary.energyGap());
    measures.put("measureInitializerLoss", summary == null ? 0 : summary.initializerLoss());
    measures.put("measureModelBytes", model == null ? 0 : (double) model.bytes().length);
    return measures;
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
    TableModel table = model.table();
    TrainingSummary summary = table.engine().summary();
    StringBuilder text = new StringBuilder("Cooperative Diffusion Recovery Likelihood\n\n");
    line(text, "Rows", Long.toString(summary.rows()));
    line(
        text,
        "Attributes",
        table.dataSchema().size() + ", in " + table.engine().columns().size() + " coordinates");
    model.columns().leftOut().forEach((name, why) -> line(text, "Left out", name + ", " + why));
    line(text, "Noise levels", Integer.toString(table.engine().config().chains().levels()));
    line(text, "Iterations", iterationsDone());
    summary.shortfall().ifPresent(told -> line(text, "Too short", told));
    line(text, "Seconds", Utils.doubleToString(summary.seconds(), 1));
    line(
        text, "Energy gap", Utils.doubleToString(summary.energyGap(), 3) + " nats, healthy near 0");
    line(text, "Device", summary.device() + ", TensorFlow " + summary.tensorFlowVersion());
    line(text, "Predicts", predicts());
    return text.toString();
  }

  private String iterationsDone() {
    if (run != null && !run.isComplete()) {
      return run.done() + " of " + run.length() + "; the run is paused";
    }
    long done = model.table().engine().summary().iterations();
    int planned = model.table().engine().config().optimisation().iterations();
    return done < planned ? done + " of " + planned : Integer.toString(planned);
  }

  private String predicts() {
    boolean unseen = model.table().calibratedOnUnseen();
    if (detects) {
      return "what is anomalous: the threshold is at "
          + Utils.doubleToString(100 * (1 - contamination), 1)
          + (unseen
              ? " % of rows like those of training"
              : " % of the training rows, which is too low for others");
    }
    return model.columns().header().classAttribute().isNominal()
        ? "classes from energies, calibrated on "
            + (unseen ? "held-out rows" : "training rows, which makes probabilities too sure")
        : "the mean of " + draws + " draws of the class";
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-14s%s%n", name, value));
  }

  @OptionMetadata(
      displayName = "iterations",
      description =
          "Training iterations; time grows in proportion. Raise it if accuracy still rises with it,"
              + " or if rows are to be drawn from the model; too few leave the model unfinished."
              + " (default 0: by the number of rows; 300 and two per row for nominal classes below"
              + " 850 rows, else 2000 to 6000)",
      commandLineParamName = "I",
      commandLineParamSynopsis = "-I <number>",
      displayOrder = 1)
  public int getIterations() {
    return iterations;
  }

  public void setIterations(int iterations) {
    this.iterations = iterations;
  }

  @OptionMetadata(
      displayName = "minutes",
      description = TrainingSettings.MINUTES,
      commandLineParamName = "minutes",
      commandLineParamSynopsis = "-minutes <number>",
      displayOrder = 2)
  public double getMinutes() {
    return minutes;
  }

  public void setMinutes(double minutes) {
    this.minutes = minutes;
  }

  @OptionMetadata(
      displayName = "noiseLevels",
      description =
          "Noise levels, 1 to 100. More make every step between two easier, and "
              + "prediction slower in proportion; with fewer than 4 the model is crude. "
              + "(default 0: the engine's choice for tables)",
      commandLineParamName = "levels",
      commandLineParamSynopsis = "-levels <number>",
      displayOrder = 3)
  public int getNoiseLevels() {
    return levels;
  }

  public void setNoiseLevels(int levels) {
    this.levels = levels;
  }

  @OptionMetadata(
      displayName = "langevinSteps",
      description =
          "Langevin steps per noise level in training; time grows in proportion. "
              + "Raise it with fewer levels; too few make chains stop short and the "
              + "energy gap run away. (default 0: the engine's choice)",
      commandLineParamName = "steps",
      commandLineParamSynopsis = "-steps <number>",
      displayOrder = 4)
  public int getLangevinSteps() {
    return langevinSteps;
  }

  public void setLangevinSteps(int langevinSteps) {
    this.langevinSteps = langevinSteps;
  }

  @OptionMetadata(
      displayName = "networkWidth",
      description =
          "Width of the energy network, even, 4 to 8192; time grows with its "
              + "square. Raise it for many attributes with enough rows; too wide for few "
              + "rows learns them by heart. (default 0: by the number of rows and "
              + "attributes)",
      commandLineParamName = "width",
      commandLineParamSynopsis = "-width <number>",
      displayOrder = 5)
  public int getNetworkWidth() {
    return width;
  }

  public void setNetworkWidth(int width) {
    this.width = width;
  }

  @OptionMetadata(
      displayName = "calibrationFolds",
      description =
          "Models trained on parts of the rows to calibrate probabilities on the "
              + "others; at least 2, or 0 to calibrate on training rows, which takes "
              + "half of the time but makes probabilities too sure. From 1000 rows on a "
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
          "Learn rows of the first class value only and tell whatever is anomalous "
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
      displayName = "resume",
      description =
          "Keep what is needed to go on with a run that was paused; models become "
              + "about five times as large. (default false)",
      commandLineParamName = "resume",
      commandLineParamSynopsis = "-resume",
      commandLineParamIsFlag = true,
      displayOrder = 10)
  @Override
  public boolean getResume() {
    return resume;
  }

  @Override
  public void setResume(boolean resume) {
    this.resume = resume;
  }

  @OptionMetadata(
      displayName = "pauseAfter",
      description =
          "Iterations after which a call of training ends, to go on in another "
              + "(with resume: continue iterating). However often it is paused, the run "
              + "ends with the same model, bit for bit. (default 0: no pause)",
      commandLineParamName = "pause",
      commandLineParamSynopsis = "-pause <number>",
      displayOrder = 11)
  public int getPauseAfter() {
    return pause;
  }

  public void setPauseAfter(int pause) {
    this.pause = pause;
  }

  @OptionMetadata(
      displayName = "stepIterations",
      description =
          "Iterations of one step where another scheme drives the training, such as"
              + " IterativeClassifierOptimizer; every step costs some seconds beside. "
              + "(default 0: all that are left)",
      commandLineParamName = "step",
      commandLineParamSynopsis = "-step <number>",
      displayOrder = 12)
  public int getStepIterations() {
    return step;
  }

  public void setStepIterations(int step) {
    this.step = step;
  }

  @OptionMetadata(
      displayName = "threads",
      description =
          "Threads inside an operation; the first session of a Java process decides"
              + " for all. Results depend on it in the last digits. (default 0: one per "
              + "core)",
      commandLineParamName = "threads",
      commandLineParamSynopsis = "-threads <number>",
      displayOrder = 13)
  public int getThreads() {
    return threads;
  }

  public void setThreads(int threads) {
    this.threads = threads;
  }

  @OptionMetadata(
      displayName = "requireGPU",
      description =
          "Fail unless a GPU does the work, instead of going on with the CPU. " + "(default false)",
      commandLineParamName = "require-gpu",
      commandLineParamSynopsis = "-require-gpu",
      commandLineParamIsFlag = true,
      displayOrder = 14)
  public boolean isRequireGPU() {
    return requireGpu;
  }

  public void setRequireGPU(boolean requireGpu) {
    this.requireGpu = requireGpu;
  }

  /** Runs the scheme from the command line. */
  public static void main(String[] args) {
    CDRL classifier = new CDRL();
    classifier.run(classifier, args);
  }
}
