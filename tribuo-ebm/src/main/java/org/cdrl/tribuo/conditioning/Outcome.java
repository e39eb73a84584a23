package org.cdrl.tribuo.conditioning;

import java.util.Map;
import org.tribuo.Output;

/**
 * What is predicted for one example.
 *
 * @param output with its score
 * @param scores of all outputs that were weighed, by name; empty if there is nothing to weigh
 */
public record Outcome<T extends Output<T>>(T output, Map<String, T> scores) {
  public Outcome {
    scores = Map.copyOf(scores);
  }
}
