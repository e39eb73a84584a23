package org.cdrl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.cdrl.internal.energy.Expression;
import org.cdrl.value.Attribute;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;

/**
 * The density that a {@link Sampler} draws from and scores by: of which models, under which
 * conditions, with what guidance.
 *
 * @param model the only one, or the first of several
 * @param expression what it amounts to
 * @param conditions that were given
 * @param guidance w
 * @param composed whether there are concepts in place of conditions
 */
record SampledDensity(
    CdrlModel model,
    Expression expression,
    Conditions conditions,
    double guidance,
    boolean composed) {
  /**
   * Conditions of rows.
   *
   * @param ofRow per row number
   * @param alike whether all rows have the same
   */
  record Conditions(LongFunction<Condition> ofRow, boolean alike) {
    private static final Conditions NONE = new Conditions(row -> Condition.none(), true);

    /** Row r has the r-th; there must not be more rows. */
    static Conditions of(List<Condition> perRow) {
      List<Condition> fixed = List.copyOf(perRow);
      return new Conditions(
          row -> {
            if (row >= fixed.size()) {
              throw new IllegalArgumentException(
                  "Row "
                      + row
                      + " is wanted, but conditions are given for "
                      + fixed.size()
                      + " rows only");
            }
            return fixed.get((int) row);
          },
          false);
    }
  }

  /** A model's density without conditions. */
  static SampledDensity of(CdrlModel model) {
    return new SampledDensity(model, Expression.open(model.expert()), Conditions.NONE, 0, false);
  }

  /** Under conditions, as far as they go guided towards them. */
  SampledDensity given(Conditions given) {
    requireOneModel("given");
    return with(given, guidance);
  }

  /** Guided towards the conditions that were or will be given. */
  SampledDensity guided(double w) {
    requireOneModel("guidance");
    if (!Double.isFinite(w)) {
      throw new IllegalArgumentException("The guidance weight must be finite, not " + w);
    }
    if (w != 0 && model.attributes().isEmpty()) {
      throw new IllegalArgumentException(
          "Guidance " + w + " needs a model that was trained with conditions; this one has none");
    }
    return with(conditions, w);
  }

  private SampledDensity with(Conditions given, double w) {
    List<Attribute> attributes = model.attributes();
    LongFunction<int[]> values = row -> given.ofRow().apply(row).encode(attributes);
    return new SampledDensity(model, expression.guided(values, given.alike(), w), given, w, false);
  }

  /** The product of concepts, instead of conditions. */
  SampledDensity composed(List<Concept> concepts) {
    requireOneModel("compose");
    if (concepts.isEmpty()) {
      throw new IllegalArgumentException("There is no concept to compose");
    }
    List<Expression.Term> terms = new ArrayList<>();
    for (Concept concept : concepts) {
      int[] values = concept.condition().encode(model.attributes());
      terms.add(Expression.Term.alike(concept.weight(), values));
    }
    return new SampledDensity(model, expression.composed(terms), Conditions.NONE, 0, true);
  }

  /** The same with another weight among several. */
  SampledDensity weighted(double w) {
    requireOneModel("weight");
    if (!(w > 0) || Double.isInfinite(w)) {
      throw new IllegalArgumentException("A weight must be positive and finite, not " + w);
    }
    return new SampledDensity(model, expression.weighted(w), conditions, guidance, composed);
  }

  /**
   * One density of several.
   *
   * @param all at least one, each of one model
   */
  static SampledDensity joined(
      List<SampledDensity> all, Function<List<Expression>, Expression> operation) {
    SampledDensity head = all.get(0);
    for (SampledDensity one : all) {
      one.requireOneModel("combine");
      CdrlModel.requireSameSpace(head.model, one.model);
    }
    List<Expression> experts = all.stream().map(SampledDensity::expression).toList();
    boolean composed = all.stream().anyMatch(SampledDensity::composed);
    return new SampledDensity(head.model, operation.apply(experts), head.conditions, 0, composed);
  }

  void requireOneModel(String what) {
    if (expression.parts().size() > 1) {
      throw new IllegalStateException(
          "Use " + what + " on the samplers of single models, before they are combined");
    }
  }
}
