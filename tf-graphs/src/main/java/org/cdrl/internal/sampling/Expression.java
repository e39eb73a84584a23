package org.cdrl.internal.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

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
   * @param values condition values per row number, 0 for empty
   * @param alike whether all rows have the same
   */
  public record Term(double coefficient, LongFunction<int[]> values, boolean alike) {
    /** A term whose condition is the same for all rows. */
    public static Term alike(double coefficient, int... values) {
      return new Term(coefficient, row -> values, true);
    }
  }

  /** The same expression with conditions asked for rows first .. last only: others get the next. */
  public Expression within(long first, long last) {
    return withRows(row -> Math.max(first, Math.min(last, row)));
  }

  /** The same expression in which the conditions of rows first .. first+count-1 repeat. */
  Expression repeating(long first, int count) {
    return withRows(row -> first + (row - first) % count);
  }

  private Expression withRows(LongUnaryOperator rows) {
    List<Part> changed = new ArrayList<>();
    for (Part part : parts) {
      List<Term> terms = new ArrayList<>();
      for (Term term : part.terms()) {
        terms.add(
            new Term(
                term.coefficient(),
                row -> term.values().apply(rows.applyAsLong(row)),
                term.alike()));
      }
      changed.add(new Part(part.expert(), part.weight(), terms));
    }
    return new Expression(changed, either);
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
}
