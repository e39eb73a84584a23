package org.cdrl.internal.training;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBfloat16;

/**
 * How much memory of a device an iteration needs at most, estimated from its graph: parameters with
 * what the optimizers keep beside them, and the activations that wait for a backward pass, as if
 * all waited at once.
 *
 * @param fixed bytes, whatever the batch
 * @param perRow bytes per row of the batch
 * @param batch rows
 */
public record MemoryNeed(long fixed, long perRow, int batch) {
  /** Parameters, two moments, average, gradient, its clipped form and the next parameters. */
  private static final int COPIES_OF_PARAMETERS = 7;

  /** Operations whose result is their input's memory. */
  private static final Set<String> VIEWS =
      Set.of("Reshape", "Identity", "ExpandDims", "Squeeze", "StopGradient", "EnsureShape");

  /** Looks through a graph that was built with gradients, for a batch of so many rows. */
  static MemoryNeed of(Graph graph, int batch, long parameters) {
    Set<Output<?>> waiting = new HashSet<>();
    for (Iterator<GraphOperation> all = graph.operations(); all.hasNext(); ) {
      GraphOperation operation = all.next();
      if (ofBackwardPass(operation)) {
        for (int n = 0; n < operation.numInputs(); n++) {
          Output<?> needed = source(operation.input(n));
          if (!ofBackwardPass((GraphOperation) needed.op())) {
            waiting.add(needed);
          }
        }
      }
    }
    long activations = 0;
    for (Output<?> output : waiting) {
      Shape shape = output.shape();
      // Rows of one phase, or of both.
      if (shape.numDimensions() > 1 && (shape.get(0) == batch || shape.get(0) == 2L * batch)) {
        activations += (output.type() == TBfloat16.class ? 2 : Float.BYTES) * shape.size();
      }
    }
    return new MemoryNeed(
        (long) COPIES_OF_PARAMETERS * Float.BYTES * parameters, activations / batch, batch);
  }

  /** What every one of so many devices needs, which share larger batches of such a size each. */
  MemoryNeed among(int devices) {
    return new MemoryNeed(fixed, perRow / devices, batch * devices);
  }

  private static boolean ofBackwardPass(GraphOperation operation) {
    return operation.name().startsWith("Gradients");
  }

  private static Output<?> source(Output<?> output) {
    Output<?> at = output;
    while (VIEWS.contains(at.op().type())) {
      at = ((GraphOperation) at.op()).input(0);
    }
    return at;
  }

  /** Bytes for this batch. */
  public long bytes() {
    return fixed + batch * perRow;
  }

  /** The largest batch that so many bytes hold; 0 if not even the parameters find room. */
  public int largestBatch(long available) {
    return (int)
        Math.max(0, Math.min(Integer.MAX_VALUE, (available - fixed) / Math.max(1, perRow)));
  }

  /** A number of bytes for people. */
  public static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
