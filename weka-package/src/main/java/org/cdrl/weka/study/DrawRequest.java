package org.cdrl.weka.study;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.cdrl.Sampler;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableSampler;
import org.cdrl.table.data.Table;
import org.cdrl.value.Concept;
import weka.core.Instances;

/**
 * Which rows are wanted. Labels and turns count only without a composition, which replaces them and
 * the guidance.
 *
 * @param rows how many, at least 1
 * @param labels the label that rows must have, per condition; others are as frequent as in the data
 * @param turns the condition whose labels take turns, so that all are as frequent
 * @param composition labels that rows should have, and others that they should not; may be empty
 * @param guidance how much more typical of its labels a row is than the data's; 0 as learned, .3 to
 *     1.5 more typical at the cost of variety
 * @param steps Langevin steps per noise level, at least 1
 * @param seed of all random numbers; the same seed draws the same rows
 */
public record DrawRequest(
    int rows,
    Map<String, String> labels,
    Optional<String> turns,
    List<WeightedLabel> composition,
    double guidance,
    int steps,
    long seed) {
  /** Rows that are drawn between two looks at the thread's interruption. */
  private static final int PIECE = Sampler.ROWS_AT_ONCE;

  /** Copies what could change. */
  public DrawRequest {
    labels = Map.copyOf(labels);
    composition = List.copyOf(composition);
  }

  /** Rows as they are in the data, as many as there are, but at most 1,000. */
  public static DrawRequest like(Study study, TableModel model) {
    return new DrawRequest(
        Math.min(1000, study.data().numInstances()),
        Map.of(),
        Optional.empty(),
        List.of(),
        0,
        model.engine().config().chains().langevinSteps(),
        1);
  }

  /**
   * Draws them.
   *
   * @throws IllegalArgumentException naming what cannot be asked of this model
   * @throws CancellationException if the thread is interrupted
   */
  public Instances draw(Study study, TableModel model) {
    TableSampler sampler = sampler(model);
    double[][] cells = new double[rows][];
    for (int at = 0; at < rows; at += PIECE) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("Interrupted");
      }
      Table piece = sampler.draw(at, Math.min(PIECE, rows - at));
      System.arraycopy(piece.rows(), 0, cells, at, piece.size());
    }
    return study.instances(new Table(model.schema(), cells), sampler);
  }

  private TableSampler sampler(TableModel model) {
    TableSampler sampler = model.sampler().seed(seed);
    if (!composition.isEmpty()) {
      requireDifferent();
      return sampler
          .compose(composition.stream().map(WeightedLabel::concept).toArray(Concept[]::new))
          .langevinSteps(steps);
    }
    for (Map.Entry<String, String> label : labels.entrySet()) {
      sampler = sampler.given(label.getKey(), label.getValue());
    }
    if (turns.isPresent()) {
      sampler = sampler.balanced(turns.get());
    }
    return (guidance == 0 ? sampler : sampler.guidance(guidance)).langevinSteps(steps);
  }

  private void requireDifferent() {
    Set<List<String>> seen = new HashSet<>();
    for (WeightedLabel part : composition) {
      if (!seen.add(List.of(part.attribute(), part.label()))) {
        throw new IllegalArgumentException(
            part.attribute()
                + " = "
                + part.label()
                + " is in the composition twice; keep one and change its weight");
      }
    }
  }
}
