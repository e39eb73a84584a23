package org.cdrl.table;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.cdrl.TrainingListener;
import org.cdrl.config.Execution;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.network.MaskedNetwork;
import org.cdrl.internal.privacy.NoisyColumns;
import org.cdrl.internal.privacy.PrivacyLoss;
import org.cdrl.internal.sampling.Pieces;
import org.cdrl.internal.training.PrivateTraining;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;

/**
 * Draws a table in place of another such that the drawn one tells little of any single row of it:
 * (epsilon, delta) differential privacy (Dwork, Roth, "The Algorithmic Foundations of Differential
 * Privacy", 2014), where two tables are neighbours if one has a row more. Whatever is made of the
 * drawn table, such as a model that is trained on it, keeps the guarantee.
 *
 * <p>Columns are learned from noisy counts, and what goes together by a network of tokens whose
 * gradients are shortened row by row and get noise. Everything else follows from these two, so that
 * nothing of it touches the table again.
 *
 * <p>Names, kinds and patterns of columns are taken as public, as the schema has them, and so is
 * whether rows are too few to be drawn; labels and numbers are not: labels of few rows do not come
 * out. A row stands for a person: where somebody has several rows, each of them is protected, not
 * all of them together. Every call spends epsilon anew. The noise comes from {@link SecureRandom},
 * so that no two calls give the same table.
 */
public final class PrivateSynthesizer {
  /** Fewer rows drown in the noise. */
  public static final int FEWEST_ROWS = 2000;

  /** A larger epsilon promises nothing. */
  public static final double LARGEST_EPSILON = 100;

  /** Delta where nothing else is said. */
  public static final double DELTA = 1e-5;

  /** What the counts of columns take of the loss. */
  private static final double OF_COUNTS = .1;

  /** What of delta is the chance that a label or number of a single row comes out. */
  private static final double OF_RARE = .1;

  private static final int ITERATIONS = 200;

  /** How often it is told how far training is. */
  private static final int LOOKS = 10;

  private static final double BATCH = 1024;

  private static final double USUAL_ROWS = 30_000;

  private static final int COPIES = 4;
  private static final double LEARNING_RATE = 8e-3;

  /** Noise grows with the number of weights, so there are fewer than without. */
  private static final int WIDTH = 128;

  private static final int BLOCKS = 2;

  private final double epsilon;
  private final double delta;
  private final Execution way;
  private final RandomGenerator secret;

  private PrivateSynthesizer(double epsilon, double delta, Execution way, RandomGenerator secret) {
    this.epsilon = epsilon;
    this.delta = delta;
    this.way = way;
    this.secret = secret;
  }

  /**
   * A synthesizer.
   *
   * @param epsilon above 0, at most {@value #LARGEST_EPSILON}. By the usual reading a strong
   *     guarantee up to 1, a reasonable one up to 10. Smaller makes worse tables
   * @throws IllegalArgumentException for another one
   */
  public static PrivateSynthesizer of(double epsilon) {
    if (!(epsilon > 0 && epsilon <= LARGEST_EPSILON)) {
      throw new IllegalArgumentException(
          "Epsilon must be above 0 and at most " + LARGEST_EPSILON + ", not " + epsilon);
    }
    return new PrivateSynthesizer(epsilon, DELTA, Execution.DEFAULT, new SecureRandom());
  }

  /**
   * The chance that the guarantee fails; default {@value #DELTA}. It has to be well below 1 over
   * the number of rows.
   *
   * @param chance between 0 and 1
   * @throws IllegalArgumentException for another one
   */
  public PrivateSynthesizer delta(double chance) {
    if (!(chance > 0 && chance < 1)) {
      throw new IllegalArgumentException("Delta must be between 0 and 1, not " + chance);
    }
    return new PrivateSynthesizer(epsilon, chance, way, secret);
  }

  /** How this machine executes training; default {@link Execution#DEFAULT}. */
  public PrivateSynthesizer execution(Execution execution) {
    return new PrivateSynthesizer(epsilon, delta, execution, secret);
  }

  /** For tests: numbers that are known are no secret. */
  PrivateSynthesizer secret(RandomGenerator numbers) {
    return new PrivateSynthesizer(epsilon, delta, way, numbers);
  }

  /** What the drawn table guarantees, in sentences. */
  public String guarantee() {
    return "Differential privacy with epsilon "
        + epsilon
        + " and delta "
        + delta
        + ": whether any one row was in the table or not makes any outcome at most exp("
        + epsilon
        + ") times as likely, but for a chance of "
        + delta
        + ". Taken as public, and so not protected: names and kinds of columns, and how their"
        + " numbers and dates are written. Each run spends epsilon anew. A person with several"
        + " rows is protected less.";
  }

  /**
   * Draws a table of about as many rows, silently.
   *
   * @throws IllegalArgumentException if rows are too few, or delta too large for them
   */
  public Table draw(Table table) {
    return draw(table, TrainingListener.SILENT);
  }

  /**
   * Draws a table of about as many rows; their number has noise, too. Columns of keys and texts
   * stay empty. A column that is left with too few cells, as most are missing, is drawn on its own.
   *
   * @param table of the columns' own labels; what is unknown to it counts as missing
   * @throws IllegalArgumentException if rows are too few, or delta too large for them
   * @throws CancellationException if the thread is interrupted
   */
  public Table draw(Table table, TrainingListener listener) {
    if (table.size() < FEWEST_ROWS) {
      throw new IllegalArgumentException(
          table.size()
              + " rows are too few for differential privacy: what they have in common drowns in"
              + " the noise; at least "
              + FEWEST_ROWS
              + " are needed");
    }
    if (delta * table.size() >= 1) {
      throw new IllegalArgumentException(
          "Delta is "
              + delta
              + " but must be below 1 over the number of rows, else it allows to show some of"
              + " them; take "
              + .1 / table.size()
              + " or less");
    }
    listener.busy("counting columns");
    double once = least(noise -> PrivacyLoss.ofSums(noise, 1).epsilon(ofSums()), epsilon);
    NoisyColumns columns =
        NoisyColumns.of(
            table,
            once * Math.sqrt(NoisyColumns.counts(table.schema()) / OF_COUNTS),
            OF_RARE * delta,
            secret);
    Table told = columns.table();
    TableEncoding coordinates = TableEncoding.of(told);
    TokenEncoding encoding =
        TokenModel.all(
            ConditionColumns.of(told, List.of(), RowWeights.equal(told.size())), coordinates);
    if (encoding.columns().length < 2) {
      return told;
    }
    MaskedNetwork network = new MaskedNetwork(encoding.tokens().tied(), WIDTH, BLOCKS);
    float[] weights =
        train(
            tokens(table, columns, encoding), plan(columns.loss(), told.size()), network, listener);
    return new PrivateDrawing(told, encoding, network, way, listener).draw(weights);
  }

  /** What is left of delta beside that for rare labels and numbers. */
  private double ofSums() {
    return (1 - OF_RARE) * delta;
  }

  /**
   * How to train with what is left of epsilon. The plan depends on the number of rows, which was
   * told, so that losses have to be added up at an order that does not: the best one for a table of
   * usual size.
   *
   * @param rows as they were told
   */
  PrivateTraining.Plan plan(PrivacyLoss before, int rows) {
    double usual = BATCH / USUAL_ROWS;
    double usualNoise = least(sd -> sampled(before, usual, sd).epsilon(ofSums()), epsilon);
    int order = sampled(before, usual, usualNoise).order(ofSums());
    double rate = Math.min(1, BATCH / rows);
    double noise = least(sd -> sampled(before, rate, sd).epsilon(ofSums(), order), epsilon);
    return new PrivateTraining.Plan(ITERATIONS, rate, noise, rate * rows, COPIES, LEARNING_RATE);
  }

  private static PrivacyLoss sampled(PrivacyLoss before, double rate, double noise) {
    return before.plus(PrivacyLoss.ofSampledSums(rate, noise, ITERATIONS));
  }

  /** Tokens of the true rows; nothing is learned from labels that are not told. */
  private static int[][] tokens(Table table, NoisyColumns columns, TokenEncoding encoding) {
    double[][] rows = columns.recode(table).rows();
    int[][] tokens = encoding.encode(rows);
    for (int r = 0; r < rows.length; r++) {
      for (int n = 0; n < tokens[r].length; n++) {
        int c = encoding.columns()[n];
        if (Double.isNaN(rows[r][c]) && !Double.isNaN(table.rows()[r][c])) {
          tokens[r][n] = -1;
        }
      }
    }
    return tokens;
  }

  private float[] train(
      int[][] tokens, PrivateTraining.Plan plan, MaskedNetwork network, TrainingListener listener) {
    try (PrivateTraining training = new PrivateTraining(network, tokens, plan, 1, secret, way)) {
      while (training.done() < plan.iterations()) {
        Pieces.interruptible();
        training.step();
        if (training.done() % (ITERATIONS / LOOKS) == 0) {
          listener.busy("learning tokens, iteration " + training.done() + " of " + ITERATIONS);
        }
      }
      return training.average();
    }
  }

  /** The least noise whose epsilon is no larger than wanted, to a ten-thousandth. */
  private static double least(DoubleUnaryOperator epsilonOf, double wanted) {
    double high = 1;
    while (epsilonOf.applyAsDouble(high) > wanted) {
      high *= 2;
    }
    double low = 0;
    while (high - low > 1e-4 * high) {
      double middle = (low + high) / 2;
      if (epsilonOf.applyAsDouble(middle) > wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
