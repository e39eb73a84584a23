package org.cdrl.internal.energy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/**
 * A density as an expression of energies, and the algebra that makes it: experts, each a weighted
 * sum of its values under several conditions, multiplied or as alternatives.
 *
 * @param parts at least one
 * @param mixture true: log sum_m w_m exp(log p_m); false: sum_m w_m log p_m
 */
public record Expression(List<Part> parts, boolean mixture) {
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
    public boolean plain() {
      return terms.size() == 1 && terms.get(0).coefficient() == 1;
    }

    /**
     * What is added to the coefficients for each unit by which concepts of positive weight count
     * more: w_j to theirs, minus the sum of these to that of f(y, 0). All 0 without a term f(y, 0).
     */
    public double[] insistence() {
      double[] more = new double[terms.size()];
      for (int open = 0; open < more.length; open++) {
        if (terms.get(open).isOpen()) {
          for (int j = 0; j < more.length; j++) {
            if (j != open) {
              more[j] = Math.max(0, terms.get(j).coefficient());
              more[open] -= more[j];
            }
          }
          return more;
        }
      }
      return more;
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

    /** a f(y, 0): a term without a condition. */
    private static Term open(double coefficient, Expert expert) {
      return alike(coefficient, new int[expert.attributeSizes().length]);
    }

    private boolean isOpen() {
      return alike && Arrays.stream(values.apply(0)).allMatch(value -> value == 0);
    }
  }

  /** f(y, 0) of one expert. */
  public static Expression open(Expert expert) {
    return new Expression(List.of(new Part(expert, 1, List.of(Term.open(1, expert)))), false);
  }

  /**
   * One expert under a condition, guided towards it: (1 + w) f(y, c) - w f(y, 0) (Ho, Salimans
   * 2022).
   *
   * @param c condition values per row number, 0 for empty
   * @param alike whether all rows have the same
   * @param w 0 for f(y, c)
   */
  public Expression guided(LongFunction<int[]> c, boolean alike, double w) {
    Term shown = new Term(1 + w, c, alike);
    return of(w == 0 ? List.of(shown) : List.of(shown, Term.open(-w, part().expert())));
  }

  /**
   * The product of concepts of one expert, of which those of negative weight are negated: f(y, 0) +
   * sum_j w_j (f(y, c_j) - f(y, 0)) = sum_j w_j f(y, c_j) + (1 - sum_j w_j) f(y, 0).
   *
   * @param concepts w_j and c_j
   */
  public Expression composed(List<Term> concepts) {
    List<Term> terms = new ArrayList<>(concepts);
    double rest = 1;
    for (Term concept : concepts) {
      rest -= concept.coefficient();
    }
    if (rest != 0) {
      terms.add(Term.open(rest, part().expert()));
    }
    return of(terms);
  }

  /** One expert with another weight among several, w_m. */
  public Expression weighted(double w) {
    return new Expression(List.of(new Part(part().expert(), w, part().terms())), false);
  }

  /** sum_m w_m log p_m of expressions of one expert each. */
  public static Expression product(List<Expression> factors) {
    return new Expression(factors.stream().map(Expression::part).toList(), false);
  }

  /** log sum_m w_m p_m of expressions of one expert each, with p_m unnormalised. */
  public static Expression mixture(List<Expression> alternatives) {
    return new Expression(alternatives.stream().map(Expression::part).toList(), true);
  }

  private Expression of(List<Term> terms) {
    return new Expression(List.of(new Part(part().expert(), part().weight(), terms)), false);
  }

  /** The only expert's share. */
  private Part part() {
    if (parts.size() > 1) {
      throw new IllegalStateException("An expression of " + parts.size() + " experts");
    }
    return parts.get(0);
  }

  /** The same expression with conditions asked for rows first .. last only: others get the next. */
  public Expression within(long first, long last) {
    return withRows(row -> Math.max(first, Math.min(last, row)));
  }

  /** The same expression in which every row has the condition of the one so many rows further. */
  public Expression shifted(long by) {
    return withRows(row -> row + by);
  }

  /** The same expression in which the conditions of rows first .. first+count-1 repeat. */
  public Expression repeating(long first, int count) {
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
    return new Expression(changed, mixture);
  }

  /**
   * What decides a graph's nodes: experts, numbers of terms, and which are plain. Experts count by
   * identity; coefficients, weights and conditions are fed.
   */
  public List<Object> structure() {
    List<Object> structure = new ArrayList<>(List.of(mixture));
    for (Part part : parts) {
      structure.add(System.identityHashCode(part.expert()));
      structure.add(part.terms().size());
      structure.add(part.plain());
    }
    return structure;
  }
}
