package org.cdrl.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Rows to learn from and rows to predict, as XGBoost takes them. It learns on one thread, so that
 * the same seed gives the same bits. Its memory is freed at once, in the thread that learned: it
 * keeps what it knows of learners per thread, by their addresses, and would take a new learner for
 * one that another thread had freed.
 *
 * <p>XGBoost brings native libraries for Linux, macOS and Windows on x86_64; elsewhere all of this
 * fails with an {@link UncheckedIOException} that says so.
 */
final class Xgboost implements AutoCloseable {
  private final DMatrix training;
  private final DMatrix test;
  private final long seed;

  /**
   * Rows for a learner.
   *
   * @param inputs of the training rows, at least one of each
   * @param targets of the training rows
   * @param test inputs to predict for
   */
  Xgboost(double[][] inputs, double[] targets, double[][] test, long seed) {
    this.seed = seed;
    training = matrix(inputs);
    this.test = matrix(test);
    checked(
        () -> {
          training.setLabel(floats(targets));
          return null;
        });
  }

  /** Fails, before other work is done, where XGBoost has no library. */
  static void require() {
    matrix(new double[][] {{1}}).dispose();
  }

  /** Lets rows count unequally from now on. */
  void weigh(double[] weights) {
    checked(
        () -> {
          training.setWeight(floats(weights));
          return null;
        });
  }

  /**
   * Predictions.
   *
   * @param training [rows][outputs] for the training rows
   * @param test [rows][outputs] for the test rows
   */
  record Predictions(float[][] training, float[][] test) {}

  /** Learns, and predicts the test rows [rows][outputs]. */
  float[][] predict(int rounds, Map<String, Object> options) {
    return learn(rounds, options, learner -> learner.predict(test));
  }

  /** Learns, and predicts all rows. */
  Predictions predictAll(int rounds, Map<String, Object> options) {
    return learn(
        rounds,
        options,
        learner -> new Predictions(learner.predict(training), learner.predict(test)));
  }

  private <T> T learn(int rounds, Map<String, Object> options, Use<T> use) {
    Map<String, Object> all = new HashMap<>(options);
    all.put("nthread", 1);
    all.put("verbosity", 0);
    all.put("seed", seed);
    return checked(
        () -> {
          Booster learner = XGBoost.train(training, all, rounds, Map.of(), null, null);
          try {
            return use.of(learner);
          } finally {
            learner.dispose();
          }
        });
  }

  @Override
  public void close() {
    training.dispose();
    test.dispose();
  }

  /** Zeros, as most inputs of labels are, are left out; trees learn which way they go. */
  private static DMatrix matrix(double[][] rows) {
    int width = rows[0].length;
    float[] cells = new float[rows.length * width];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < width; c++) {
        cells[r * width + c] = (float) rows[r][c];
      }
    }
    return checked(() -> new DMatrix(cells, rows.length, width, 0f));
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private interface Use<T> {
    T of(Booster learner) throws XGBoostError;
  }

  private interface Call<T> {
    T run() throws XGBoostError;
  }

  private static <T> T checked(Call<T> call) {
    try {
      return call.run();
    } catch (LinkageError e) {
      // Not as the cause: who looks for one takes it for that of TensorFlow's library.
      String message =
          "XGBoost, which judges tables, has no library for this machine ("
              + System.getProperty("os.name")
              + ", "
              + System.getProperty("os.arch")
              + "); it has them for Linux, macOS and Windows on x86_64";
      throw new UncheckedIOException(message, new IOException(message));
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost cannot learn from these rows: " + e.getMessage(), e);
    }
  }
}
