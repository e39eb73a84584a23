package org.cdrl.tribuo.dataset;

import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.table.keys.KeyMaker;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.MutableFeatureMap;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;

/** A source whose examples are made of the rows of a table in memory. */
public abstract class RowExamples<T extends Output<T>> implements ExampleSource<T>, TableRows {
  private Table table;
  private List<String> responses;
  private List<T> outputs;
  private Map<String, KeyMaker> keys;

  /** Positions of the columns that are features. */
  private int[] features;

  /** A source whose rows follow. */
  protected RowExamples() {}

  /**
   * Keeps rows.
   *
   * @param rows with the columns that are outputs
   * @param responding names of these columns
   * @param ofRows the output of every row
   * @param makers what makes more keys, by columns of keys
   */
  protected final void keep(
      Table rows, List<String> responding, List<T> ofRows, Map<String, KeyMaker> makers) {
    table = rows;
    responses = List.copyOf(responding);
    outputs = ofRows;
    keys = makers;
    features =
        IntStream.range(0, rows.schema().size())
            .filter(c -> !responses.contains(rows.schema().column(c).name()))
            .toArray();
  }

  @Override
  public final Map<String, KeyMaker> keys() {
    return keys;
  }

  @Override
  public final Table table() {
    return table;
  }

  @Override
  public final List<String> responses() {
    return responses;
  }

  @Override
  public final int size() {
    return table.size();
  }

  @Override
  public final T output(int n) {
    return outputs.get(n);
  }

  @Override
  public final Example<T> example(int n) {
    // The very output: Tribuo tells unknown targets by identity.
    Example<T> example = new ArrayExample<>(outputs.get(n));
    forEachFeature(n, (name, value) -> example.add(new Feature(name, value)));
    return example;
  }

  @Override
  public final FeatureMap features() {
    MutableFeatureMap all = new MutableFeatureMap();
    for (int n = 0; n < table.size(); n++) {
      forEachFeature(n, all::add);
    }
    return all;
  }

  private void forEachFeature(int n, ObjDoubleConsumer<String> to) {
    double[] cells = table.rows()[n];
    for (int c : features) {
      if (Double.isNaN(cells[c])) {
        continue;
      }
      Column column = table.schema().column(c);
      if (column.isNumeric()) {
        to.accept(column.name(), cells[c]);
      } else {
        to.accept(column.name() + "@" + column.labels().get((int) cells[c]), 1);
      }
    }
  }
}
