package org.cdrl.weka.learning;

import static org.cdrl.weka.console.NumberOptions.require;

import java.util.List;
import java.util.Map;
import org.cdrl.weka.console.CommandLine;
import org.cdrl.weka.console.NumberOptions;
import org.cdrl.weka.console.OutputFiles;
import org.cdrl.weka.console.SchemeException;
import weka.classifiers.Classifier;
import weka.classifiers.IterativeClassifier;
import weka.classifiers.RandomizableClassifier;
import weka.classifiers.evaluation.Evaluation;
import weka.core.Option;
import weka.core.OptionMetadata;
import weka.core.Utils;

/** A classifier with the options of training: how long, in which parts, with what networks. */
public abstract class LearningClassifier extends RandomizableClassifier
    implements IterativeClassifier {
  private static final long serialVersionUID = 1;

  private static final Map<String, Class<?>> NUMBERS =
      Map.of("S", int.class, "num-decimal-places", int.class, "batch-size", int.class);

  private int iterations = 0;
  private double minutes = 0;
  private int levels = 0;
  private int langevinSteps = 0;
  private int width = 0;
  private boolean protect = false;
  private int threads = 0;
  private boolean resume = false;
  private int pause = 0;
  private int step = 0;
  private boolean requireGpu = false;

  /** Refuses options that cannot be at once: Weka's parallel ensembles hide what training says. */
  @Override
  public void setOptions(String[] options) throws Exception {
    NumberOptions.requireReadable(this, NUMBERS, options);
    super.setOptions(options);
    checkOptions();
  }

  /** Runs the classifier from the command line. */
  @Override
  public void run(Object classifier, String[] options) {
    CommandLine.run(
        () -> {
          requirePossible(options.clone());
          OutputFiles.require(options, List.of("t", "T"), List.of("d", "threshold-file"));
          System.out.println(Evaluation.evaluateModel((Classifier) classifier, options));
        });
  }

  /** Checks this scheme's own among other options, for Weka's message would hold all its own. */
  private void requirePossible(String[] options) throws Exception {
    NumberOptions.requireReadable(this, NUMBERS, options);
    Option.setOptionsForHierarchy(options, this, LearningClassifier.class);
    String batch = Utils.getOption("batch-size", options);
    if (!batch.isEmpty()) {
      setBatchSize(batch);
    }
    checkOptions();
  }

  /**
   * Checks what does not depend on data.
   *
   * @throws SchemeException naming the option, its value and what it may be
   */
  protected void checkOptions() throws SchemeException {
    settings(iterations).check();
    require(
        minutes == 0 || pause == 0 && step == 0,
        "minutes (-minutes)",
        minutes,
        "0 where a run has pauses (-pause) or steps (-step)");
    require(pause >= 0, "pauseAfter (-pause)", pause, "0 for no pause, or more");
    require(step >= 0, "stepIterations (-step)", step, "0 for all that are left, or more");
    require(
        getBatchSize().matches("0*[1-9]\\d{0,8}"),
        "batchSize (-batch-size)",
        getBatchSize(),
        "a whole number, 1 or more");
  }

  /** The settings of a run of this length; 0 for the engine's choice. */
  protected final TrainingSettings settings(int length) {
    return new TrainingSettings(length, minutes, levels, langevinSteps, width, threads, getSeed());
  }

  @OptionMetadata(
      displayName = "iterations",
      description =
          TrainingSettings.ITERATIONS + " (default 0: by the number of rows, 450 to 3000)",
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
      description = TrainingSettings.LEVELS,
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
      description = TrainingSettings.STEPS,
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
      description = TrainingSettings.WIDTH,
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
      displayName = "protect",
      description =
          "Hide what few rows have before anything is learned, for data of people: labels of fewer"
              + " than 5 rows become 'other', the 4 lowest and highest numbers the next one, and"
              + " rows of a class value of fewer than 5 are not learned. Rare cases are lost."
              + " (default false)",
      commandLineParamName = "protect",
      commandLineParamSynopsis = "-protect",
      commandLineParamIsFlag = true,
      displayOrder = 9)
  public boolean isProtect() {
    return protect;
  }

  public void setProtect(boolean protect) {
    this.protect = protect;
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
      description = TrainingSettings.THREADS,
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
          "Fail unless a GPU does the work, instead of going on with the CPU. (default false)",
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
}
