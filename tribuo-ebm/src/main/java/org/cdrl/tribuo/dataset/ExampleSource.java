package org.cdrl.tribuo.dataset;

import java.util.Iterator;
import java.util.stream.IntStream;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.FeatureMap;
import org.tribuo.Output;

/**
 * A source that makes an example whenever it is asked for one, so that none has to be kept. {@link
 * SourceDataset} is the data set of such a source.
 */
public interface ExampleSource<T extends Output<T>> extends ConfigurableDataSource<T> {
  /** The number of examples. */
  int size();

  /**
   * An example, made anew.
   *
   * @param n 0 .. size-1
   */
  Example<T> example(int n);

  /**
   * The output of an example.
   *
   * @param n 0 .. size-1
   */
  T output(int n);

  /** The features of all examples together, and their values. */
  FeatureMap features();

  @Override
  default Iterator<Example<T>> iterator() {
    return IntStream.range(0, size()).mapToObj(this::example).iterator();
  }
}
