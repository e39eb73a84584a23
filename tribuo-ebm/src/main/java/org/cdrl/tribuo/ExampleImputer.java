package org.cdrl.tribuo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cdrl.table.Imputer;
import org.cdrl.table.data.Table;
import org.tribuo.Example;
import org.tribuo.Output;

/**
 * Fills in what examples lack, given what they have, which stays as it is. Immutable; every setter
 * returns another imputer.
 *
 * <p>Missing is a number without its feature where absent features mean {@code MISSING}, a group
 * without any of its features, and every column of {@link #columns} that an example has no feature
 * of. Outputs stay as they are: an output that is known is evidence, one that is not is left open.
 * What comes back is an {@code ArrayExample} whatever the class of the example, with its weight and
 * metadata.
 */
public final class ExampleImputer<T extends Output<T>> {
  private final CDRLModel<T> model;
  private final Imputer rows;
  private final Set<String> columns;

  ExampleImputer(CDRLModel<T> model, Imputer rows, Set<String> columns) {
    this.model = model;
    this.rows = rows;
    this.columns = columns;
  }

  /** Draws per missing value, at least 1; default 10. See {@link Imputer#draws}. */
  public ExampleImputer<T> draws(int m) {
    return new ExampleImputer<>(model, rows.draws(m), columns);
  }

  /** The seed of all random numbers; default 0. */
  public ExampleImputer<T> seed(long seed) {
    return new ExampleImputer<>(model, rows.seed(seed), columns);
  }

  /**
   * Columns that are missing in examples without a feature of theirs, whatever absent features
   * mean: for sparse data, whose absent features are zeros but for these.
   *
   * @throws IllegalArgumentException if features have no such column
   */
  public ExampleImputer<T> columns(Set<String> names) {
    for (String name : names) {
      int column = model.table().schema().indexOf(name);
      if (column >= model.features().size()) {
        throw new IllegalArgumentException(
            "Column \"" + name + "\" is the output, which is predicted and not filled in");
      }
    }
    return new ExampleImputer<>(model, rows, new LinkedHashSet<>(names));
  }

  /** Means of numbers (rounded where whole), and likeliest labels; of one draw, that draw. */
  public Example<T> fill(Example<T> example) {
    return fill(List.of(example)).get(0);
  }

  /**
   * Means of numbers (rounded where whole), and likeliest labels; of one draw, that draw.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public List<Example<T>> fill(List<Example<T>> examples) {
    return filled(examples, imputation(examples).centre());
  }

  /** Every draw on its own: plausible data sets that differ where values are uncertain. */
  public List<List<Example<T>>> fillSeveral(List<Example<T>> examples) {
    List<List<Example<T>>> several = new ArrayList<>();
    for (Table draw : imputation(examples).draws()) {
      several.add(filled(examples, draw));
    }
    return several;
  }

  /** All that is known of the values drawn, as rows of the model's table. */
  public Imputer.Imputation imputation(List<Example<T>> examples) {
    return rows.fill(model.exampleRows().of(examples, columns));
  }

  private List<Example<T>> filled(List<Example<T>> examples, Table table) {
    double[][] before = model.exampleRows().of(examples, columns).rows();
    List<Example<T>> filled = new ArrayList<>();
    for (int n = 0; n < before.length; n++) {
      filled.add(model.exampleRows().completed(examples.get(n), before[n], table.rows()[n]));
    }
    return filled;
  }
}
