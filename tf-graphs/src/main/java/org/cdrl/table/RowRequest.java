package org.cdrl.table;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.cdrl.Sampler;
import org.cdrl.table.rules.RowDraft;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;

/**
 * What a {@link TableSampler} was asked for.
 *
 * @param sources of the density; the first decides what rows are like beside it
 * @param mixture whether sources are alternatives, not factors
 * @param cells by column
 * @param ranges of numbers by column
 * @param balanced the condition whose labels take turns, or -1
 * @param missing whether cells may be missing
 * @param seed of all random numbers
 */
@RecordBuilder
record RowRequest(
    List<Source> sources,
    boolean mixture,
    Map<Integer, Double> cells,
    Map<Integer, Range> ranges,
    int balanced,
    boolean missing,
    long seed)
    implements RowRequestBuilder.With {
  RowRequest {
    sources = List.copyOf(sources);
  }

  /** Numbers from low to high, both included. */
  record Range(double low, double high) {
    boolean has(double cell) {
      return cell >= low && cell <= high;
    }
  }

  /**
   * One model's part of the density.
   *
   * @param engine without conditions, unless there are concepts
   * @param weight of the source among several
   * @param guidance of the engine
   * @param concepts that the engine composes, with weights; empty if rows have conditions
   */
  record Source(
      TableModel model,
      Sampler engine,
      double weight,
      double guidance,
      Map<Condition, Double> concepts) {
    Source with(Sampler newEngine) {
      return new Source(model, newEngine, weight, guidance, concepts);
    }

    /** Whether columns that are drawn one after the other have the source's density. */
    boolean isPlain() {
      return guidance == 0 && concepts.isEmpty();
    }

    Source weighted(double w) {
      return new Source(model, engine.weight(w), w, guidance, concepts);
    }

    Source guided(double w) {
      return new Source(model, engine.guidance(w), weight, w, Map.of());
    }

    Source composed(Map<Condition, Double> all, Concept... newConcepts) {
      return new Source(model, engine.compose(newConcepts), weight, 0, all);
    }

    /** The engine for rows whose conditions are known. */
    Sampler under(LongFunction<Condition> conditions) {
      boolean fixed = model.conditions().columns().length == 0 || !concepts.isEmpty();
      return fixed ? engine : engine.given(conditions);
    }
  }

  /** All rows of a model. */
  static RowRequest of(TableModel model) {
    Source alone = new Source(model, model.engine().sampler(), 1, 0, Map.of());
    return new RowRequest(List.of(alone), false, Map.of(), Map.of(), -1, true, 0);
  }

  TableModel model() {
    return sources.get(0).model();
  }

  /** Concepts of all sources. */
  boolean hasConcepts() {
    return sources.stream().anyMatch(source -> !source.concepts().isEmpty());
  }

  /** Whether a row is within all ranges. */
  boolean isInRanges(double[] row) {
    return ranges.entrySet().stream().allMatch(range -> range.getValue().has(row[range.getKey()]));
  }

  /**
   * Fails if what is given breaks a rule.
   *
   * @throws IllegalArgumentException telling the rule
   */
  void requirePossible() {
    int n = model().schema().size();
    double[] low = new double[n];
    double[] high = new double[n];
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    Arrays.fill(high, Double.POSITIVE_INFINITY);
    ranges.forEach(
        (c, range) -> {
          low[c] = range.low();
          high[c] = range.high();
        });
    cells.forEach(
        (c, cell) -> {
          low[c] = cell;
          high[c] = cell;
        });
    model().rules().requirePossible(low, high);
  }

  /**
   * Makes a drawn row obey the rules.
   *
   * @param known cells that were there before
   */
  void resolve(double[] row, boolean[] known, RandomGenerator random) {
    TableModel of = model();
    RowDraft draft = new RowDraft(row, of.schema().size(), of.values(), random);
    for (int c = 0; c < of.schema().size(); c++) {
      if (ranges.containsKey(c)) {
        draft.ranged(c, ranges.get(c).low(), ranges.get(c).high());
      } else if (known[c]) {
        draft.given(c);
      }
    }
    of.rules().resolve(draft);
  }

  /** One engine for all sources, as each of them has it. */
  Sampler join(List<Sampler> engines) {
    Sampler[] all = engines.toArray(Sampler[]::new);
    return all.length == 1 ? all[0] : mixture ? Sampler.mixture(all) : Sampler.product(all);
  }

  RowRequest withEngines(UnaryOperator<Sampler> change) {
    return withSources(
        sources.stream().map(source -> source.with(change.apply(source.engine()))).toList());
  }

  RowRequest withCell(int column, double cell) {
    return withCells(with(cells, column, cell));
  }

  RowRequest withRange(int column, Range range) {
    return withRanges(with(ranges, column, range));
  }

  private static <T> Map<Integer, T> with(Map<Integer, T> map, int column, T value) {
    Map<Integer, T> more = new LinkedHashMap<>(map);
    more.put(column, value);
    return more;
  }
}
