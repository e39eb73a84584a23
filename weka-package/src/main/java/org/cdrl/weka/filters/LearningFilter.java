package org.cdrl.weka.filters;

import java.util.List;
import java.util.Map;
import org.cdrl.TrainingListener;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.data.Table;
import org.cdrl.weka.console.CommandLine;
import org.cdrl.weka.console.NumberOptions;
import org.cdrl.weka.console.OutputFiles;
import org.cdrl.weka.console.ProgressLines;
import org.cdrl.weka.console.SchemeException;
import org.cdrl.weka.instances.InstanceColumns;
import org.cdrl.weka.instances.InstanceKeys;
import org.cdrl.weka.instances.Weights;
import org.cdrl.weka.learning.Citations;
import org.cdrl.weka.learning.Engine;
import org.cdrl.weka.learning.LearnedModel;
import org.cdrl.weka.learning.TrainingSettings;
import weka.core.Capabilities;
import weka.core.Capabilities.Capability;
import weka.core.Instances;
import weka.core.Option;
import weka.core.OptionMetadata;
import weka.core.Randomizable;
import weka.core.TechnicalInformation;
import weka.core.TechnicalInformationHandler;
import weka.core.Utils;
import weka.core.WeightedInstancesHandler;
import weka.filters.Filter;
import weka.filters.SimpleBatchFilter;

/** A filter that learns a model of its first batch, and applies it to that and to later ones. */
public abstract class LearningFilter extends SimpleBatchFilter
    implements Randomizable, WeightedInstancesHandler, TechnicalInformationHandler {
  private static final long serialVersionUID = 1;

  /**
   * Parts of the rows, of which one tells how right the model is about rows that it has not seen.
   */
  protected static final int FOLDS = 2;

  private int iterations = 0;
  private double minutes = 0;
  private int levels = 0;
  private int langevinSteps = 0;
  private int width = 0;
  private int threads = 0;
  private int seed = 1;

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
    return can;
  }

  /** Refuses options that cannot be, before any row is looked at. */
  @Override
  public boolean setInputFormat(Instances format) throws Exception {
    checkOptions();
    return super.setInputFormat(format);
  }

  /**
   * Checks what does not depend on data.
   *
   * @throws SchemeException naming the option, its value and what it may be
   */
  protected void checkOptions() throws SchemeException {
    settings().check();
  }

  private TrainingSettings settings() {
    return new TrainingSettings(iterations, minutes, levels, langevinSteps, width, threads, seed);
  }

  /**
   * Learns a model.
   *
   * @param conditions names of nominal columns to condition on
   * @param folds as {@link TableTrainer#folds} takes them
   * @throws InterruptedException if it was interrupted
   * @throws SchemeException if that cannot be learned, saying why
   */
  protected LearnedModel learn(Instances data, List<String> conditions, int folds)
      throws Exception {
    return learn(data, data, conditions, folds);
  }

  /**
   * The same with rows that are there several times.
   *
   * @param data what the attributes are judged by: of repeated rows, keys would be none
   * @param rows what is learned, with the same attributes
   */
  protected LearnedModel learn(Instances data, Instances rows, List<String> conditions, int folds)
      throws Exception {
    TrainingListener progress = ProgressLines.ofNextModel();
    LearnedModel model =
        Engine.run(
            () -> {
              InstanceColumns columns = InstanceColumns.of(data);
              columns.remarks().forEach(remark -> System.err.println("CDRL: " + remark));
              Table table = columns.table(Weights.asCounts(rows, seed));
              TableTrainer trainer =
                  TableTrainer.create()
                      .conditions(conditions.toArray(String[]::new))
                      .folds(folds)
                      .keys(InstanceKeys.of(columns, data));
              return new LearnedModel(columns, settings().applyTo(trainer).fit(table, progress));
            });
    model.tellShortfall();
    return model;
  }

  /** Refuses options that cannot be at once: Weka's parallel ensembles hide what filters say. */
  @Override
  public void setOptions(String[] options) throws Exception {
    NumberOptions.requireReadable(this, Map.of(), options);
    super.setOptions(options);
    checkOptions();
  }

  /** Runs the filter from the command line. */
  @Override
  public void run(Object filter, String[] options) {
    CommandLine.run(
        () -> {
          NumberOptions.requireReadable(filter, Map.of(), options);
          // Weka's own message would hold all its options.
          Option.setOptionsForHierarchy(options.clone(), this, LearningFilter.class);
          checkOptions();
          if (Utils.getFlag('b', options)) {
            OutputFiles.write(
                options,
                List.of("i", "r"),
                List.of("o", "s"),
                () -> Filter.batchFilterFile((Filter) filter, options));
          } else {
            OutputFiles.write(
                options,
                List.of("i"),
                List.of("o"),
                () -> Filter.filterFile((Filter) filter, options));
          }
        });
  }

  /** Rows without the class attribute, so that nothing that is learned or told depends on it. */
  protected static Instances withoutClass(Instances data) {
    if (data.classIndex() < 0) {
      return data;
    }
    Instances rest = new Instances(data);
    rest.setClassIndex(-1);
    rest.deleteAttributeAt(data.classIndex());
    return rest;
  }

  @OptionMetadata(
      displayName = "iterations",
      description =
          TrainingSettings.ITERATIONS + " (default 0: by the number of rows, 450 to 3000)",
      commandLineParamName = "I",
      commandLineParamSynopsis = "-I <number>",
      displayOrder = 50)
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
      displayOrder = 51)
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
      displayOrder = 52)
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
      displayOrder = 53)
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
      displayOrder = 54)
  public int getNetworkWidth() {
    return width;
  }

  public void setNetworkWidth(int width) {
    this.width = width;
  }

  @OptionMetadata(
      displayName = "threads",
      description = TrainingSettings.THREADS,
      commandLineParamName = "threads",
      commandLineParamSynopsis = "-threads <number>",
      displayOrder = 55)
  public int getThreads() {
    return threads;
  }

  public void setThreads(int threads) {
    this.threads = threads;
  }

  @OptionMetadata(
      displayName = "seed",
      description = "Seed of all random numbers. (default 1)",
      commandLineParamName = "S",
      commandLineParamSynopsis = "-S <number>",
      displayOrder = 56)
  @Override
  public int getSeed() {
    return seed;
  }

  @Override
  public void setSeed(int seed) {
    this.seed = seed;
  }
}
