package org.cdrl.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.cdrl.table.TableWorkers;
import org.tribuo.Trainer;

/**
 * Learns a model from a data frame.
 *
 * <p>A random part of the rows goes to the driver, which finds in it what columns are, codes of
 * numbers, rules, and the rows to validate and calibrate on; it is all rows if there are no more
 * than {@link #sampleRows}. Weights are learned from all rows by workers: tasks that begin a round
 * of iterations with the same weights, each on rows of its own; the mean of what they learned is
 * what the next round begins with. Rounds are plain jobs, that Spark repeats where executors are
 * lost.
 *
 * <p>The same data frame, parameters and number of workers give the same bits on machines of the
 * same kind, however rows are partitioned and whatever is lost on the way. Rows need a fixed order,
 * as for {@link CdrlSparkModel}. Of less than 1,000 rows the driver learns alone.
 */
public final class CdrlEstimator extends Estimator<CdrlSparkModel> implements MLWritable {
  private static final long serialVersionUID = 1L;

  /** {@link #synchronization} by means of what workers learned in rounds. */
  public static final String AVERAGING = "averaging";

  /** {@link #synchronization} of every step, through ports that are open. */
  public static final String COLLECTIVE = "collective";

  private final String uid;
  private final StringArrayParam classes;
  private final StringArrayParam columns;
  private final StringArrayParam settings;
  private final Param<String> rules;
  private final IntParam iterations;
  private final DoubleParam validation;
  private final LongParam seed;
  private final IntParam workers;
  private final Param<String> synchronization;
  private final IntParam roundIterations;
  private final IntParam sampleRows;
  private final Param<String> checkpointFolder;

  /** An estimator with the defaults. */
  public CdrlEstimator() {
    this(Identifiable$.MODULE$.randomUID("cdrlEstimator"));
  }

  /** For Spark, which reads parameters into it. */
  public CdrlEstimator(String uid) {
    this.uid = uid;
    classes = new StringArrayParam(this, "classes", "columns of classes");
    columns = new StringArrayParam(this, "columns", "NAME=KIND of some columns");
    settings = new StringArrayParam(this, "settings", "NAME=VALUE of the engine's settings");
    rules = new Param<>(this, "rules", "rules between columns, beside those that are found");
    iterations =
        new IntParam(
            this,
            "iterations",
            "beside those of the pre-training; 0 for what suits the table",
            ParamValidators.gtEq(0));
    validation =
        new DoubleParam(
            this,
            "validation",
            "share of the driver's rows that is held out; -1 for what suits the table",
            ParamValidators.inRange(-1, .5));
    seed = new LongParam(this, "seed", "seed of all random numbers");
    workers =
        new IntParam(
            this,
            "workers",
            "tasks that learn side by side; 0 for as many as there are cores",
            ParamValidators.gtEq(0));
    synchronization =
        new Param<>(
            this,
            "synchronization",
            "averaging of what workers learned in rounds, or a collective in every step",
            ParamValidators.inArray(List.of(AVERAGING, COLLECTIVE)));
    roundIterations =
        new IntParam(
            this,
            "roundIterations",
            "iterations after which the driver has all that was learned; 0 for what suits",
            ParamValidators.gtEq(0));
    sampleRows =
        new IntParam(
            this,
            "sampleRows",
            "rows that the driver looks at, at most",
            ParamValidators.gtEq(TableWorkers.FEWEST_ROWS));
    checkpointFolder =
        new Param<>(this, "checkpointFolder", "folder that keeps finished rounds; empty for none");
    setDefault(classes, new String[0]);
    setDefault(columns, new String[0]);
    setDefault(settings, new String[0]);
    setDefault(rules, "");
    setDefault(iterations, 0);
    setDefault(validation, -1.);
    setDefault(seed, Trainer.DEFAULT_SEED);
    setDefault(workers, 0);
    setDefault(synchronization, AVERAGING);
    setDefault(roundIterations, 0);
    setDefault(sampleRows, 100_000);
    setDefault(checkpointFolder, "");
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<CdrlEstimator> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads what was saved in a folder. */
  public static CdrlEstimator load(String folder) {
    return read().load(folder);
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }

  /** Columns of classes. */
  public StringArrayParam classes() {
    return classes;
  }

  /** Kinds of some columns. */
  public StringArrayParam columns() {
    return columns;
  }

  /** The engine's settings. */
  public StringArrayParam settings() {
    return settings;
  }

  /** Rules between columns. */
  public Param<String> rules() {
    return rules;
  }

  /** Iterations beside those of the pre-training. */
  public IntParam iterations() {
    return iterations;
  }

  /** The share of the driver's rows that is held out. */
  public DoubleParam validation() {
    return validation;
  }

  /** The seed of all random numbers. */
  public LongParam seed() {
    return seed;
  }

  /** Tasks that learn side by side. */
  public IntParam workers() {
    return workers;
  }

  /** How workers come to one model. */
  public Param<String> synchronization() {
    return synchronization;
  }

  /** Iterations after which the driver has all that was learned. */
  public IntParam roundIterations() {
    return roundIterations;
  }

  /** Rows that the driver looks at. */
  public IntParam sampleRows() {
    return sampleRows;
  }

  /** The folder that keeps finished rounds. */
  public Param<String> checkpointFolder() {
    return checkpointFolder;
  }

  /**
   * Names columns of classes, to draw by class and to classify by later; the first one is the
   * output that Tribuo sees. Default none.
   */
  public CdrlEstimator setClasses(String... names) {
    set(classes, names);
    return this;
  }

  /**
   * Says what columns are where they would be taken for something else, as {@code --column} of the
   * command line does: {@code zip=categorical}; {@code id=ignore} leaves a column out.
   */
  public CdrlEstimator setColumns(String... namesAndKinds) {
    set(columns, namesAndKinds);
    return this;
  }

  /**
   * Changes settings of the engine, as docs/settings.md lists them: {@code batchSize=1024}. Default
   * by the number of rows.
   */
  public CdrlEstimator setSettings(String... namesAndValues) {
    set(settings, namesAndValues);
    return this;
  }

  /** Rules between columns, as {@link org.cdrl.table.TableTrainer#rules} takes them. */
  public CdrlEstimator setRules(String text) {
    set(rules, text);
    return this;
  }

  /**
   * Iterations beside those of the pre-training; default 0: by the number of rows. They do not get
   * fewer with more workers: each looks at rows of its own.
   */
  public CdrlEstimator setIterations(int n) {
    set(iterations, n);
    return this;
  }

  /**
   * The share of the driver's rows that is held out to validate and calibrate on, above 0 to .5;
   * default -1: by the number of rows.
   */
  public CdrlEstimator setValidation(double share) {
    set(validation, share);
    return this;
  }

  /** The seed of all random numbers. */
  public CdrlEstimator setSeed(long value) {
    set(seed, value);
    return this;
  }

  /**
   * How many tasks learn side by side, with 512 rows each at least; default 0: as many as the
   * session has cores. Each needs a core, and its rows in memory. Another number gives other bits.
   */
  public CdrlEstimator setWorkers(int n) {
    set(workers, n);
    return this;
  }

  /**
   * How workers come to one model; default {@link #AVERAGING}: everyone learns from batches of its
   * own rows, and after a round the driver takes the mean of their weights. With {@link
   * #COLLECTIVE} every batch is divided among the workers, which take each step together: they
   * learn what one would from all rows, and more workers shorten a run.
   *
   * <p>A collective needs as many free cores as there are workers, at once, and a cluster that does
   * not change by itself (dynamic allocation). <b>It opens ports</b>: every executor runs a server
   * of TensorFlow's until it ends, on all of its machine's addresses and without a password, which
   * executes whatever it is sent. Use it in networks where all machines are trusted only.
   */
  public CdrlEstimator setSynchronization(String way) {
    set(synchronization, way);
    return this;
  }

  /**
   * Iterations after which the driver has all that was learned: the mean of the workers, or what
   * all of them have come to with {@link #COLLECTIVE}. Default 0: 50 and 100. More cost less time,
   * for every round is a job of Spark and carries all weights; with far more, workers drift apart
   * and their mean gets worse, or more is lost with an executor.
   */
  public CdrlEstimator setRoundIterations(int n) {
    set(roundIterations, n);
    return this;
  }

  /**
   * Rows that the driver looks at, at most; at least 1,000, default 100,000. Raise it for columns
   * with many rare labels: a label that none of these rows has is a missing cell. From 20,000 on no
   * setting depends on it.
   */
  public CdrlEstimator setSampleRows(int n) {
    set(sampleRows, n);
    return this;
  }

  /**
   * Keeps finished rounds in a folder, so that a run whose driver is lost can be resumed: the same
   * call goes on behind the last round that is there, and has the bits of an undisturbed run. A
   * folder is for one run; it holds 16 bytes per parameter and round, and may be deleted when the
   * model is saved. Runs without workers, of less than 1,000 rows, keep nothing.
   *
   * @param folder of any file system that Spark knows; empty, the default, for none
   */
  public CdrlEstimator setCheckpointFolder(String folder) {
    set(checkpointFolder, folder);
    return this;
  }

  /**
   * Learns.
   *
   * @throws IllegalArgumentException if the data frame cannot be learned from, naming the column,
   *     or a parameter is wrong, naming it; or if the checkpoint is of another run
   * @throws UncheckedIOException if the checkpoint cannot be read, or not begun
   */
  @Override
  public CdrlSparkModel fit(Dataset<?> frame) {
    ModelFile file;
    try {
      file = training(threads(frame)).run(frame);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CdrlSparkModel(Identifiable$.MODULE$.randomUID("cdrl"), file).setParent(this);
  }

  /** TensorFlow uses the cores of a task, on the driver too. */
  private static int threads(Dataset<?> frame) {
    return frame.sparkSession().sparkContext().conf().getInt("spark.task.cpus", 1);
  }

  private FrameTraining training(int threads) {
    return new FrameTraining(
        List.of(getOrDefault(classes)),
        List.of(getOrDefault(columns)),
        List.of(getOrDefault(settings)),
        getOrDefault(rules),
        (int) getOrDefault(iterations),
        (double) getOrDefault(validation),
        (long) getOrDefault(seed),
        (int) getOrDefault(workers),
        getOrDefault(synchronization).equals(COLLECTIVE),
        (int) getOrDefault(roundIterations),
        (int) getOrDefault(sampleRows),
        threads,
        getOrDefault(checkpointFolder));
  }

  /**
   * The columns with scores behind them, as the model appends them.
   *
   * @throws IllegalArgumentException naming a column of a type that no table has, or that is there
   *     twice or not at all
   */
  @Override
  public StructType transformSchema(StructType given) {
    training(1).requireFits(given);
    return Fields.scored(given, CdrlSparkModel.SCORE, CdrlSparkModel.SHARE);
  }

  @Override
  public CdrlEstimator copy(ParamMap extra) {
    return copyValues(new CdrlEstimator(uid), extra);
  }

  @Override
  public String uid() {
    return uid;
  }
}
