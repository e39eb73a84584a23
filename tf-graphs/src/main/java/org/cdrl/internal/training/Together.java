package org.cdrl.internal.training;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.internal.graph.Joined;
import org.cdrl.value.Member;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What joined workers learn from the rows of all of them, in one message per step.
 *
 * @param member one of them
 */
record Together(Ops tf, Member member) {
  /** What both networks learn. Power-iteration vectors follow from the weights alone. */
  Losses.Cooperative cooperative(Losses.Cooperative own) {
    boolean initializer = own.initializerGradient() != null;
    List<Operand<TFloat32>> found = new ArrayList<>(List.of(own.measures(), own.energyGradient()));
    if (initializer) {
      found.add(own.initializerGradient());
    }
    List<Operand<TFloat32>> means = Joined.means(tf, member, "both networks", found);
    return new Losses.Cooperative(
        means.get(1), initializer ? means.get(2) : null, means.get(0), own.spectral());
  }

  /** What the initializer learns in the pre-training; null without one. */
  Losses.Pretraining pretraining(Losses.Pretraining own) {
    if (own == null) {
      return null;
    }
    List<Operand<TFloat32>> means =
        Joined.means(tf, member, "the initializer", List.of(own.gradient(), own.loss()));
    return new Losses.Pretraining(means.get(0), means.get(1));
  }
}
