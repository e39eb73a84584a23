package org.cdrl.table;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.RunPlan;
import org.cdrl.TrainingData;
import org.cdrl.TrainingListener;
import org.cdrl.Validation;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.Pace;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;
import org.cdrl.value.Scaling;
import org.cdrl.value.TrainingSummary;

/**
 * Trains models of tables with settings that follow the table's size. Immutable; every setter
 * returns another trainer.
 *
 * <p>Without a time budget, the same table, settings, machine and execution give the same bits.
 */
public final class TableTrainer {
  /** How often a diverging run goes back with half the learning rate. */
  private static final int ROLL_BACKS = 3;

  /** Looks at the held-out rows in the second half of a run, and those without gain that end it. */
  private static final int LOOKS = 5;

  private static final int PATIENCE = 3;

  /** Shorter runs have no time to learn rows by heart, and are looked at only at their end. */
  private static final int WORTH_VALIDATING = 1000;

  /** A budget lengthens training by this factor at most. */
  private static final int MAX_STRETCH = 4;

  /** Rows by which calibration is timed. */
  private static final int TIMED_ROWS = 1024;

  private final List<String> conditions;
  private final UnaryOperator<CdrlConfig.Builder> settings;
  private final Execution execution;
  private final double validation;
  private final int folds;
  private final Duration budget;
  private final UnaryOperator<CdrlTrainer> checkpoint;
  private final CdrlTrainer resumed;
  private final TableModel like;
  private final boolean onTraining;

  private TableTrainer(
      List<String> conditions,
      UnaryOperator<CdrlConfig.Builder> settings,
      Execution execution,
      double validation,
      int folds,
      Duration budget,
      UnaryOperator<CdrlTrainer> checkpoint,
      CdrlTrainer resumed,
      TableModel like,
      boolean onTraining) {
    this.conditions = conditions;
    this.settings = settings;
    this.execution = execution;
    this.validation = validation;
    this.folds = folds;
    this.budget = budget;
    this.checkpoint = checkpoint;
    this.resumed = resumed;
    this.like = like;
    this.onTraining = onTraining;
  }

  /** A trainer with the defaults, and no conditions. */
  public static TableTrainer create() {
    return new TableTrainer(
        List.of(),
        UnaryOperator.identity(),
        Execution.DEFAULT,
        Double.NaN,
        2,
        null,
        UnaryOperator.identity(),
        null,
        null,
        false);
  }

  /**
   * Categorical columns that rows can be drawn by, guided towards, and classified by. They are no
   * part of what energies compare, so at least one column must remain.
   */
  public TableTrainer conditions(String... columns) {
    return new TableTrainer(
        List.of(columns),
        settings,
        execution,
        validation,
        folds,
        budget,
        checkpoint,
        resumed,
        like,
        onTraining);
  }

  /**
   * Changes settings, after they were chosen by the table's size; called once per training run.
   *
   * @param change gets the chosen ones and returns what is to be used
   */
  public TableTrainer settings(UnaryOperator<CdrlConfig.Builder> change) {
    return new TableTrainer(
        conditions,
        b -> change.apply(settings.apply(b)),
        execution,
        validation,
        folds,
        budget,
        checkpoint,
        resumed,
        like,
        onTraining);
  }

  /**
   * How this machine executes training, and the model that comes out as long as it stays in memory;
   * default {@link Execution#DEFAULT}. No file keeps it: a resumed run needs it again for the same
   * bits.
   */
  public TableTrainer execution(Execution way) {
    return new TableTrainer(
        conditions,
        settings,
        way,
        validation,
        folds,
        budget,
        checkpoint,
        resumed,
        like,
        onTraining);
  }

  /**
   * The share of the rows that is held out to find the best moment and to end early.
   *
   * @param share from 0 (none: the last weights are used) to .5; default 0 below 1,000 rows, which
   *     cannot spare them, and .1 above
   */
  public TableTrainer validation(double share) {
    if (!(share >= 0 && share <= .5)) {
      throw new IllegalArgumentException("The validation share must be from 0 to .5, not " + share);
    }
    return new TableTrainer(
        conditions,
        settings,
        execution,
        share,
        folds,
        budget,
        checkpoint,
        resumed,
        like,
        onTraining);
  }

  /**
   * How many models are trained on parts of the rows to calibrate scores and class probabilities on
   * the others, where there are no validation rows to do it on.
   *
   * @param k at least 2, default 2; or 0 to go without a classifier. Training takes k times as
   *     long: the k models make as many passes over fewer rows as the model itself over all
   */
  public TableTrainer folds(int k) {
    if (k < 0 || k == 1) {
      throw new IllegalArgumentException("The number of folds must be 0 or at least 2, not " + k);
    }
    return new TableTrainer(
        conditions,
        settings,
        execution,
        validation,
        k,
        budget,
        checkpoint,
        resumed,
        like,
        onTraining);
  }

  /**
   * Trains for about this long, calibration included: the number of iterations follows from the
   * machine's speed, measured before, and is four times what suits the table at most. If the
   * machine gets slower, training ends in time. Results then depend on its speed; the model's
   * configuration tells the number of iterations, and a run that was not cut short can be had again
   * with it. A resumed run keeps its number and may take this long once more.
   *
   * <p>Where time is so short that beside the folds the energy would learn for less than {@value
   * TrainingSummary#LEAST_ITERATIONS} iterations, the folds are left out: training rows calibrate,
   * and {@link TableModel#calibratedOnUnseen} tells. It learns for one iteration in any case.
   */
  public TableTrainer budget(Duration time) {
    CdrlTrainer.requirePositive(time);
    return new TableTrainer(
        conditions,
        settings,
        execution,
        validation,
        folds,
        time,
        checkpoint,
        resumed,
        like,
        onTraining);
  }

  /**
   * Writes a checkpoint of the model itself now and then, and when its training is interrupted or
   * ends; models that calibrate it come later and have none.
   *
   * @param file replaced each time, once the new one is complete
   * @param interval iterations between two, at least 1
   */
  public TableTrainer checkpoint(Path file, int interval) {
    return new TableTrainer(
        conditions,
        settings,
        execution,
        validation,
        folds,
        budget,
        trainer -> trainer.checkpoint(file, interval),
        resumed,
        like,
        onTraining);
  }

  /**
   * Goes on where a checkpoint stopped, with its settings instead of this trainer's, but this
   * trainer's execution. Fit the same table with the same conditions, validation and folds:
   * everything else of the model follows from them.
   *
   * @throws IOException if the file cannot be read or holds a model without training state
   */
  public TableTrainer resume(Path file) throws IOException {
    return new TableTrainer(
        conditions,
        settings,
        execution,
        validation,
        folds,
        budget,
        checkpoint,
        CdrlTrainer.resume(file),
        like,
        onTraining);
  }

  /**
   * Encodes cells as another model does, so that both models are densities over the same space and
   * can be composed. The table needs the other's schema, and the same conditions.
   */
  public TableTrainer encodedLike(TableModel other) {
    return new TableTrainer(
        conditions,
        settings,
        execution,
        validation,
        folds,
        budget,
        checkpoint,
        resumed,
        other,
        onTraining);
  }

  /**
   * Whether a classifier may be calibrated on the very rows that were trained on where there are
   * neither folds nor validation rows, or where training was ended early; default false. Its
   * probabilities are too sure, but better than none for a run that is to go on later.
   */
  public TableTrainer calibrateOnTraining(boolean allowed) {
    return new TableTrainer(
        conditions,
        settings,
        execution,
        validation,
        folds,
        budget,
        checkpoint,
        resumed,
        like,
        allowed);
  }

  /** Trains silently. */
  public TableModel fit(Table table) {
    return fit(table, TrainingListener.SILENT);
  }

  /** Trains; all rows count the same. */
  public TableModel fit(Table table, TrainingListener listener) {
    return fit(table, RowWeights.equal(table.size()), listener);
  }

  /**
   * Trains. Ends early when the listener says so or when the thread is interrupted (it stays
   * interrupted); what was learned so far is returned, perhaps without what classifiers need.
   *
   * @param weights how much every row counts: in what is learned, in the frequencies of conditions,
   *     in the choice of the best moment and in calibration
   * @throws IllegalArgumentException naming the column of what is wrong with the table, or if there
   *     are not as many weights as rows
   * @throws org.cdrl.TrainingDivergedException if training goes wrong
   */
  public TableModel fit(Table table, RowWeights weights, TrainingListener listener) {
    if (table.size() == 0) {
      throw new IllegalArgumentException("There is nothing to learn from: no rows");
    }
    if (weights.size() != table.size()) {
      throw new IllegalArgumentException(weights.size() + " weights for " + table.size() + " rows");
    }
    int[] counting = IntStream.range(0, table.size()).filter(row -> weights.of(row) > 0).toArray();
    return counting.length == table.size()
        ? new Run(table, weights, listener).go()
        : new Run(table.select(counting), weights.select(counting), listener).go();
  }

  /** One call of {@link #fit}. */
  private final class Run {
    private final Table table;
    private final RowWeights weights;
    private final ConditionColumns columns;
    private final TableEncoding encoding;
    private final int[] learned;
    private final int[] heldOut;
    private final int runs;
    private final int parallel;
    private final CdrlConfig asked;
    private final Instant begun = Instant.now();
    private final Stages stages;
    private final List<Stages.Stage> folded = new ArrayList<>();
    private final CompletableFuture<RunPlan> plan = new CompletableFuture<>();

    /** Whether folds were left out for want of time; decided with the plan. */
    private volatile boolean unfolded;

    Run(Table table, RowWeights weights, TrainingListener listener) {
      this.table = table;
      this.weights = weights;
      columns = ConditionColumns.of(table, conditions, weights);
      Schema schema = table.schema();
      int[] data = columns.others();
      Schema dataSchema = new Schema(Arrays.stream(data).mapToObj(schema::column).toList());
      encoding =
          like != null
              ? encodingOf(like)
              : TableEncoding.of(
                  new Table(
                      dataSchema,
                      Arrays.stream(table.rows())
                          .map(columns::dataCells)
                          .toArray(double[][]::new)));
      if (encoding.width() == 0) {
        throw new IllegalArgumentException(
            "There is nothing to learn: every column is constant, empty or left out: "
                + dataSchema.columns().stream()
                    .map(
                        column ->
                            column.kind() == Column.Kind.CONSTANT
                                ? column.name() + " (" + column.reason() + ")"
                                : column.name())
                    .collect(Collectors.joining(", ")));
      }
      asked =
          resumed != null
              ? resumed.config()
              : settings.apply(TableDefaults.of(table.size(), encoding.width())).build();
      double share =
          Double.isNaN(validation) ? TableDefaults.validationShare(table.size()) : validation;
      int[] shuffled = shuffled(table.size(), asked.seed());
      int held = (int) Math.round(share * table.size());
      held = held < 2 || held > table.size() - 2 ? 0 : held;
      heldOut = columns.spared(table, shuffled, held);
      learned = without(shuffled, heldOut);
      runs = heldOut.length == 0 && table.size() >= 2 * folds ? folds : 0;
      int cores = Runtime.getRuntime().availableProcessors();
      parallel = Math.min(execution.threads() == 0 ? cores : execution.threads(), 1 + runs);
      stages = new Stages(listener, parallel);
    }

    private TableEncoding encodingOf(TableModel other) {
      Imputer.requireSchema(other, table);
      if (!other.conditions().names().equals(columns.names())) {
        throw new IllegalArgumentException(
            "The conditions are "
                + columns.names()
                + ", but the model to encode like has "
                + other.conditions().names());
      }
      return other.encoding();
    }

    TableModel go() {
      List<Supplier<CdrlModel>> trainings = new ArrayList<>();
      TrainingListener first = stages.stage(asked.plannedIterations());
      trainings.add(() -> whole(first));
      for (int k = 0; k < runs; k++) {
        int fold = k;
        Stages.Stage next = stages.stage(ofPart(asked).plannedIterations());
        folded.add(next);
        trainings.add(
            () -> {
              if (budget != null && plan.isDone()) {
                // Before graphs are built for nothing.
                requireTime();
              }
              return withoutPart().fit(data(part(n -> n % runs != fold)), next);
            });
      }
      List<CdrlModel> models = SideBySide.run(trainings, parallel);
      boolean early = stages.ended();
      // Cleared, for what is left to do would fail.
      boolean interrupted = Thread.interrupted();
      try {
        stages.busy("calibrating scores and classes");
        Evidence evidence;
        try {
          evidence = evidence(models, early);
        } catch (CancellationException e) {
          // Interrupted now; the model must not be lost.
          interrupted |= Thread.interrupted();
          evidence = evidence(models, true);
        }
        return new TableModel(
            new TableParts(
                table.schema(),
                columns,
                encoding,
                evidence.anomalyScale(),
                evidence.calibrations(),
                evidence.onUnseen()),
            models.get(0).withSummary(models.get(0).summary().withSeconds(seconds())));
      } finally {
        models.forEach(CdrlModel::close);
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    /** Seconds of all that training takes, with those before it was resumed. */
    private double seconds() {
      double before = resumed == null ? 0 : resumed.secondsBefore();
      return before + Duration.between(begun, Instant.now()).toMillis() / 1e3;
    }

    /** Trains the model itself. */
    private CdrlModel whole(TrainingListener told) {
      CdrlTrainer whole =
          checkpoint.apply(
              resumed == null
                  ? trainer(asked)
                  : resumed.rollBacks(ROLL_BACKS).execution(execution));
      if (heldOut.length > 0) {
        whole = whole.validation(this::looks);
      }
      if (budget != null) {
        whole = whole.plan(this::plan);
      }
      try {
        return whole.fit(data(learned), told);
      } finally {
        // Without a plan, if this failed, the others need not wait for one.
        plan.cancel(false);
      }
    }

    /** Trains a model on a part of the rows; how long follows from the model itself. */
    private CdrlTrainer withoutPart() {
      CdrlTrainer part = trainer(ofPart(asked));
      return budget == null
          ? part
          : part.plan(
              (pace, untrained) -> {
                RunPlan whole = requireTime();
                return new RunPlan(ofPart(whole.iterations()), whole.end());
              });
    }

    /** The plan of the model itself; ends a fold that has no time. */
    private RunPlan requireTime() {
      try {
        RunPlan whole = plan.get();
        if (unfolded || !Instant.now().isBefore(whole.end())) {
          throw new CancellationException();
        }
        return whole;
      } catch (InterruptedException | ExecutionException e) {
        throw new CancellationException();
      }
    }

    /** Divides the time. What comes beside and after iterations is tried with untrained weights. */
    private RunPlan plan(Pace pace, CdrlModel untrained) {
      double setUp = secondsUntil(Instant.now(), begun);
      Duration calibration = calibration(untrained);
      Instant end = begun.plus(budget).minus(calibration.multipliedBy(1 + runs));
      int fitting = fitting(c -> together(c, pace, setUp), end);
      if (runs > 0 && fitting < Math.min(asked.iterations(), TrainingSummary.LEAST_ITERATIONS)) {
        leaveOutFolds();
        end = begun.plus(budget).minus(calibration);
        fitting = fitting(pace::seconds, end);
      }
      int iterations = fitting;
      if (resumed == null && heldOut.length > 0 && fitting >= WORTH_VALIDATING) {
        double look = timed(() -> loss().applyAsDouble(untrained));
        iterations =
            fitting(c -> pace.seconds(c) + (looks(c) == null ? 0 : (1 + LOOKS) * look), end);
      }
      RunPlan made = new RunPlan(resumed == null ? iterations : asked.iterations(), end);
      plan.complete(made);
      return made;
    }

    /** The most iterations that end in time. */
    private int fitting(ToDoubleFunction<CdrlConfig> seconds, Instant end) {
      double left = secondsUntil(end, Instant.now());
      return asked.longest(MAX_STRETCH * asked.iterations(), c -> seconds.applyAsDouble(c) <= left);
    }

    private void leaveOutFolds() {
      unfolded = true;
      folded.forEach(Stages.Stage::leaveOut);
      stages.busy("no time for calibration on unseen rows; training rows calibrate");
    }

    /** Seconds that all runs take, as far as they are not side by side. */
    private double together(CdrlConfig config, Pace pace, double setUp) {
      double[] busy = new double[parallel];
      busy[0] = pace.seconds(config);
      for (int k = 0; k < runs; k++) {
        Arrays.sort(busy);
        busy[0] += pace.seconds(ofPart(config)) + (k + 1 < parallel ? 0 : setUp);
      }
      return Arrays.stream(busy).max().orElseThrow();
    }

    /** How long it will take to calibrate by one model, by some rows. */
    private Duration calibration(CdrlModel untrained) {
      int[] unseen = heldOut.length > 0 ? heldOut : learned;
      int[] some = Arrays.copyOf(unseen, Math.min(unseen.length, TIMED_ROWS));
      Evidence evidence = new Evidence(table, weights, columns, encoding, untrained, some);
      double first = timed(() -> evidence.add(untrained, some, some));
      double pieces =
          Math.min(Evidence.ROWS, Math.max(unseen.length, learned.length / 4.)) / some.length;
      // Graphs are there the second time.
      double next = pieces <= 1 ? 0 : timed(() -> evidence.add(untrained, some, some));
      return Duration.ofMillis(Math.round(1e3 * (first + Math.max(0, pieces - 1) * next)));
    }

    private static double timed(Runnable work) {
      Instant begun = Instant.now();
      work.run();
      return secondsUntil(Instant.now(), begun);
    }

    private static double secondsUntil(Instant end, Instant from) {
      return Duration.between(from, end).toMillis() / 1e3;
    }

    private Validation looks(CdrlConfig config) {
      return config.iterations() < WORTH_VALIDATING
          ? null
          : new Validation(
              config.iterations() / 2, 1 + (config.iterations() - 1) / 2 / LOOKS, PATIENCE, loss());
    }

    private ValidationLoss loss() {
      return new ValidationLoss(table.select(often(heldOut)), columns, encoding, asked.seed());
    }

    private CdrlTrainer trainer(CdrlConfig with) {
      int width = encoding.width();
      float[] factor = new float[width];
      Arrays.fill(factor, (float) with.spread());
      return CdrlTrainer.of(with)
          .execution(execution)
          .scaling(new Scaling(new float[width], factor))
          .rollBacks(ROLL_BACKS);
    }

    private TrainingData data(int[] which) {
      Table rows = table.select(which);
      float[][] points =
          Arrays.stream(rows.rows())
              .map(row -> encoding.encode(columns.dataCells(row)))
              .toArray(float[][]::new);
      for (int c = 0; c < encoding.width(); c++) {
        int at = c;
        if (Arrays.stream(points).allMatch(point -> Float.isNaN(point[at]))) {
          // The few values of this column are in other parts; 0 is the middle of its code.
          points[0][c] = 0;
        }
      }
      TrainingData data =
          TrainingData.of(points, encoding.coordinateNames())
              .labels(encoding.labels())
              .weights(weights.select(which));
      for (int c : columns.columns()) {
        Column column = table.schema().column(c);
        data = data.attribute(column.name(), columns.labels(rows, c), column.labels());
      }
      return data;
    }

    /**
     * What models say of rows that they were not trained on; of training rows if there are none.
     *
     * @param models the first on all rows, others each without a part
     * @param early whether training was ended early, so that parts may have learned little
     */
    private Evidence evidence(List<CdrlModel> models, boolean early) {
      int[] trained = often(learned);
      Evidence evidence = new Evidence(table, weights, columns, encoding, models.get(0), trained);
      if (heldOut.length > 0) {
        evidence.add(models.get(0), trained, often(heldOut));
        return evidence;
      }
      int[] whole = early ? new int[0] : wholeParts(models);
      boolean late = !early && runs > 0 && whole.length == 0;
      if (whole.length > 0) {
        for (int fold : whole) {
          evidence.add(
              models.get(1 + fold),
              often(part(n -> n % runs != fold)),
              often(part(n -> n % runs == fold)));
        }
      } else if (onTraining || late) {
        evidence.add(models.get(0), trained, trained);
      } else {
        evidence.addTrained();
      }
      return evidence;
    }

    /** The parts whose models had the time for most of their training. */
    private int[] wholeParts(List<CdrlModel> models) {
      // Those that are missing had no time, and come last.
      return IntStream.range(0, Math.min(runs, models.size() - 1))
          .filter(
              k -> {
                CdrlModel model = models.get(1 + k);
                return 2 * model.summary().iterations() > model.config().iterations();
              })
          .toArray();
    }

    /** As many of the rows, each as often as its weight says. */
    private int[] often(int[] which) {
      int[] often = weights.select(which).rows(.5);
      return Arrays.stream(often).map(n -> which[n]).toArray();
    }

    private int[] part(IntPredicate which) {
      return IntStream.range(0, learned.length).filter(which).map(n -> learned[n]).toArray();
    }

    /** With as many passes over the rows without a fold as {@code with} makes over all rows. */
    private CdrlConfig ofPart(CdrlConfig with) {
      return runs == 0
          ? with
          : with.toBuilder()
              .iterations(ofPart(with.iterations()))
              .teachingIterations(with.teachingIterations() * (runs - 1) / runs)
              .build();
    }

    private int ofPart(int iterations) {
      return Math.max(1, iterations * (runs - 1) / runs);
    }
  }

  /** An order without some of its numbers. */
  private static int[] without(int[] order, int[] some) {
    Set<Integer> out = Arrays.stream(some).boxed().collect(Collectors.toSet());
    return Arrays.stream(order).filter(n -> !out.contains(n)).toArray();
  }

  private static int[] shuffled(int n, long seed) {
    int[] order = IntStream.range(0, n).toArray();
    SplittableRandom random = new SplittableRandom(seed ^ 0x7AB1E5L);
    for (int k = n - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int kept = order[k];
      order[k] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
