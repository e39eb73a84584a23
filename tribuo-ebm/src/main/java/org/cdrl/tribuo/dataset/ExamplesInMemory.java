package org.cdrl.tribuo.dataset;

import java.util.Iterator;
import java.util.List;
import org.tribuo.DataSource;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.provenance.DataSourceProvenance;

/** A source of examples that are made once and kept. */
public abstract class ExamplesInMemory<T extends Output<T>> implements DataSource<T> {
  private List<Example<T>> examples;
  private OutputFactory<T> outputFactory;
  private DataSourceProvenance provenance;

  /** A source whose examples follow. */
  protected ExamplesInMemory() {}

  /** Keeps the examples. */
  protected final void keep(
      List<Example<T>> made, OutputFactory<T> factory, DataSourceProvenance told) {
    examples = List.copyOf(made);
    outputFactory = factory;
    provenance = told;
  }

  /** The number of examples. */
  public final int size() {
    return examples.size();
  }

  @Override
  public final Iterator<Example<T>> iterator() {
    return examples.iterator();
  }

  @Override
  public final OutputFactory<T> getOutputFactory() {
    return outputFactory;
  }

  @Override
  public final DataSourceProvenance getProvenance() {
    return provenance;
  }
}
