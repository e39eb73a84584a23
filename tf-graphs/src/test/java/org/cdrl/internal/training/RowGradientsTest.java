package org.cdrl.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Graphs;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.MaskedNetwork;
import org.cdrl.value.TokenColumns;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Against gradients of single rows that TensorFlow works out one by one. */
class RowGradientsTest {
  private static final int ROWS = 4;
  private static final int COPIES = 3;
  private static final int TOKENS = 7;
  private static final int COLUMNS = 2;

  /** Three labels, and four numbers of which two are bins. */
  static TokenColumns columns() {
    float[][] basis = new float[TOKENS][2];
    for (int v = 3; v < TOKENS; v++) {
      basis[v] = new float[] {v - 4.5f, (v - 4.5f) * (v - 4.5f) - 1};
    }
    return new TokenColumns(
        new int[] {3, 4},
        new float[] {.5f, .3f, .2f, .1f, .2f, .3f, .4f},
        basis,
        new float[] {1, 1, 1, 0, 1, 0, 1});
  }

  @Test
  void normsAndSumsAreThoseOfSingleRows() {
    MaskedNetwork network = new MaskedNetwork(columns(), 5, 2);
    SplittableRandom random = new SplittableRandom(3);
    float[] weights = random(random, network.size());
    float[][] tokens = new float[ROWS * COPIES][TOKENS];
    float[][] masks = new float[ROWS * COPIES][COLUMNS];
    for (int r = 0; r < tokens.length; r++) {
      tokens[r][random.nextInt(3)] = 1;
      tokens[r][3 + random.nextInt(4)] = 1;
      int masked = random.nextInt(COLUMNS);
      masks[r][masked] = 1;
      Arrays.fill(tokens[r], masked == 0 ? 0 : 3, masked == 0 ? 3 : TOKENS, 0);
    }
    float[] weighted = random(random, ROWS);
    try (Graph graph = Graphs.create()) {
      Ops tf = Graphs.ops(graph);
      Tensors parameters = network.layout().split(tf, tf.constant(weights));
      MaskedNetwork.Pass pass =
          network.pass(tf, parameters, tf.constant(tokens), tf.constant(masks));
      RowGradients gradients = new RowGradients(tf, loss(tf, pass.logits()), pass.maps(), COPIES);
      List<Operand<TFloat32>> alone = new ArrayList<>();
      for (int r = 0; r < ROWS; r++) {
        alone.add(gradientOf(tf, network, parameters, tokens, masks, r));
      }
      Operand<TFloat32> norms = gradients.norms();
      Operand<TFloat32> sum = network.layout().join(tf, gradients.sum(tf.constant(weighted)));
      try (Session session = new Session(graph)) {
        float[] expected = new float[network.size()];
        float[] found = fetch(session, norms);
        for (int r = 0; r < ROWS; r++) {
          float[] gradient = fetch(session, alone.get(r));
          double square = 0;
          for (int n = 0; n < gradient.length; n++) {
            square += gradient[n] * gradient[n];
            expected[n] += weighted[r] * gradient[n];
          }
          assertEquals(Math.sqrt(square), found[r], 1e-4 * Math.sqrt(square));
        }
        assertArrayEquals(expected, fetch(session, sum), 2e-3f);
      }
    }
  }

  /** By the way that rows are drawn with. */
  @SuppressWarnings("unchecked") // gradients have the type of what they are of
  private static Operand<TFloat32> gradientOf(
      Ops tf,
      MaskedNetwork network,
      Tensors parameters,
      float[][] tokens,
      float[][] masks,
      int row) {
    float[][] places = new float[COPIES][TOKENS + COLUMNS];
    for (int k = 0; k < COPIES; k++) {
      System.arraycopy(tokens[row * COPIES + k], 0, places[k], 0, TOKENS);
      System.arraycopy(masks[row * COPIES + k], 0, places[k], TOKENS, COLUMNS);
    }
    Tensors output = network.output(tf, parameters);
    Operand<TFloat32> logits =
        tf.math.add(
            tf.linalg.matMul(
                network.features(tf, parameters, tf.constant(places)), output.get("weight")),
            output.get("bias"));
    List<Operand<TFloat32>> of = new ArrayList<>();
    tf.gradients(loss(tf, logits), parameters.list())
        .dy()
        .forEach(gradient -> of.add((Operand<TFloat32>) gradient));
    return network.layout().join(tf, of);
  }

  /** Not linear in logits, and of every row on its own. */
  private static Operand<TFloat32> loss(Ops tf, Operand<TFloat32> logits) {
    return tf.reduceSum(tf.math.square(logits), tf.constant(new int[] {0, 1}));
  }

  private static float[] random(SplittableRandom random, int size) {
    float[] values = new float[size];
    for (int n = 0; n < size; n++) {
      values[n] = (float) (.5 * random.nextGaussian());
    }
    return values;
  }

  private static float[] fetch(Session session, Operand<TFloat32> what) {
    try (var result = session.runner().fetch(what).run()) {
      return FloatTensors.flat((TFloat32) result.get(0));
    }
  }
}
