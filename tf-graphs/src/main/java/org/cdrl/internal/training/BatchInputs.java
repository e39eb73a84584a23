package org.cdrl.internal.training;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.config.CdrlConfig;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.SeededNoise;
import org.cdrl.internal.graph.StateVector;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The batch of an iteration as nodes of a graph: rows, their conditions, and random numbers. */
final class BatchInputs {
  private final Ops tf;
  private final CdrlConfig config;
  private final TrainingSession.Reader reader;
  private final int[] sizes;
  private final int n;

  /** Of the batch's first row, among all that are learned from in the same iteration. */
  private final long firstRow;

  /** Numbers of the batch's rows. */
  final Placeholder<TInt32> rows;

  /** Tells apart the random numbers of iterations. */
  final Placeholder<TInt64> occasion;

  /** The batch where rows are read; null else. */
  final Placeholder<TFloat32> fed;

  /** All data; null where rows are read for every batch. */
  private final StateVector table;

  /** Values of all rows' conditions; null without. */
  private final StateVector conditionTable;

  private final Operand<TFloat32> batch;

  /** 1 where a value was given, 0 where it was drawn; null if all were given. */
  private final StateVector observedTable;

  private final Operand<TFloat32> observed;

  /** Null without conditions. */
  private final ShownConditions conditions;

  private final Noise noise;

  /**
   * Builds the nodes.
   *
   * @param reader of rows; null if they are in a table
   * @param n rows of the data
   * @param d width of a row
   * @param sizes number of values of every attribute, the empty one included
   * @param rank which of the workers this is, whose batches are one after the other; 0 for the only
   */
  BatchInputs(
      Ops tf,
      CdrlConfig config,
      TrainingSession.Reader reader,
      int n,
      int d,
      boolean gaps,
      int[] sizes,
      int rank) {
    this.tf = tf;
    this.config = config;
    this.reader = reader;
    this.n = n;
    this.sizes = sizes;
    firstRow = (long) rank * config.optimisation().batchSize();
    rows =
        tf.placeholder(
            TInt32.class, Placeholder.shape(Shape.of(config.optimisation().batchSize())));
    occasion = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    noise = noise(0);
    fed =
        reader == null
            ? null
            : tf.placeholder(
                TFloat32.class, Placeholder.shape(Shape.of(config.optimisation().batchSize(), d)));
    table = reader == null ? new StateVector(tf, "data", Math.multiplyExact(n, d)) : null;
    batch = reader == null ? gather(table, d) : fed;
    observedTable = gaps ? new StateVector(tf, "observed", n * d) : null;
    observed = gaps ? gather(observedTable, d) : null;
    if (sizes.length == 0) {
      conditionTable = null;
      conditions = null;
    } else {
      conditionTable = new StateVector(tf, "conditions", n * sizes.length);
      conditions = shown(gather(conditionTable, sizes.length));
    }
  }

  /** What an iteration on the whole batch begins with. */
  Losses.Inputs of(TrainingGraph.State state) {
    return state.inputs(batch, observed, conditions, noise);
  }

  /** The same in equal shares, one per replica. */
  List<Losses.Inputs> divided(int replicas, TrainingGraph.State state) {
    List<Losses.Inputs> divided = new ArrayList<>();
    int share = config.optimisation().batchSize() / replicas;
    for (int first = 0; first < config.optimisation().batchSize(); first += share) {
      divided.add(
          state.inputs(
              rows(batch, first, share),
              observed == null ? null : rows(observed, first, share),
              conditions == null
                  ? null
                  : ShownConditions.of(rows(conditions.oneHot(), first, share)),
              noise(first)));
    }
    return divided;
  }

  /** Puts the values of all rows' conditions in. */
  void conditions(Session session, int[][] values) {
    if (conditionTable == null) {
      return;
    }
    float[] flat = new float[n * sizes.length];
    for (int r = 0; r < n; r++) {
      for (int a = 0; a < sizes.length; a++) {
        flat[r * sizes.length + a] = values[r][a];
      }
    }
    conditionTable.set(session, flat);
  }

  /** Puts the data in, scaled. */
  void data(Session session, float[][] data) {
    table.set(session, flat(data, data[0].length));
  }

  /** Tells which values were given. */
  void observed(Session session, float[][] given) {
    if (observedTable != null) {
      observedTable.set(session, flat(given, given[0].length));
    }
  }

  /** The rows of a batch; null if they are in a table. */
  TFloat32 read(int[] numbers, long iteration) {
    if (reader == null) {
      return null;
    }
    float[][] rowsRead = new float[numbers.length][];
    for (int r = 0; r < numbers.length; r++) {
      rowsRead[r] = reader.read(numbers[r], iteration);
    }
    return FloatTensors.tensor(rowsRead, 0, rowsRead.length);
  }

  private Operand<TFloat32> gather(StateVector all, int d) {
    Operand<TFloat32> matrix = tf.reshape(all.value(), tf.constant(new int[] {n, d}));
    return tf.gather(matrix, rows, tf.constant(0));
  }

  /** Random numbers of the batch's rows from one on. */
  private Noise noise(long first) {
    return new SeededNoise(tf.constant(config.seed()), occasion, tf.constant(firstRow + first));
  }

  private Operand<TFloat32> rows(Operand<TFloat32> matrix, int first, int count) {
    return tf.slice(matrix, tf.constant(new int[] {first, 0}), tf.constant(new int[] {count, -1}));
  }

  /** What is not dropped. */
  private ShownConditions shown(Operand<TFloat32> values) {
    Operand<TFloat32> u =
        noise.uniform(
            tf,
            Noise.Purpose.DROP,
            tf.constant(0),
            tf.constant(config.optimisation().batchSize()),
            sizes.length);
    Operand<TFloat32> kept =
        tf.dtypes.cast(
            tf.math.greaterEqual(u, tf.constant((float) config.conditionDropout())),
            TFloat32.class);
    Operand<TInt32> shown = tf.dtypes.cast(tf.math.mul(values, kept), TInt32.class);
    return ShownConditions.of(tf, shown, sizes, config.chains().levels());
  }

  private static float[] flat(float[][] data, int d) {
    float[] flat = new float[Math.multiplyExact(data.length, d)];
    for (int r = 0; r < data.length; r++) {
      System.arraycopy(data[r], 0, flat, r * d, d);
    }
    return flat;
  }
}
