package org.cdrl.sampling;

import java.util.ArrayList;
import java.util.List;

/**
 * What is sampled or scored: experts, each a weighted sum of terms, multiplied or as alternatives.
 *
 * @param parts at least one
 * @param either true: log sum_m w_m exp(log p_m); false: sum_m w_m log p_m
 */
public record Expression(List<Part> parts, boolean either) {
  public Expression {
    parts = List.copyOf(parts);
  }

  /**
   * One expert's share.
   *
   * @param expert its networks
   * @param weight w_m; positive for alternatives
   * @param terms sum_j a_j f(y, c_j)
   */
  public record Part(Expert expert, double weight, List<Term> terms) {
    public Part {
      terms = List.copyOf(terms);
    }

    /** Whether it is one term with coefficient 1. */
    boolean plain() {
      return terms.size() == 1 && terms.get(0).coefficient() == 1;
    }
  }

  /**
   * One term.
   *
   * @param coefficient a_j
   * @param values condition values per row, [1][attributes] for all rows alike; 0 is empty
   */
  public record Term(double coefficient, int[][] values) {
    int[] valuesOf(long row) {
      return values.length == 1 ? values[0] : values[Math.toIntExact(row)];
    }
  }

  /**
   * What decides a graph's nodes: experts, numbers of terms, and which are plain. Experts count by
   * identity; coefficients, weights and conditions are fed.
   */
  List<Object> structure() {
    List<Object> structure = new ArrayList<>(List.of(either));
    for (Part part : parts) {
      structure.add(System.identityHashCode(part.expert()));
      structure.add(part.terms().size());
      structure.add(part.plain());
    }
    return structure;
  }

  /** The most rows that network evaluations need per row of the result. */
  public int rowsPerRow() {
    return parts.stream().mapToInt(part -> part.terms().size()).max().orElseThrow();
  }
}
