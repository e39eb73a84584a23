package org.cdrl.internal.energy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What is added to the prediction (1, 1) by concepts that move it along one axis or the other. */
class InsistenceTest {
  private static final float[] OPEN = {1, 1};
  private static final float[] FAR = {5, 1};
  private static final float[] NEAR = {1, 3};
  private static final float[] HARDLY = {1, 1.1f};

  @Test
  void theWeakerConceptCountsMoreOftenInProportion() {
    // D = (4, 0) and (0, 2): 3 * 1 - 1 of the first, and 3 * 2 - 1 of the second.
    assertArrayEquals(new float[] {8, 10}, more(3, new float[] {1, 1, -2}, FAR, NEAR, OPEN), 1e-5f);
  }

  @Test
  void butNotMoreThanSoManyTimes() {
    // 4 / .1 is 40, of which 3 count: 3 * 3 - 1 times .1.
    assertArrayEquals(
        new float[] {8, .8f}, more(3, new float[] {1, 1, -2}, FAR, HARDLY, OPEN), 1e-5f);
  }

  @Test
  void weightsStay() {
    assertArrayEquals(
        new float[] {16, 5}, more(3, new float[] {2, .5f, -2.5f}, FAR, NEAR, OPEN), 1e-5f);
  }

  @Test
  void whatIsNotWantedNeitherCountsNorMeasures() {
    assertArrayEquals(new float[] {0, 4}, more(3, new float[] {0, 1, -1}, FAR, NEAR, OPEN), 1e-5f);
  }

  @Test
  void nothingIsAddedWithoutInsistence() {
    assertArrayEquals(new float[2], more(1, new float[] {1, 1, -2}, FAR, NEAR, OPEN));
    assertArrayEquals(new float[2], more(3, new float[] {0, 0}, FAR, NEAR));
  }

  private static float[] more(float times, float[] weights, float[]... predictions) {
    float[][] column = new float[weights.length][1];
    float[][][] byTerm = new float[predictions.length][1][];
    for (int j = 0; j < weights.length; j++) {
      column[j][0] = weights[j];
      byTerm[j][0] = predictions[j];
    }
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> more =
          new Insistence(tf.constant(column), tf.constant(times)).more(tf, tf.constant(byTerm));
      try (Session session = new Session(graph);
          var result = session.runner().fetch(more).run()) {
        TFloat32 row = (TFloat32) result.get(0);
        return new float[] {row.getFloat(0, 0), row.getFloat(0, 1)};
      }
    }
  }
}
